import { everywhere } from '../blocking/blocking-call.ts';
import type { Library } from './library.ts';

export const playwright: Library = {
  packages: ['playwright'],
  blocking: {
    'playwright.sync_api.sync_playwright': { rule: 'blocking-call', counterpart: everywhere('`playwright.async_api`') },
  },
};
