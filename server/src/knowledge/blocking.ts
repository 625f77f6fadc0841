import { joinTables, type NameTable } from './name-table.ts';
import type { BlockingCall } from './blocking/blocking-call.ts';
import { databases } from './blocking/databases.ts';
import { django } from './blocking/django.ts';
import { files } from './blocking/files.ts';
import { httpClients } from './blocking/http.ts';
import { others } from './blocking/others.ts';
import { processes } from './blocking/processes.ts';
import { socketCalls } from './blocking/sockets.ts';
import { threads } from './blocking/threads.ts';

export { asyncClients, notForTwins } from './blocking/async-clients.ts';
export { diskClasses } from './blocking/blocking-call.ts';
export type { ArgumentCondition, BlockingCall } from './blocking/blocking-call.ts';

/** Every callable that is known to hold up the thread it is called on. */
export const blocking: NameTable<BlockingCall> = joinTables(
  others,
  files,
  httpClients,
  processes,
  databases,
  django,
  socketCalls,
  threads,
);
