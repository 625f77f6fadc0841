import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const netmiko: Library = {
  packages: ['netmiko'],
  blocking: joinTables(
    under('netmiko', 'ConnectHandler', call),
    under('netmiko.ConnectHandler', 'send_command send_config_set', call),
  ),
};
