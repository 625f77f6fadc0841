import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const cv2: Library = {
  packages: ['cv2'],
  blocking: joinTables(
    under('cv2', 'imread imwrite', { rule: 'blocking-file' }),
    under('cv2', 'VideoCapture', call),
    under('cv2.VideoCapture', 'read', call),
  ),
};
