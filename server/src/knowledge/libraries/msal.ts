import type { BlockingCall } from '../blocking/blocking-call.ts';
import { underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const msal: Library = {
  packages: ['msal'],
  blocking: underEach(
    ['msal.ConfidentialClientApplication', 'msal.PublicClientApplication'],
    `acquire_token_for_client acquire_token_silent acquire_token_by_authorization_code
acquire_token_by_refresh_token`,
    call,
  ),
};
