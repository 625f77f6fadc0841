import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const pytesseract: Library = {
  packages: ['pytesseract'],
  blocking: under('pytesseract', 'image_to_string image_to_data image_to_boxes image_to_pdf_or_hocr', call),
};
