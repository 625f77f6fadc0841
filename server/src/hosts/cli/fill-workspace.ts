import { join, resolve } from 'node:path';
import { matchesPath } from '../../engine/path-pattern.ts';
import { isExcluded } from '../../engine/selection.ts';
import type { Localized } from '../../text/localized.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { CheckOptions, Shard } from './arguments.ts';
import { findFiles, partOf } from './find-files.ts';
import type { Machine } from './machine.ts';
import { nameIn, uriOf } from './names.ts';
import { isNotebook } from './notebook.ts';
import { projectFilesAround } from './project-files-around.ts';
import { projectRoots } from './project-roots.ts';
import type { Problem } from './report.ts';
import { readFiles, readSource, type SourceFile, type Unreadable } from './source-file.ts';

/** Tells the user of something that could not be done. */
export type Tell = (problem: Problem) => void;

export type FileChoice = Pick<
  CheckOptions,
  'paths' | 'stdinFilename' | 'exclude' | 'forceExclude' | 'isolated' | 'shard'
>;

export interface Inputs {
  /** Paths of the files to check: those that are meant, can be read and are not excluded. */
  readonly checked: readonly string[];
  /** What came by standard input; one of `checked`. */
  readonly stdin: SourceFile | undefined;
  /** The folders of the projects that they belong to. */
  readonly roots: readonly string[];
}

/**
 * Hands the files that some paths mean to the workspace, with all that they may import from their projects and the
 * pyproject.toml files and their like around them. What is not there any more, it takes out.
 */
export async function fillWorkspace(
  workspace: Workspace,
  options: FileChoice,
  machine: Pick<Machine, 'cwd' | 'progress' | 'stdin'>,
  tell: Tell,
): Promise<Inputs> {
  const { cwd, progress } = machine;
  const fromStdin = options.paths.includes('-');
  const paths = fromStdin ? [options.stdinFilename ?? '-'] : options.paths;
  const roots = projectRoots(paths, cwd);
  workspace.configured(roots.map((root) => ({ uri: uriOf(root), settings: undefined, interpreter: undefined })));
  const found = fromStdin ? { files: [resolve(cwd, paths[0]!)], problems: [] } : await findFiles(paths, cwd);
  for (const { path, reason } of found.problems) tell(unread(path, reason, cwd));
  const meant = await withoutExcluded(found.files, roots, options, cwd);
  if (!options.isolated)
    await handOver(workspace, projectFilesAround(meant), (path, reason) => tell(unread(path, reason, cwd)));
  const included = meant.filter((path) => !isExcluded(workspace.settings(uriOf(path)), uriOf(path)));
  const wanted = included.filter((_, index) => isOfShard(index, options.shard));
  const onProblem = (path: string, reason: Localized): void => tell(unread(path, reason, cwd));
  const stdin = fromStdin && wanted[0] !== undefined ? await readSource(wanted[0], machine.stdin) : undefined;
  const checked = stdin
    ? takeIn(workspace, stdin, onProblem)
    : await handOver(workspace, wanted, onProblem, (done) => progress?.('reading', done, wanted.length));
  if (wanted.length < included.length) {
    const mine = new Set(wanted);
    const others = included.filter((path) => !mine.has(path));
    await handOver(workspace, others, () => undefined);
  }
  await handOverOthers(workspace, roots, new Set(meant), cwd);
  for (const { uri, span, message } of workspace.settingsProblems()) {
    const line = span && { line: span.start.line };
    if (uri !== undefined) tell({ file: nameIn(cwd, uri), ...line, reason: message, unchecked: 'none' });
  }
  return { checked, stdin: stdin && 'text' in stdin ? stdin : undefined, roots };
}

/** Neighbours go to different parts: they are alike in what they cost. */
const isOfShard = (index: number, shard: Shard | undefined): boolean =>
  shard === undefined || index % shard.count === shard.number - 1;

export const unread = (path: string, reason: Localized, cwd: string): Problem => ({
  file: nameIn(cwd, uriOf(path)),
  reason,
  unchecked: 'all',
});

/** What the projects hold besides, for files to import. */
async function handOverOthers(
  workspace: Workspace,
  roots: readonly string[],
  meant: ReadonlySet<string>,
  cwd: string,
): Promise<void> {
  const { files } = await findFiles(roots, cwd);
  const others = files.filter((file) => !meant.has(file) && !isNotebook(file));
  const there = new Set([...meant, ...files].map(uriOf));
  for (const uri of workspace.files()) if (!there.has(uri)) workspace.disk(uri, undefined);
  await handOver(workspace, others, () => undefined);
}

/** Without what the command line excludes; globs are about the working directory, of files elsewhere about their projects. */
export async function withoutExcluded(
  files: readonly string[],
  roots: readonly string[],
  { exclude, forceExclude }: FileChoice,
  cwd: string,
): Promise<readonly string[]> {
  const isInFolder = (file: string, folder: string): boolean => file.startsWith(join(folder, '/'));
  const around = (file: string): string =>
    (isInFolder(file, cwd) ? undefined : roots.find((root) => isInFolder(file, root))) ?? cwd;
  const listings = new Map(roots.map((root) => [root, partOf(root)]));
  const left: string[] = [];
  for (const file of files) {
    const root = uriOf(around(file));
    if (exclude.some((glob) => matchesPath(uriOf(file), { glob, root }))) continue;
    const isListed = listings.get(roots.find((folder) => isInFolder(file, folder)) ?? '');
    if (!forceExclude || !isListed || (await isListed(file))) left.push(file);
  }
  return left;
}

type OnProblem = (path: string, reason: Localized) => void;

/** Gives the paths of the files that could be read. */
export async function handOver(
  workspace: Workspace,
  paths: readonly string[],
  onProblem: OnProblem,
  onDone?: (count: number) => void,
): Promise<readonly string[]> {
  const read: string[] = [];
  await readFiles(paths, (source) => read.push(...takeIn(workspace, source, onProblem)), onDone);
  return read;
}

function takeIn(workspace: Workspace, source: SourceFile | Unreadable, onProblem: OnProblem): readonly string[] {
  if ('text' in source) {
    workspace.disk(uriOf(source.path), source.text);
    return [source.path];
  }
  onProblem(source.path, source.reason);
  return [];
}
