import { joinTables, under, type NameTable } from '../name-table.ts';
import type { BlockingCall } from './blocking-call.ts';

const sqlite: BlockingCall = {
  rule: 'blocking-database',
  counterpart: { asyncio: '`aiosqlite`' },
  threadBound: true,
  embedded: true,
};
/** Opening is fine in another thread, as long as the connection is used there too. */
const sqliteConnect: BlockingCall = {
  rule: 'blocking-database',
  counterpart: { asyncio: '`aiosqlite.connect()`' },
  embedded: true,
  database: { position: 0, name: 'database' },
};

export const sqlite3: NameTable<BlockingCall> = joinTables(
  under('sqlite3', 'connect', sqliteConnect),
  under('sqlite3.Connection', 'execute executemany executescript commit rollback backup iterdump __exit__', sqlite),
  under('sqlite3.Cursor', 'execute executemany executescript fetchone fetchmany fetchall __iter__', sqlite),
);
