import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleChoice } from '../engine/settings.ts';
import { createGrammar, type Grammar } from '../syntax/grammar.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { createLibrary, type Library, type LibrarySource, librarySource } from '../workspace/library.ts';
import { installedPackages } from './installed-packages.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The Python that counts where neither settings nor project nor interpreter name one. */
const DEFAULT_PYTHON = [3, 13] as const;

/** What the build puts beside the bundle; running from source needs a build, too. */
const ASSETS = existsSync(join(__dirname, 'libraries.json')) ? __dirname : join(__dirname, '../../../dist');

/** A command line's choice of rules wins over all settings. */
export async function openWorkspace(log: (message: string) => void, choice?: RuleChoice): Promise<Workspace> {
  const [runtime, language] = await Promise.all([
    readFile(join(ASSETS, 'web-tree-sitter.wasm')),
    readFile(join(ASSETS, 'tree-sitter-python.wasm')),
  ]);
  const grammar = await createGrammar({ runtime, language });
  if (grammar.reader === 'cursor') log('Syntax trees are read the slow way: the fast one does not fit this grammar.');
  const options = {
    grammar,
    library: bundledLibrary(grammar),
    installed: installedPackages(process.env),
    defaultPython: DEFAULT_PYTHON,
    log,
  };
  return createWorkspace(choice ? { ...options, choice } : options);
}

/** Texts by path; see `server/tools/libraries.ts`. */
interface LibraryTexts {
  readonly standard: Readonly<Record<string, string>>;
  readonly described: Readonly<Record<string, string>>;
}

/** Megabytes of text, so read when the first import asks. */
function bundledLibrary(grammar: Grammar): Library {
  const texts = once(() => JSON.parse(readFileSync(join(ASSETS, 'libraries.json'), 'utf8')) as LibraryTexts);
  const source = (root: string, which: keyof LibraryTexts): LibrarySource =>
    lazySource(() => librarySource(root, new Map(Object.entries(texts()[which]))));
  return createLibrary(grammar, source('stdlib:', 'standard'), [source('described:', 'described')]);
}

function lazySource(load: () => LibrarySource): LibrarySource {
  const source = once(load);
  return { find: (module) => source().find(module), read: (uri) => source().read(uri) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
