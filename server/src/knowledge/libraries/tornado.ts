import type { Library } from './library.ts';

export const tornado: Library = {
  packages: ['tornado'],
  ofOneTask: { 'tornado.web.RequestHandler': true },
  startByThemselves: ['write', 'write_message', 'flush', 'finish'],
};
