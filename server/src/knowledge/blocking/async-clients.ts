/** Arguments that a client class and its async counterpart take in different kinds, and that change what the methods give. */
export const notForCounterparts: ReadonlySet<string> = new Set([
  'http_client',
  'transport',
  'mounts',
  'auth',
  'event_hooks',
  'connection_pool',
  'retry',
  'stream',
]);
