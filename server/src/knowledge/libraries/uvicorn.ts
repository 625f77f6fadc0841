import { awaitIts } from '../words.ts';
import type { Library } from './library.ts';

export const uvicorn: Library = {
  packages: ['uvicorn'],
  loopStarters: {
    'uvicorn.run': { instead: '`await uvicorn.Server(…).serve()`' },
    'uvicorn.Server.run': { instead: awaitIts('serve()') },
  },
};
