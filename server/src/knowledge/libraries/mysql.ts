import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-database', counterpart: { asyncio: '`mysql.connector.aio`' } };

export const mysql: Library = {
  packages: ['mysql'],
  blocking: joinTables(
    under('mysql.connector', 'connect', call),
    under(
      'mysql.connector.abstracts.MySQLConnectionAbstract',
      'connect reconnect commit rollback ping start_transaction',
      call,
    ),
    under(
      'mysql.connector.abstracts.MySQLCursorAbstract',
      'execute executemany callproc fetchone fetchmany fetchall __iter__',
      call,
    ),
    under('mysql.connector.pooling.MySQLConnectionPool', 'get_connection', call),
  ),
};
