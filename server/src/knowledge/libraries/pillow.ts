import type { BlockingCall } from '../blocking/blocking-call.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-file' };

export const pillow: Library = {
  packages: ['PIL'],
  blocking: {
    'PIL.Image.open': { ...call, through: { position: 0, name: 'fp' } },
    'PIL.Image.Image.save': { ...call, through: { position: 0, name: 'fp' } },
  },
};
