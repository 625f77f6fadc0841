import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere('`curl_cffi.requests.AsyncSession`') };

export const curlCffi: Library = {
  packages: ['curl_cffi'],
  blocking: underEach(
    ['curl_cffi.requests', 'curl_cffi.requests.Session'],
    'get post put patch delete head options request',
    call,
  ),
};
