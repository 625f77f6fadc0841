import type { BlockingCall } from '../blocking/blocking-call.ts';
import { underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = {
  rule: 'blocking-call',
  counterpart: {
    asyncio: {
      en: 'an `AsyncTwilioHttpClient` and the `_async` methods',
      'zh-cn': '`AsyncTwilioHttpClient` 和 `_async` 方法',
    },
  },
};

export const twilio: Library = {
  packages: ['twilio'],
  blocking: underEach(['twilio.rest.Client.messages', 'twilio.rest.Client.calls'], 'create list', call),
};
