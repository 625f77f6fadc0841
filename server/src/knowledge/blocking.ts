import type { BlockingCall } from './blocking/blocking-call.ts';
import { files } from './blocking/files.ts';
import { httpClients } from './blocking/http.ts';
import { others } from './blocking/others.ts';
import { processes } from './blocking/processes.ts';
import { socketCalls } from './blocking/sockets.ts';
import { sqlite3 } from './blocking/sqlite.ts';
import { threads } from './blocking/threads.ts';
import { withLibraries } from './libraries.ts';
import { joinTables } from './name-table.ts';

export { diskClasses, type ArgumentCondition, type BlockingCall } from './blocking/blocking-call.ts';
export { notForCounterparts } from './blocking/async-clients.ts';
export { notReadyErrors } from './blocking/sockets.ts';

/** Every callable that is known to hold up the thread it is called on. */
export const blocking = withLibraries<BlockingCall>(
  joinTables(others, files, httpClients, processes, sqlite3, socketCalls, threads),
  (library) => library.blocking,
);
export const asyncClients = withLibraries<string>({}, (library) => library.asyncClients);
export const socketWaits = withLibraries<true>({}, (library) => library.socketWaits);
