import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const youtubeDl: Library = {
  packages: ['youtube_dl'],
  blocking: under('youtube_dl.YoutubeDL', 'extract_info download', call),
};
