import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-file' };

export const pypdf2: Library = {
  packages: ['PyPDF2'],
  blocking: under('PyPDF2', 'PdfReader', { ...call, through: { position: 0, name: 'stream' } }),
};
