import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const fsspec: Library = {
  packages: ['fsspec'],
  blocking: under('fsspec.filesystem', 'ls cat get put exists info rm glob find', call),
};
