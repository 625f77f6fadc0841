import type { CommandLineSettings } from '../../engine/settings.ts';
import { STANDARD_LIBRARY } from '../../project/types/standard-names.ts';
import { createGrammar, type Grammar, type GrammarFiles } from '../../syntax/grammar.ts';
import type { CodeOrText } from '../../text/localized.ts';
import { createWorkspace, type WorkspaceOptions } from '../../workspace/create-workspace.ts';
import type { FactsCache } from '../../workspace/facts-cache.ts';
import type { OnWork } from '../../workspace/file-findings.ts';
import type { FindingsCache } from '../../workspace/kept-findings.ts';
import { createLibrary, type Library, type LibrarySource, librarySource } from '../../workspace/library.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** The Python that counts where neither settings nor project nor interpreter name one. */
const DEFAULT_PYTHON = [3, 13] as const;

interface LoadOptions {
  readonly grammarFiles: GrammarFiles;
  /** `libraries.json`: megabytes, so read when the first import asks. */
  readonly libraries: () => string;
  readonly log: (message: CodeOrText) => void;
  readonly installed: WorkspaceOptions['installed'];
  readonly cache?: FactsCache | undefined;
  readonly findingsCache?: FindingsCache | undefined;
  readonly commandLine?: CommandLineSettings | undefined;
  readonly onWork?: OnWork | undefined;
}

export async function loadWorkspace(options: LoadOptions): Promise<Workspace> {
  const { grammarFiles, libraries, log, installed, cache, findingsCache, commandLine, onWork } = options;
  const grammar = await createGrammar(grammarFiles);
  if (grammar.reader === 'cursor') log(texts.slowly);
  return createWorkspace({
    grammar,
    library: bundledLibrary(grammar, libraries, cache),
    installed,
    defaultPython: DEFAULT_PYTHON,
    log,
    ...(cache && { cache }),
    ...(findingsCache && { findingsCache }),
    ...(commandLine && { commandLine }),
    ...(onWork && { onWork }),
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

function bundledLibrary(grammar: Grammar, libraries: () => string, cache: FactsCache | undefined): Library {
  const texts = once(() => JSON.parse(libraries()) as LibraryTexts);
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
