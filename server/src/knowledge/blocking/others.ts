import { joinTables, under, type NameTable } from '../name-table.ts';
import { everywhere, type BlockingCall } from './blocking-call.ts';

/** Sleeping, asking the user, SDKs, heavy parsing and hashing. */
const sleep: BlockingCall = {
  rule: 'blocking-sleep',
  twin: { asyncio: '`asyncio.sleep()`', anyio: '`anyio.sleep()`', trio: '`trio.sleep()`' },
};
const input: BlockingCall = { rule: 'blocking-input' };
const call: BlockingCall = { rule: 'blocking-call' };
const twin = (text: string): BlockingCall => ({ rule: 'blocking-call', twin: everywhere(text) });
const onlyAsyncio = (asyncio: string): BlockingCall => ({ rule: 'blocking-call', twin: { asyncio } });

const asking: NameTable<BlockingCall> = joinTables(
  under('builtins', 'input', input),
  under('getpass', 'getpass', input),
  under('sys.stdin', 'read readline readlines', input),
  under('click', 'prompt confirm pause getchar edit', input),
  under('typer', 'prompt confirm', input),
  under('rich.prompt.PromptBase', 'ask __call__', input),
  under('rich.console.Console', 'input', input),
);

const openai = twin('`openai.AsyncOpenAI`');
const anthropic = twin('`anthropic.AsyncAnthropic`');
const OPENAI_RESOURCES: Readonly<Record<string, string>> = {
  'chat.completions.Completions': 'create parse',
  'responses.Responses': 'create parse retrieve cancel delete',
  'completions.Completions': 'create',
  'embeddings.Embeddings': 'create',
  'images.Images': 'generate edit create_variation',
  'audio.Transcriptions': 'create',
  'audio.Translations': 'create',
  'audio.Speech': 'create',
  'moderations.Moderations': 'create',
  'files.Files': 'create retrieve list delete content wait_for_processing',
  'models.Models': 'retrieve list delete',
  'batches.Batches': 'create retrieve list cancel',
  'vector_stores.VectorStores': 'create retrieve update list delete search',
};

const artificialIntelligence: NameTable<BlockingCall> = joinTables(
  ...Object.entries(OPENAI_RESOURCES).map(([name, methods]) =>
    under<BlockingCall>(`openai.resources.${name}`, methods, openai),
  ),
  under('anthropic.resources.messages.Messages', 'create count_tokens parse', anthropic),
  under('anthropic.resources.messages.Batches', 'create retrieve list cancel delete results', anthropic),
  under('anthropic.resources.beta.messages.Messages', 'create count_tokens parse', anthropic),
  under('anthropic.resources.models.Models', 'retrieve list', anthropic),
  under('anthropic.MessageStreamManager', '__enter__', anthropic),
);

const aws = onlyAsyncio('`aioboto3` or `aiobotocore`');
const blob = twin('`azure.storage.blob.aio`');
const slack = onlyAsyncio('`slack_sdk.web.async_client.AsyncWebClient`');

const clouds: NameTable<BlockingCall> = joinTables(
  under('boto3', 'client resource', aws),
  under('boto3.session.Session', 'client resource', aws),
  under('botocore.client._ClientMethod', '__call__', aws),
  under('botocore.paginate.PageIterator', '__iter__ build_full_result', aws),
  under('botocore.waiter.Waiter', 'wait', aws),
  under(
    'azure.storage.blob.BlobClient',
    'upload_blob download_blob delete_blob exists get_blob_properties set_blob_metadata',
    blob,
  ),
  under(
    'azure.storage.blob.ContainerClient',
    'create_container delete_container upload_blob download_blob delete_blob exists get_container_properties',
    blob,
  ),
  under('azure.storage.blob.ContainerClient', 'list_blobs walk_blobs', { ...blob, lazy: true }),
  under(
    'google.cloud.storage.Blob',
    `upload_from_string upload_from_filename upload_from_file download_as_bytes download_as_text download_to_filename
     download_to_file exists delete reload patch`,
    call,
  ),
  under('google.cloud.storage.Client', 'get_bucket create_bucket', call),
  under(
    'slack_sdk.WebClient',
    'api_call chat_postMessage chat_update chat_delete conversations_list conversations_history users_info files_upload_v2',
    slack,
  ),
  under('docker', 'from_env', onlyAsyncio('`aiodocker`')),
  under('playwright.sync_api', 'sync_playwright', twin('`playwright.async_api`')),
  under('selenium.webdriver', 'Chrome Firefox Edge Safari Remote', call),
  under('selenium.webdriver.remote.webdriver.WebDriver', 'get find_element find_elements execute_script quit', call),
  under('selenium.webdriver.support.wait.WebDriverWait', 'until until_not', call),
);

const parsing: NameTable<BlockingCall> = joinTables(
  under(
    'pandas',
    `read_csv read_table read_fwf read_excel read_json read_html read_xml read_hdf read_feather read_parquet read_orc
     read_sas read_spss read_pickle read_stata read_sql read_sql_query read_sql_table`,
    call,
  ),
  under('pandas.DataFrame', 'to_excel to_parquet to_sql to_hdf to_feather to_stata to_orc to_pickle', call),
  under('pandas.DataFrame', 'to_csv to_json', {
    ...call,
    unless: [{ argument: { position: 0, name: 'path_or_buf' }, given: false }],
  }),
  under('polars', 'read_csv read_parquet read_json read_ndjson read_excel read_database', call),
  under('openpyxl', 'load_workbook', call),
  under('webbrowser', 'open open_new open_new_tab', { ...call, startsOnly: true }),
);

const hashing: NameTable<BlockingCall> = joinTables(
  under('hashlib', 'pbkdf2_hmac scrypt', call),
  under('bcrypt', 'hashpw checkpw kdf', call),
  under('argon2.PasswordHasher', 'hash verify', call),
  under('passlib.context.CryptContext', 'hash verify verify_and_update', call),
  under('werkzeug.security', 'generate_password_hash check_password_hash', call),
  under('django.contrib.auth.hashers', 'make_password', call),
  under('django.contrib.auth.hashers', 'check_password', twin('`acheck_password()`')),
);

export const others: NameTable<BlockingCall> = joinTables(
  under('time', 'sleep', sleep),
  asking,
  artificialIntelligence,
  clouds,
  parsing,
  hashing,
);
