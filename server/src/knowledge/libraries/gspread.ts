import type { BlockingCall } from '../blocking/blocking-call.ts';
import { underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: { asyncio: '`gspread_asyncio`' } };

export const gspread: Library = {
  packages: ['gspread'],
  blocking: underEach(['gspread.Client', 'gspread.service_account'], 'open open_by_key open_by_url create', call),
};
