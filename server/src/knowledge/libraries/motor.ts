import type { Library } from './library.ts';

export const motor: Library = {
  packages: ['motor'],
  loopBound: { 'motor.motor_asyncio.AsyncIOMotorClient': 'first-wait' },
};
