import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under, underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere('`playwright.async_api`') };

export const playwright: Library = {
  packages: ['playwright'],
  blocking: joinTables(
    under('playwright.sync_api', 'sync_playwright', call),
    underEach(
      [
        'playwright.sync_api.sync_playwright.chromium',
        'playwright.sync_api.sync_playwright.firefox',
        'playwright.sync_api.sync_playwright.webkit',
      ],
      'launch launch_persistent_context connect connect_over_cdp',
      call,
    ),
  ),
};
