import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const slackSdk: Library = {
  packages: ['slack_sdk'],
  blocking: under('slack_sdk.WebClient', '*', {
    rule: 'blocking-call',
    counterpart: { asyncio: '`slack_sdk.web.async_client.AsyncWebClient`' },
  }),
};
