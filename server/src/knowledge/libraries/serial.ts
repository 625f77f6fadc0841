import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const serial: Library = {
  packages: ['serial'],
  blocking: under('serial.Serial', 'read read_until write', {
    rule: 'blocking-socket',
    counterpart: { asyncio: '`serial_asyncio`' },
  }),
};
