import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const cloudscraper: Library = {
  packages: ['cloudscraper'],
  blocking: under('cloudscraper.create_scraper', 'get post put patch delete head options request', call),
};
