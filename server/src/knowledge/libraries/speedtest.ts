import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const speedtest: Library = {
  packages: ['speedtest'],
  blocking: joinTables(
    under('speedtest', 'Speedtest', call),
    under('speedtest.Speedtest', 'download upload get_best_server', call),
  ),
};
