import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: { asyncio: '`aiomqtt`' } };

export const paho: Library = {
  packages: ['paho'],
  blocking: joinTables(
    under('paho.mqtt.client.Client', 'connect reconnect loop_forever', call),
    under('paho.mqtt.publish', 'single multiple', call),
  ),
};
