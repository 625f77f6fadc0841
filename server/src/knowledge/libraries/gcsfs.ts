import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const gcsfs: Library = {
  packages: ['gcsfs'],
  blocking: under('gcsfs.GCSFileSystem', 'ls cat get put exists info rm glob find', call),
};
