import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-socket', counterpart: { asyncio: '`websockets.connect()`' } };

export const websocket: Library = {
  packages: ['websocket'],
  blocking: joinTables(
    under('websocket', 'create_connection', call),
    under('websocket.WebSocket', 'connect send recv close', call),
    under('websocket.WebSocketApp', 'run_forever', call),
  ),
};
