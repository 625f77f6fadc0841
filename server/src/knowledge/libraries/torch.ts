import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const torch: Library = {
  packages: ['torch'],
  blocking: joinTables(under('torch', 'load', call), under('torch.hub', 'load download_url_to_file', call)),
};
