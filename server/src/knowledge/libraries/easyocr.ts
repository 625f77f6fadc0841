import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const easyocr: Library = {
  packages: ['easyocr'],
  blocking: joinTables(under('easyocr', 'Reader', call), under('easyocr.Reader', 'readtext', call)),
};
