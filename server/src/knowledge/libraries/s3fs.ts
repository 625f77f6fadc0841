import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const s3fs: Library = {
  packages: ['s3fs'],
  blocking: under('s3fs.S3FileSystem', 'ls cat get put exists info rm glob find', call),
};
