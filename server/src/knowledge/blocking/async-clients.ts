import type { NameTable } from '../name-table.ts';

/** Client classes whose asynchronous twin takes the same arguments and has the same methods, to be awaited. */
export const asyncClients: NameTable<string> = {
  'openai.OpenAI': 'openai.AsyncOpenAI',
  'openai.AzureOpenAI': 'openai.AsyncAzureOpenAI',
  'anthropic.Anthropic': 'anthropic.AsyncAnthropic',
  'httpx.Client': 'httpx.AsyncClient',
  'httpx2.Client': 'httpx2.AsyncClient',
  'redis.Redis': 'redis.asyncio.Redis',
};

/** Arguments that the two take in different kinds, and that change what the methods give. */
export const notForTwins: ReadonlySet<string> = new Set([
  'http_client',
  'transport',
  'mounts',
  'auth',
  'event_hooks',
  'connection_pool',
  'retry',
  'stream',
]);
