import type { BlockingCall } from './blocking/blocking-call.ts';
import { files } from './blocking/files.ts';
import { httpClients } from './blocking/http.ts';
import { others } from './blocking/others.ts';
import { processes } from './blocking/processes.ts';
import { socketCalls } from './blocking/sockets.ts';
import { sqlite3 } from './blocking/sqlite.ts';
import { threads } from './blocking/threads.ts';
import { withLibraries } from './libraries.ts';
import { joinTables, type NameTable } from './name-table.ts';

export { diskClasses, type ArgumentCondition, type BlockingCall } from './blocking/blocking-call.ts';
export { notForCounterparts } from './blocking/async-clients.ts';
export { notReadyErrors } from './blocking/sockets.ts';

/** Every callable that is known to hold up the thread it is called on. */
export const blocking = withLibraries<BlockingCall>(
  joinTables(others, files, httpClients, processes, sqlite3, socketCalls, threads),
  (library) => library.blocking,
);
export const keepsConnections = withLibraries<true>({}, (library) => library.keepsConnections);
export const asyncClients = withLibraries<string>({}, (library) => library.asyncClients);
export const socketWaits = withLibraries<true>({}, (library) => library.socketWaits);

/** What leads to names of the table, under its own name: `docker.from_env` and its `containers` to `docker.from_env.containers.run`. */
export const waysToBlocking: NameTable<string> = Object.fromEntries(
  Object.keys(blocking).flatMap((name) => {
    const parts = name.split('.');
    return parts.slice(2).map((_, i) => {
      const way = parts.slice(0, i + 2).join('.');
      return [way, way];
    });
  }),
);

/** Whether tables have something to say of a name, or of what it leads to. */
export const isOfBlocking = (name: string): boolean => name in blocking || name in waysToBlocking;
