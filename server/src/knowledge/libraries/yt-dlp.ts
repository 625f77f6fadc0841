import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const ytDlp: Library = {
  packages: ['yt_dlp'],
  blocking: under('yt_dlp.YoutubeDL', 'extract_info download', call),
};
