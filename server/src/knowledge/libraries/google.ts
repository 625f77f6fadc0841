import type { CodeOrText } from '../../text/localized.ts';
import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under, underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };
const instead = (text: CodeOrText): BlockingCall => ({ ...call, counterpart: everywhere(text) });

const genai = instead({ en: 'the `aio` of the client', 'zh-cn': '客户端的 `aio`' });
const firestore = instead('`google.cloud.firestore.AsyncClient`');

export const google: Library = {
  packages: ['google'],
  blocking: joinTables(
    under('google.generativeai.GenerativeModel', 'generate_content', instead('`generate_content_async()`')),
    under('google.generativeai.GenerativeModel.start_chat', 'send_message', instead('`send_message_async()`')),
    under('google.genai.Client.models', 'generate_content embed_content count_tokens generate_images', genai),
    under('google.genai.Client.models', 'generate_content_stream', { ...genai, lazy: true }),
    under('google.genai.Client.chats.create', 'send_message', genai),
    under('google.genai.Client.files', 'upload get delete', genai),
    underEach(
      [
        'google.cloud.storage.Blob',
        'google.cloud.storage.Client.bucket.blob',
        'google.cloud.storage.Client.get_bucket.blob',
      ],
      `upload_from_string upload_from_filename upload_from_file download_as_bytes download_as_text download_as_string
       download_to_filename download_to_file exists delete reload patch`,
      call,
    ),
    under('google.cloud.storage.Client', 'get_bucket create_bucket', call),
    under('google.cloud.storage.Client', 'list_blobs list_buckets', { ...call, lazy: true }),
    under('google.cloud.firestore.Client.collection', 'add get', firestore),
    under('google.cloud.firestore.Client.collection.document', 'get set update delete create', firestore),
    underEach(
      ['google.cloud.firestore.Client.collection', 'google.cloud.firestore.Client.collection.where'],
      'stream',
      { ...firestore, lazy: true },
    ),
    under('google.cloud.bigquery.Client', 'query query_and_wait insert_rows_json get_table create_table', call),
    under('google.cloud.bigquery.Client.query', 'result to_dataframe', call),
    under('google.cloud.translate_v2.Client', 'translate detect_language', call),
    under(
      'google.cloud.speech.SpeechClient',
      'recognize long_running_recognize',
      instead('`google.cloud.speech.SpeechAsyncClient`'),
    ),
    under(
      'google.cloud.vision.ImageAnnotatorClient',
      'text_detection document_text_detection label_detection annotate_image batch_annotate_images',
      instead('`google.cloud.vision.ImageAnnotatorAsyncClient`'),
    ),
    under(
      'google.cloud.secretmanager.SecretManagerServiceClient',
      'access_secret_version',
      instead('`google.cloud.secretmanager.SecretManagerServiceAsyncClient`'),
    ),
    under('google.cloud.pubsub_v1.SubscriberClient', 'pull', instead('`google.pubsub_v1.SubscriberAsyncClient`')),
  ),
};
