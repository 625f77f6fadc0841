import { createHash } from 'node:crypto';
import { dirname, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Language } from '../../text/localized.ts';
import { portableNames, type PortableNames } from '../../workspace/portable-names.ts';
import { sizeLimitOf } from '../../workspace/size-limits.ts';
import { installedPackages, type PackagesOnDisk } from '../installed-packages.ts';
import { fileNameFor, type KeptFiles } from '../kept-files.ts';
import { reasonOf } from '../anywhere/unreadable.ts';
import { readRegularFileSync } from '../regular-file.ts';
import { findFiles } from './find-files.ts';
import { uriOf } from './names.ts';
import { allCheckOptions } from './options.ts';
import { projectFilesAround } from './project-files-around.ts';
import { projectRoots } from './project-roots.ts';

/**
 * A check of files of which nothing has changed prints what it printed before. So what it printed is kept, under the name of
 * everything that it looked at: this needs neither the grammar nor a single rule, and no time but that for reading the files.
 */
export interface KeptOutput {
  /** What the command printed before over all that is there now. */
  readonly printed: Printed | undefined;
  /** Unless something was changed since. */
  keep(printed: Printed, packages: PackagesOf): Promise<void>;
}

export interface Printed {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** The packages that count for a folder. */
type PackagesOf = ReturnType<typeof installedPackages>;

interface Situation {
  /** What is kept in a folder; undefined for the usual one. */
  readonly filesIn: (folder: string | undefined) => KeptFiles;
  /** Names all that findings are made with. */
  readonly checker: string;
  /** Without the one that names the language. */
  readonly args: readonly string[];
  readonly language: Language;
  readonly isLanguageNamed: boolean;
  readonly cwd: string;
  readonly colored: boolean;
}

/** Undefined for commands that do more than to print, or that look at more than files. */
export async function keptOutput(situation: Situation): Promise<KeptOutput | undefined> {
  const { filesIn, checker, args, language, isLanguageNamed, cwd, colored } = situation;
  const command = checkIn(args);
  if (!command) return undefined;
  const { paths } = command;
  const files = filesIn(command.cacheFolder);
  const roots = projectRoots(paths, cwd);
  const seen = await digestOfAll(paths, roots, cwd);
  const name = fileNameFor(
    'output',
    checker,
    JSON.stringify([args, language, isLanguageNamed, colored, roots.map((root) => relative(root, cwd))]),
    seen,
  );
  const folders = roots.map((root) => ({ uri: uriOf(root), settings: undefined, interpreter: undefined }));
  return {
    printed: printedIn(files.read(name), folders.map(installedPackages(process.env, () => undefined))),
    async keep(printed, packages) {
      // Whoever names a place of this machine says something else on another.
      if (printed.out.includes(cwd) || printed.err.includes(cwd)) return;
      // Or it would be said of what was there before.
      if ((await digestOfAll(paths, roots, cwd)) !== seen) return;
      files.write(
        name,
        Buffer.from(JSON.stringify({ ...printed, packages: folders.map((folder) => usesOf(packages(folder))) })),
      );
    },
  };
}

/** These do something, or look at something besides the files below the paths. */
const NOT_KEPT = new Set([
  ...['fix', 'diff', 'unsafe-fixes', 'exit-non-zero-on-fix', 'add-ignore', 'baseline', 'write-baseline', 'watch'],
  ...['output-file', 'config', 'stdin-filename', 'no-cache', 'outsides'],
]);

const keptOptions = Object.fromEntries(
  allCheckOptions
    .filter(({ name }) => !NOT_KEPT.has(name))
    .map(({ name, short, value, multiple = false }) => [
      name,
      { type: value === undefined ? 'boolean' : 'string', multiple, ...(short !== undefined && { short }) } as const,
    ]),
);

/** Of a check whose output can be kept. What is wrong with others is for others to say. */
function checkIn([command, ...args]: readonly string[]):
  { readonly paths: readonly string[]; readonly cacheFolder: string | undefined } | undefined {
  if (command !== 'check') return undefined;
  try {
    const { values, positionals } = parseArgs({ args, options: keptOptions, allowPositionals: true, strict: true });
    if (positionals.includes('-')) return undefined;
    return {
      paths: positionals.length > 0 ? positionals : ['.'],
      cacheFolder: values['cache-dir'] as string | undefined,
    };
  } catch {
    return undefined;
  }
}

/** Of the names and contents of all files that a check of the paths may look at, apart from packages. */
async function digestOfAll(paths: readonly string[], roots: readonly string[], cwd: string): Promise<string> {
  const named = paths.map((path) => resolve(cwd, path)).filter((path) => !roots.includes(path));
  const { files, problems } = await findFiles([...roots, ...named], cwd);
  const hash = createHash('sha256');
  const add = (path: string, what: string | Buffer): void => {
    hash.update(`${relative(cwd, path).split(sep).join('/')}\n${String(what.length)}\n`).update(what);
  };
  for (const { path, reason } of problems) add(path, reason.en);
  for (const path of [...projectFilesAround(files), ...files]) add(path, contentsOf(path));
  return hash.digest('hex');
}

function contentsOf(path: string): string | Buffer {
  try {
    return readRegularFileSync(path, sizeLimitOf(path));
  } catch (error) {
    return reasonOf(error).en;
  }
}

/** What was asked of packages, and what they answered, in portable names. */
interface Uses {
  readonly python: string;
  readonly found: readonly (readonly [string, string | null])[];
  readonly texts: readonly (readonly [string, string])[];
}

function usesOf(packages: PackagesOnDisk | undefined): Uses | undefined {
  if (!packages) return undefined;
  const names = namesFor(packages);
  return {
    python: String(packages.python),
    found: [...packages.found].map(([module, uri]) => [module, uri === undefined ? null : names.of(uri)]),
    texts: [...packages.texts].map(([uri, text]) => [names.of(uri), digestOf(text)]),
  };
}

const namesFor = ({ id }: PackagesOnDisk): PortableNames =>
  portableNames([pathToFileURL(id).href, pathToFileURL(dirname(id)).href]);

const digestOf = (text: string | undefined): string =>
  createHash('sha256')
    .update(text ?? '')
    .digest('hex')
    .slice(0, 40);

/** Undefined also where a good digest covers what is no output. */
function printedIn(
  contents: Buffer | undefined,
  packagesNow: readonly (PackagesOnDisk | undefined)[],
): Printed | undefined {
  if (!contents) return undefined;
  try {
    const { packages, out, err, code } = JSON.parse(contents.toString('utf8')) as Printed & {
      readonly packages: readonly (Uses | null)[];
    };
    if (typeof out !== 'string' || typeof err !== 'string' || typeof code !== 'number') return undefined;
    const holds = packagesNow.every((now, index) => isAsBefore(packages[index] ?? undefined, now));
    return holds ? { out, err, code } : undefined;
  } catch {
    return undefined;
  }
}

function isAsBefore(uses: Uses | undefined, packages: PackagesOnDisk | undefined): boolean {
  if (!uses || !packages) return uses === packages;
  const names = namesFor(packages);
  return (
    String(packages.python) === uses.python &&
    uses.found.every(([module, uri]) => (packages.find(module) ?? null) === (uri === null ? null : names.local(uri))) &&
    uses.texts.every(([uri, digest]) => digestOf(packages.read(names.local(uri))) === digest)
  );
}
