import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandLineSettings } from '../engine/settings.ts';
import { STANDARD_LIBRARY } from '../project/types/standard-names.ts';
import { createGrammar, type Grammar } from '../syntax/grammar.ts';
import type { CodeOrText } from '../text/localized.ts';
import { createWorkspace, type WorkspaceOptions } from '../workspace/create-workspace.ts';
import { installedPackages } from './installed-packages.ts';
import { logSkipped } from './regular-file.ts';
import type { FindingsCache } from '../workspace/kept-findings.ts';
import type { FactsCache } from '../workspace/facts-cache.ts';
import { createLibrary, type Library, type LibrarySource, librarySource } from '../workspace/library.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The Python that counts where neither settings nor project nor interpreter name one. */
const DEFAULT_PYTHON = [3, 13] as const;

/** What the build puts beside the bundle; running from source needs a build, too. */
const ASSETS = existsSync(join(__dirname, 'libraries.json')) ? __dirname : join(__dirname, '../../../dist');

interface OpenOptions {
  readonly log: (message: CodeOrText) => void;
  /** By default those that this process finds. */
  readonly installed?: WorkspaceOptions['installed'];
  readonly cache: FactsCache | undefined;
  readonly findingsCache?: FindingsCache | undefined;
  readonly commandLine?: CommandLineSettings;
}

export async function openWorkspace({
  log,
  installed,
  cache,
  findingsCache,
  commandLine,
}: OpenOptions): Promise<Workspace> {
  const [runtime, language] = await Promise.all([
    readFile(join(ASSETS, 'web-tree-sitter.wasm')),
    readFile(join(ASSETS, 'tree-sitter-python.wasm')),
  ]);
  const grammar = await createGrammar({ runtime, language });
  if (grammar.reader === 'cursor') log(texts.slowly);
  return createWorkspace({
    grammar,
    library: bundledLibrary(grammar, cache),
    installed: installed ?? installedPackages(process.env, logSkipped(log)),
    defaultPython: DEFAULT_PYTHON,
    log,
    ...(cache && { cache }),
    ...(findingsCache && { findingsCache }),
    ...(commandLine && { commandLine }),
  });
}

const texts = {
  slowly: {
    en: 'Syntax trees are read the slow way: the fast one does not fit this grammar.',
    'zh-cn': '语法树以较慢的方式读取：快速方式不适用于这份语法。',
  },
};

/** Texts by path; see `server/tools/libraries.ts`. */
interface LibraryTexts {
  readonly standard: Readonly<Record<string, string>>;
  readonly described: Readonly<Record<string, string>>;
}

/** Megabytes of text, so read when the first import asks. */
function bundledLibrary(grammar: Grammar, cache: FactsCache | undefined): Library {
  const texts = once(() => JSON.parse(readFileSync(join(ASSETS, 'libraries.json'), 'utf8')) as LibraryTexts);
  const source = (root: string, which: keyof LibraryTexts): LibrarySource =>
    lazySource(() => librarySource(root, new Map(Object.entries(texts()[which]))));
  return createLibrary(grammar, source(STANDARD_LIBRARY, 'standard'), [source('described:', 'described')], cache);
}

function lazySource(load: () => LibrarySource): LibrarySource {
  const source = once(load);
  return { find: (module) => source().find(module), read: (uri) => source().read(uri) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
