import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Workspace } from '../../workspace/workspace.ts';
import { findFiles } from './find-files.ts';
import { uriOf } from './names.ts';
import { projectRoots } from './project-roots.ts';
import { readFiles } from './source-file.ts';

/** Tells the user of a file or folder that something could not be done with it. */
export type Complain = (path: string, reason: string) => void;

/**
 * Hands the files that some paths mean to the workspace, with all that they may import from their projects and the
 * pyproject.toml files around them. Gives the files to check: those that are meant and could be read.
 */
export async function fillWorkspace(
  workspace: Workspace,
  paths: readonly string[],
  cwd: string,
  complain: Complain,
): Promise<readonly string[]> {
  const roots = projectRoots(paths, cwd);
  workspace.configured(roots.map((root) => ({ uri: uriOf(root), settings: undefined, interpreter: undefined })));
  const meant = await findFiles(paths, cwd);
  for (const { path, reason } of meant.problems) complain(path, reason);
  await handOver(workspace, pyprojectsAround(meant.files), complain);
  const checked = await handOver(workspace, meant.files, complain);
  const isMeant = new Set(meant.files);
  const { files: all } = await findFiles(roots, cwd);
  const others = all.filter((file) => !isMeant.has(file));
  await handOver(workspace, others, () => undefined);
  for (const { uri, line, message } of workspace.settingsProblems()) {
    if (uri !== undefined) complain(fileURLToPath(uri), `line ${line}: ${message}`);
  }
  return checked;
}

/** Gives the paths of the files that could be read. */
async function handOver(
  workspace: Workspace,
  paths: readonly string[],
  complain: Complain,
): Promise<readonly string[]> {
  const read: string[] = [];
  await readFiles(
    paths,
    ({ path, text }) => {
      workspace.disk(uriOf(path), text);
      read.push(path);
    },
    ({ path, reason }) => complain(path, reason),
  );
  return read;
}

function pyprojectsAround(files: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  return [...folders].map((folder) => join(folder, 'pyproject.toml')).filter((path) => existsSync(path));
}
