import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere('`openai.AsyncOpenAI`') };

export const openai: Library = {
  packages: ['openai'],
  blocking: joinTables(
    under('openai.resources.chat.completions.Completions', 'create parse', call),
    under('openai.resources.responses.Responses', 'create parse retrieve cancel delete', call),
    under('openai.lib.streaming.chat.ChatCompletionStreamManager', '__enter__', call),
    under('openai.lib.streaming.responses.ResponseStreamManager', '__enter__', call),
    under('openai.resources.completions.Completions', 'create', call),
    under('openai.resources.embeddings.Embeddings', 'create', call),
    under('openai.resources.images.Images', 'generate edit create_variation', call),
    under('openai.resources.audio.Transcriptions', 'create', call),
    under('openai.resources.audio.Translations', 'create', call),
    under('openai.resources.audio.Speech', 'create', call),
    under('openai.resources.moderations.Moderations', 'create', call),
    under('openai.resources.files.Files', 'create retrieve list delete content wait_for_processing', call),
    under('openai.resources.models.Models', 'retrieve list delete', call),
    under('openai.resources.batches.Batches', 'create retrieve list cancel', call),
    under('openai.resources.vector_stores.VectorStores', 'create retrieve update list delete search', call),
  ),
  loopBound: under('openai', 'AsyncOpenAI AsyncAzureOpenAI', 'first-wait'),
  asyncClients: { 'openai.OpenAI': 'openai.AsyncOpenAI', 'openai.AzureOpenAI': 'openai.AsyncAzureOpenAI' },
};
