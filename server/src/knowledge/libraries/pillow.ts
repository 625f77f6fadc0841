import type { BlockingCall } from '../blocking/blocking-call.ts';
import { underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-file', through: { position: 0, name: 'fp' } };

export const pillow: Library = {
  packages: ['PIL'],
  blocking: {
    'PIL.Image.open': call,
    ...underEach(['PIL.Image.Image', 'PIL.Image.open'], 'save', call),
  },
};
