import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const slackSdk: Library = {
  packages: ['slack_sdk'],
  blocking: under(
    'slack_sdk.WebClient',
    `api_call chat_postMessage chat_update chat_delete conversations_list conversations_history users_info
       files_upload_v2`,
    { rule: 'blocking-call', counterpart: { asyncio: '`slack_sdk.web.async_client.AsyncWebClient`' } },
  ),
};
