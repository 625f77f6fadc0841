import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const hvac: Library = {
  packages: ['hvac'],
  blocking: joinTables(
    under('hvac.Client.secrets.kv', 'read_secret', call),
    under('hvac.Client.secrets.kv.v2', 'read_secret_version create_or_update_secret list_secrets', call),
  ),
};
