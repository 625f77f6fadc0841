import { fixAll, type FixAllOptions } from '../../engine/fix-all.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Complain } from './fill-workspace.ts';
import { uriOf } from './names.ts';
import { readFiles, writeSource, type SourceFile } from './source-file.ts';

/** A file that fixes change. */
export interface FixedFile {
  readonly source: SourceFile;
  readonly text: string;
  readonly count: number;
}

/**
 * Applies all fixes of some files, one file after the other, and leaves the new texts in the workspace.
 * Files that cannot be written back as they are keep their text.
 */
export async function fixFiles(
  paths: readonly string[],
  workspace: Workspace,
  options: FixAllOptions,
  complain: Complain,
): Promise<readonly FixedFile[]> {
  const fixedFiles: FixedFile[] = [];
  const fix = (source: SourceFile): void => {
    const uri = uriOf(source.path);
    const before = workspace.text(uri) ?? '';
    const analyse = (text: string) => {
      if (text !== workspace.text(uri)) workspace.disk(uri, text);
      return workspace.findings(uri);
    };
    const { text, fixed } = fixAll(before, analyse, options);
    const isOutdated = text !== before && source.text !== before;
    analyse(isOutdated ? before : text);
    if (isOutdated) complain(source.path, 'not fixed: it was changed while it was checked');
    else if (text !== before) fixedFiles.push({ source, text, count: fixed.length });
  };
  const withFindings = paths.filter((path) => workspace.findings(uriOf(path)).length > 0);
  await readFiles(withFindings, fix, ({ path, reason }) => complain(path, reason));
  return fixedFiles;
}

/** Writes fixed files to the disk. Gives those that were written; the others are checked as they were. */
export async function writeFixes(
  files: readonly FixedFile[],
  workspace: Workspace,
  complain: Complain,
): Promise<readonly FixedFile[]> {
  const written: FixedFile[] = [];
  for (const file of files) {
    const problem = await writeSource(file.source, file.text);
    if (problem === undefined) {
      written.push(file);
      continue;
    }
    complain(file.source.path, `not fixed: ${problem}`);
    workspace.disk(uriOf(file.source.path), file.source.text);
  }
  return written;
}

/** Takes fixes back that are only shown. */
export function forgetFixes(files: readonly FixedFile[], workspace: Workspace): void {
  for (const { source } of files) workspace.disk(uriOf(source.path), source.text);
}
