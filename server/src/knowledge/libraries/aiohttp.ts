import type { Library } from './library.ts';

export const aiohttp: Library = {
  packages: ['aiohttp'],
  ofOneTask: { 'aiohttp.web.View': true },
  bodies: { 'aiohttp.StreamReader': true },
};
