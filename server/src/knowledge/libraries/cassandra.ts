import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-database' };

export const cassandra: Library = {
  packages: ['cassandra'],
  blocking: joinTables(
    under('cassandra.cluster.Cluster', 'connect', call),
    under('cassandra.cluster.Cluster.connect', 'execute', call),
  ),
};
