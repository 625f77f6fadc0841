import { applyEdits } from '../../text/edits.ts';
import { addSuppression } from '../../engine/add-suppression.ts';
import { fixAll, type FixAllOptions } from '../../engine/fix-all.ts';
import type { Finding } from '../../engine/finding.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Inputs } from './fill-workspace.ts';
import { uriOf } from './names.ts';
import { readFiles, writeSource, type SourceFile, type Unreadable } from './source-file.ts';

/** A file whose text is another now. */
export interface ChangedFile {
  readonly source: SourceFile;
  readonly text: string;
  /** How many findings were mended or silenced. */
  readonly count: number;
}

/** Changes a text; `analyse` gives the findings of a text as if it were the file's. */
export type Change = (
  text: string,
  analyse: (text: string) => readonly Finding[],
) => { readonly text: string; readonly count: number };

export const fixing =
  (options: FixAllOptions): Change =>
  (text, analyse) => {
    const fixed = fixAll(text, analyse, options);
    return { text: fixed.text, count: fixed.fixed.length };
  };

/** Puts a comment with the reason at every finding that can have one. */
export const silencing =
  (reason: string, only: (finding: Finding) => boolean): Change =>
  (before, analyse) => {
    const findingsOf = (text: string) => analyse(text).filter(only);
    const first = findingsOf(before);
    let text = before;
    let left = first;
    for (;;) {
      const next = applyEdits(text, suppressions(text, left, reason));
      const after = next === text ? left : findingsOf(next);
      // A comment that silences nothing is not worth its line.
      if (after.length >= left.length) return { text, count: first.length - left.length };
      text = next;
      left = after;
    }
  };

/** One for each line: rules that have a line in common join their comment in the next round. */
function suppressions(text: string, findings: readonly Finding[], reason: string) {
  const edits = new Map<number, NonNullable<ReturnType<typeof addSuppression>>>();
  let free = 0;
  for (const finding of findings.filter(({ rule }) => rule !== 'unused-suppression')) {
    const edit = addSuppression(text, finding, reason.replace(/\s+/g, ' ').trim());
    if (!edit || edit.start < free) continue;
    edits.set(edit.start, edit);
    free = (/[\r\n]|$/.exec(text.slice(edit.end))?.index ?? 0) + edit.end + 1;
  }
  return [...edits.values()];
}

/**
 * Changes files, one after the other, and leaves the new texts in the workspace. A file that was changed while it was
 * checked keeps its text.
 */
export async function changeFiles(
  { checked, stdin }: Inputs,
  workspace: Workspace,
  change: Change,
  tell: (path: string, reason: string) => void,
): Promise<readonly ChangedFile[]> {
  const changed: ChangedFile[] = [];
  const onFile = (source: SourceFile | Unreadable): void => {
    if ('reason' in source) return tell(source.path, source.reason);
    const uri = uriOf(source.path);
    const before = workspace.text(uri) ?? '';
    const analyse = (text: string) => {
      if (text !== workspace.text(uri)) workspace.disk(uri, text);
      return workspace.findings(uri);
    };
    try {
      const { text, count } = change(before, analyse);
      const isOutdated = text !== before && source.text !== before;
      analyse(isOutdated ? before : text);
      if (isOutdated) tell(source.path, 'not changed: it was changed while it was checked');
      else if (text !== before) changed.push({ source, text, count });
    } catch (error) {
      workspace.disk(uri, before);
      tell(source.path, `not changed: ${String(error)}`);
    }
  };
  if (stdin) onFile(stdin);
  else
    await readFiles(
      checked.filter((path) => hasFindings(workspace, path)),
      onFile,
    );
  return changed;
}

/** Those of which nothing can be found are told of when they are checked. */
function hasFindings(workspace: Workspace, path: string): boolean {
  try {
    return workspace.findings(uriOf(path)).length > 0;
  } catch {
    return false;
  }
}

/** Writes changed files to the disk. Gives those that were written; the others are checked as they were. */
export async function writeFiles(
  files: readonly ChangedFile[],
  workspace: Workspace,
  tell: (path: string, reason: string) => void,
): Promise<readonly ChangedFile[]> {
  const written: ChangedFile[] = [];
  for (const file of files) {
    const problem = await writeSource(file.source, file.text);
    if (problem === undefined) {
      written.push(file);
      continue;
    }
    tell(file.source.path, `not changed: ${problem}`);
    forgetChanges([file], workspace);
  }
  return written;
}

/** Takes changes back that are only shown. */
export function forgetChanges(files: readonly ChangedFile[], workspace: Workspace): void {
  for (const { source } of files) workspace.disk(uriOf(source.path), source.text);
}
