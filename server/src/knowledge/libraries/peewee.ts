import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-database' };

export const peewee: Library = {
  packages: ['peewee'],
  blocking: joinTables(
    under('peewee.Model', 'create save get get_or_none get_by_id get_or_create delete_instance', call),
    under('peewee.Database', 'connect execute execute_sql commit rollback', call),
  ),
};
