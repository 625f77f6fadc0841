import { http } from '../blocking/http.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

export const urllib3: Library = {
  packages: ['urllib3'],
  blocking: joinTables(
    under('urllib3.PoolManager', 'request urlopen request_encode_url request_encode_body', http),
    under('urllib3.ProxyManager', 'request urlopen request_encode_url request_encode_body', http),
    under('urllib3.HTTPConnectionPool', 'request urlopen request_encode_url request_encode_body', http),
    under('urllib3.HTTPSConnectionPool', 'request urlopen request_encode_url request_encode_body', http),
    under('urllib3', 'request', http),
  ),
};
