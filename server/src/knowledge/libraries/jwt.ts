import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const jwt: Library = {
  packages: ['jwt'],
  blocking: under(
    'jwt.PyJWKClient',
    `get_signing_key_from_jwt get_signing_key get_signing_keys get_jwk_set fetch_data`,
    call,
  ),
};
