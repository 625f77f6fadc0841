import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Workspace } from '../../workspace/workspace.ts';
import { uriOf } from './names.ts';
import { readFiles } from './source-file.ts';

export type Complain = (path: string, reason: string) => void;

/** Hands files and the pyproject.toml files around them to the workspace. Gives the paths of those that could be read. */
export async function fillWorkspace(
  workspace: Workspace,
  files: readonly string[],
  cwd: string,
  complain: Complain,
): Promise<readonly string[]> {
  workspace.configured([{ uri: uriOf(cwd), settings: undefined, interpreter: undefined }]);
  const toWorkspace = (paths: readonly string[], onRead: (path: string) => void): Promise<void> =>
    readFiles(
      paths,
      ({ path, text }) => {
        workspace.disk(uriOf(path), text);
        onRead(path);
      },
      ({ path, reason }) => complain(path, reason),
    );
  await toWorkspace(pyprojectsAround(files), () => undefined);
  const read: string[] = [];
  await toWorkspace(files, (path) => read.push(path));
  for (const { uri, line, message } of workspace.settingsProblems()) {
    if (uri !== undefined) complain(fileURLToPath(uri), `line ${line}: ${message}`);
  }
  return read;
}

function pyprojectsAround(files: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  return [...folders].map((folder) => join(folder, 'pyproject.toml')).filter((path) => existsSync(path));
}
