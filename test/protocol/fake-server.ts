import { start } from '../../server/src/hosts/start.ts';
import type { OnWork } from '../../server/src/workspace/file-findings.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { createFakeWorkspace } from './fake-workspace.ts';

/** `--broken`: as if the grammar could not be loaded. `--slow`: as if that took many turns of the event loop. */
async function openWorkspace({ onWork }: { readonly onWork: OnWork | undefined }): Promise<Workspace> {
  if (process.argv.includes('--broken')) throw new Error('no grammar');
  for (let turn = 0; process.argv.includes('--slow') && turn < 1000; turn++) {
    await new Promise((resolve) => void setImmediate(resolve));
  }
  return createFakeWorkspace(onWork);
}

start(process.argv.slice(2), openWorkspace);
