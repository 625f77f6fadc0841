import { applyEdits } from '../../text/edits.ts';
import { inAllLanguages, localized, type Localized } from '../../text/localized.ts';
import { addSuppression } from '../../engine/add-suppression.ts';
import type { FixAllOptions } from '../../engine/fix-all.ts';
import { fixFiles, type FixedFiles, type Texts } from '../../engine/fix-files.ts';
import type { Finding } from '../../engine/finding.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Inputs } from './fill-workspace.ts';
import { uriOf } from './names.ts';
import {
  changedMeanwhile,
  reasonNotToWrite,
  readFiles,
  writeSource,
  type SourceFile,
  type Unreadable,
} from './source-file.ts';

/** A file whose text is another now. */
export interface ChangedFile {
  readonly source: SourceFile;
  readonly text: string;
  /** How many findings were fixed or silenced. */
  readonly count: number;
}

/** Tells the user what is the matter with a file. */
export type TellOf = (path: string, reason: Localized) => void;

export const notChanged = localized({
  en: (reason: string) => `not changed: ${reason}`,
  'zh-cn': (reason) => `没有修改：${reason}`,
});

const reasons = {
  uncompilable: {
    en: 'as far as it can be read, Python would not compile it',
    'zh-cn': '从能读懂的部分看，Python 无法编译它',
  },
  together: {
    en: 'another file that has to change with it cannot be',
    'zh-cn': '必须一起修改的另一个文件无法修改',
  },
};

/** Changes the texts of files. */
export type Change = (uris: readonly string[], texts: Texts) => FixedFiles;

export const fixing =
  (options: FixAllOptions): Change =>
  (uris, texts) =>
    fixFiles(uris, texts, options);

/** Puts a comment with the reason at every finding that can have one. */
export const silencing =
  (reason: string, only: (finding: Finding) => boolean): Change =>
  (uris, texts) => {
    const counts = new Map<string, number>();
    const failed = new Map<string, unknown>();
    for (const uri of uris) {
      const before = texts.text(uri) ?? '';
      try {
        const count = silence(uri, texts, reason, only);
        if (count > 0) counts.set(uri, count);
      } catch (error) {
        texts.set(uri, before);
        failed.set(uri, error);
      }
    }
    return { counts, together: [], uncompilable: [], failed };
  };

function silence(uri: string, texts: Texts, reason: string, only: (finding: Finding) => boolean): number {
  const findings = () => texts.findings(uri).filter(only);
  const first = findings();
  let left = first;
  for (;;) {
    const text = texts.text(uri) ?? '';
    const next = applyEdits(text, suppressions(text, left, reason));
    if (next !== text) texts.set(uri, next);
    const after = findings();
    // A comment that silences nothing is not worth its line.
    if (after.length >= left.length) {
      if (next !== text) texts.set(uri, text);
      return first.length - left.length;
    }
    left = after;
  }
}

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
 * Changes files and leaves the new texts in the workspace. A file that was changed while it was checked keeps its text, and so
 * do those that one fix has changed together with it.
 */
export async function changeFiles(
  { checked, stdin }: Inputs,
  workspace: Workspace,
  change: Change,
  tell: TellOf,
): Promise<readonly ChangedFile[]> {
  const old = new Map<string, string>();
  const texts: Texts = {
    text: (uri) => workspace.text(uri),
    findings: (uri) => workspace.findings(uri),
    compiles: (uri) => workspace.compileErrors(uri).length === 0,
    set(uri, text) {
      if (!old.has(uri)) old.set(uri, workspace.text(uri) ?? '');
      workspace.disk(uri, text);
    },
  };
  const paths = new Map(checked.map((path) => [uriOf(path), path]));
  const { counts, together, uncompilable, failed } = change([...paths.keys()], texts);
  for (const uri of uncompilable) tell(paths.get(uri)!, notChanged(reasons.uncompilable));
  for (const [uri, error] of failed) tell(paths.get(uri)!, notChanged(inAllLanguages(String(error))));
  const changed = new Map<string, ChangedFile>();
  const refused = new Set<string>();
  const refuse = (path: string, reason: Localized): void => {
    refused.add(uriOf(path));
    tell(path, reason);
  };
  const onFile = async (source: SourceFile | Unreadable): Promise<void> => {
    const uri = uriOf(source.path);
    if ('reason' in source) {
      refuse(source.path, source.reason);
      return;
    }
    if (source.text !== old.get(uri)) {
      refuse(source.path, notChanged(changedMeanwhile));
      return;
    }
    const text = workspace.text(uri) ?? '';
    const reason = stdin ? undefined : await reasonNotToWrite(source, text);
    if (reason !== undefined) {
      refuse(source.path, notChanged(reason));
      return;
    }
    changed.set(uri, { source, text, count: counts.get(uri) ?? 0 });
  };
  const sources: (SourceFile | Unreadable)[] = [];
  if (stdin && counts.size > 0) sources.push(stdin);
  else
    await readFiles(
      [...counts.keys()].map((uri) => paths.get(uri)!),
      (source) => sources.push(source),
    );
  for (const source of sources) await onFile(source);
  for (const uri of withThoseTogether(refused, together)) {
    if (!refused.has(uri)) tell(paths.get(uri)!, notChanged(reasons.together));
    changed.delete(uri);
    workspace.disk(uri, old.get(uri));
  }
  return [...changed.values()];
}

function withThoseTogether(uris: ReadonlySet<string>, together: FixedFiles['together']): ReadonlySet<string> {
  const all = new Set(uris);
  for (let size = -1; size !== all.size;) {
    size = all.size;
    for (const files of together) if ([...files].some((uri) => all.has(uri))) for (const uri of files) all.add(uri);
  }
  return all;
}

/** Writes changed files to the disk. Gives those that were written; the others are checked as they were. */
export async function writeFiles(
  files: readonly ChangedFile[],
  workspace: Workspace,
  tell: TellOf,
): Promise<readonly ChangedFile[]> {
  const written: ChangedFile[] = [];
  for (const file of files) {
    const problem = await writeSource(file.source, file.text);
    if (problem === undefined) {
      written.push(file);
      continue;
    }
    tell(file.source.path, notChanged(problem));
    forgetChanges([file], workspace);
  }
  return written;
}

/** Takes changes back that are only shown. */
export function forgetChanges(files: readonly ChangedFile[], workspace: Workspace): void {
  for (const { source } of files) workspace.disk(uriOf(source.path), source.text);
}
