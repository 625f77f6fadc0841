import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-database', counterpart: { asyncio: '`neo4j.AsyncGraphDatabase`' } };

export const neo4j: Library = {
  packages: ['neo4j'],
  blocking: joinTables(
    under('neo4j.GraphDatabase.driver', 'execute_query verify_connectivity', call),
    under('neo4j.GraphDatabase.driver.session', 'run execute_read execute_write', call),
  ),
};
