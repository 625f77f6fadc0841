import { start } from '../../server/src/hosts/start.ts';
import { createFakeWorkspace } from './fake-workspace.ts';

// `--broken`: as if the grammar could not be loaded.
start(process.argv.slice(2), () =>
  process.argv.includes('--broken') ? Promise.reject(new Error('no grammar')) : Promise.resolve(createFakeWorkspace()),
);
