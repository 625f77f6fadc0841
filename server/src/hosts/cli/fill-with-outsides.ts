import { relative, resolve, sep } from 'node:path';
import { isExcluded } from '../../engine/selection.ts';
import { textOfPieces } from '../../workspace/outsides/outside-text.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { reasonOf } from '../anywhere/unreadable.ts';
import { sizeLimitOf } from '../../workspace/size-limits.ts';
import { readRegularFile } from '../regular-file.ts';
import { handOver, unread, withoutExcluded, type FileChoice, type Inputs, type Tell } from './fill-workspace.ts';
import { findFiles } from './find-files.ts';
import type { Machine } from './machine.ts';
import { nameIn, uriOf } from './names.ts';
import { isNotebook } from './notebook.ts';
import { readOutsides, type Outside } from './outsides.ts';
import { projectFilesAround } from './project-files-around.ts';

export interface InputsApart extends Inputs {
  /** All that could be read, be it excluded or not. */
  readonly present: readonly string[];
  readonly settings: Outside['settings'];
  /** The files of which no more is known than what their packages tell. */
  readonly outside: ReadonlySet<string>;
}

/**
 * Hands a package to the workspace, with what other packages tell and nothing else of the disk: the working directory is where
 * everything lies.
 */
export async function fillWithOutsides(
  workspace: Workspace,
  options: FileChoice & { readonly outsides: readonly string[] },
  { cwd, progress }: Pick<Machine, 'cwd' | 'progress'>,
  tell: Tell,
): Promise<InputsApart> {
  const { paths, isolated } = options;
  workspace.configured([{ uri: uriOf(cwd), settings: undefined, interpreter: undefined }]);
  const found = await findFiles(paths, cwd);
  for (const { path, reason } of found.problems) tell(unread(path, reason, cwd));
  const meant = await withoutExcluded(found.files, [cwd], options, cwd);
  const outsides = await outsidesFor(options.outsides, cwd, tell);
  const own = isolated ? [] : await settingsOf(meant, cwd, tell);
  for (const { file, text } of [...outsides.flatMap(({ settings }) => (isolated ? [] : settings)), ...own])
    workspace.disk(uriOf(resolve(cwd, file)), text);
  tellProblems(workspace, new Set(own.map(({ file }) => uriOf(resolve(cwd, file)))), cwd, tell);
  const onDone = (done: number): void => progress?.('reading', done, meant.length);
  const present = await handOver(workspace, meant, (path, reason) => tell(unread(path, reason, cwd)), onDone);
  const outside = handOverOutsides(workspace, outsides, present, cwd);
  const checked = present.filter((path) => !isExcluded(workspace.settings(uriOf(path)), uriOf(path)));
  return { checked, present, stdin: undefined, roots: [cwd], settings: own, outside };
}

/** Relative to the working directory, with slashes. */
export const portablePath = (path: string, cwd: string): string => relative(cwd, path).split(sep).join('/');

async function outsidesFor(names: readonly string[], cwd: string, tell: Tell): Promise<readonly Outside[]> {
  const outsides: Outside[] = [];
  for (const name of names) {
    try {
      outsides.push(...(await readOutsides(name, cwd)));
    } catch (error) {
      tell({ file: nameIn(cwd, uriOf(resolve(cwd, name))), reason: reasonOf(error), unchecked: 'none' });
    }
  }
  return outsides;
}

/** The files with settings around some files, as far as everything lies. */
async function settingsOf(files: readonly string[], cwd: string, tell: Tell): Promise<Outside['settings']> {
  const found: { readonly file: string; readonly text: string }[] = [];
  for (const path of projectFilesAround(files)) {
    const file = portablePath(path, cwd);
    if (file.startsWith('..')) continue;
    try {
      found.push({ file, text: (await readRegularFile(path, sizeLimitOf(path))).toString('utf8') });
    } catch (error) {
      tell(unread(path, reasonOf(error), cwd));
    }
  }
  return found.sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** What is wrong in the settings of others is for others to tell. */
function tellProblems(workspace: Workspace, own: ReadonlySet<string>, cwd: string, tell: Tell): void {
  for (const { uri, span, message } of workspace.settingsProblems()) {
    if (uri === undefined || !own.has(uri)) continue;
    tell({ file: nameIn(cwd, uri), ...(span && { line: span.start.line }), reason: message, unchecked: 'none' });
  }
}

function handOverOutsides(
  workspace: Workspace,
  outsides: readonly Outside[],
  own: readonly string[],
  cwd: string,
): ReadonlySet<string> {
  const known = new Set(own.map(uriOf));
  const others = new Set<string>();
  for (const { file, pieces } of outsides.flatMap(({ files }) => files)) {
    const uri = uriOf(resolve(cwd, file));
    if (known.has(uri) || others.has(uri) || isNotebook(uri)) continue;
    others.add(uri);
    workspace.disk(uri, textOfPieces(pieces));
  }
  return others;
}
