import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-http', counterpart: everywhere('`httpx2.AsyncClient`') };

export const httpx2: Library = {
  packages: ['httpx2'],
  blocking: joinTables(
    under('httpx2', 'get post put patch delete head options request stream', call),
    under('httpx2.Client', 'get post put patch delete head options request stream send close', call),
  ),
  asyncClients: { 'httpx2.Client': 'httpx2.AsyncClient' },
};
