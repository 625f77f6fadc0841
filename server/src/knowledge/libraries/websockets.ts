import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-socket', counterpart: { asyncio: '`websockets.connect()`' } };

export const websockets: Library = {
  packages: ['websockets'],
  asyncCallers: { 'websockets.serve': { callback: { position: 0, name: 'handler' } } },
  runsForEach: { 'websockets.serve': { position: 0, name: 'handler' } },
  blocking: joinTables(
    under('websockets.sync.client', 'connect', call),
    under('websockets.sync.connection.Connection', 'recv send close ping __iter__', call),
  ),
};
