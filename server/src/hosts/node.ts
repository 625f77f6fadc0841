import { openWorkspace } from './open-workspace.ts';
import { start } from './start.ts';

start(process.argv.slice(2), (log, cache) => openWorkspace({ log, cache }));
