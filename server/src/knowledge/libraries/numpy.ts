import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-file' };

export const numpy: Library = {
  packages: ['numpy'],
  blocking: joinTables(
    under('numpy', 'load save savez savez_compressed fromfile', { ...call, through: { position: 0, name: 'file' } }),
    under('numpy', 'loadtxt genfromtxt savetxt', { ...call, through: { position: 0, name: 'fname' } }),
  ),
};
