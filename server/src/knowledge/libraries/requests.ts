import { http } from '../blocking/http.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

export const requests: Library = {
  packages: ['requests'],
  keepsConnections: { 'requests.Session': true },
  blocking: joinTables(
    under('requests', 'get post put patch delete head options request', http),
    under('requests.Session', 'get post put patch delete head options request send', http),
  ),
};
