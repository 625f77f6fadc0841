import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-file' };

export const yaml: Library = {
  packages: ['yaml'],
  blocking: joinTables(
    under('yaml', 'load safe_load full_load', {
      ...call,
      through: { position: 0, name: 'stream' },
      textIsContent: true,
    }),
    under('yaml', 'dump safe_dump', { ...call, through: { position: 1, name: 'stream' } }),
  ),
};
