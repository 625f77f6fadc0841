import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const engine: BlockingCall = {
  rule: 'blocking-database',
  counterpart: { asyncio: '`sqlalchemy.ext.asyncio.create_async_engine()`' },
};
const session: BlockingCall = {
  rule: 'blocking-database',
  counterpart: { asyncio: '`sqlalchemy.ext.asyncio.AsyncSession`' },
};

export const sqlalchemy: Library = {
  packages: ['sqlalchemy'],
  blocking: joinTables(
    under('sqlalchemy.engine.Engine', 'connect begin raw_connection', engine),
    under('sqlalchemy.engine.Connection', 'execute scalar scalars exec_driver_sql commit rollback', engine),
    under('sqlalchemy.schema.MetaData', 'create_all drop_all reflect', engine),
    under(
      'sqlalchemy.orm.Session',
      `execute scalar scalars get get_one commit rollback flush refresh merge close connection bulk_save_objects
       bulk_insert_mappings bulk_update_mappings __exit__`,
      session,
    ),
    under('sqlalchemy.orm.Query', 'all first one one_or_none scalar count get update delete __iter__', session),
  ),
  executorDispatches: {
    'sqlalchemy.ext.asyncio.AsyncSession.run_sync': {
      function: { position: 0, name: 'fn' },
      to: 'greenlet',
      returns: 'awaitable',
    },
    'sqlalchemy.ext.asyncio.AsyncConnection.run_sync': {
      function: { position: 0, name: 'fn' },
      to: 'greenlet',
      returns: 'awaitable',
    },
  },
  loopBound: { 'sqlalchemy.ext.asyncio.create_async_engine': 'first-wait' },
  notConcurrent: under('sqlalchemy.ext.asyncio', 'AsyncSession AsyncConnection', true),
};
