import type { Facts } from '../facts/facts.ts';
import { createChunks, type Chunk } from '../syntax/chunks.ts';
import type { Grammar } from '../syntax/grammar.ts';
import { splitChunks } from '../text/split-chunks.ts';
import { factsOfTexts, type FactsCache } from './facts-cache.ts';
import { keptFacts, nowhere, type FactsPlace } from './kept-facts.ts';

/** Where the text of modules outside the workspace comes from: the standard library, installed packages, descriptions. */
export interface LibrarySource {
  /** The address of an absolute module's file; `NAMESPACE` and the name for a folder without `__init__`. */
  find(module: string): string | undefined;
  /** The text of a file that `find` gave, always the same; undefined for addresses of others. */
  read(uri: string): string | undefined;
}

/** The packages of a Python installation or virtual environment. */
export interface InstalledPackages extends LibrarySource {
  /** Tells this installation from others. */
  readonly id: string;
  /** The installation's Python; undefined when it could not be found out. */
  readonly python: readonly [number, number] | undefined;
}

/** Library files come out of one archive: their paths below the root, with forward slashes, and texts. */
export function librarySource(root: string, files: ReadonlyMap<string, string>): LibrarySource {
  return {
    find(module) {
      const path = module.replaceAll('.', '/');
      const found = [`${path}/__init__.pyi`, `${path}.pyi`].find((candidate) => files.has(candidate));
      return found && `${root}/${found}`;
    },
    read: (uri) => (uri.startsWith(`${root}/`) ? files.get(uri.slice(root.length + 1)) : undefined),
  };
}

/** Library files in chunks with their facts, each extracted once. They never change, so several workspaces may share them. */
export interface Library {
  /** The standard library first: nothing in a workspace hides its modules. */
  readonly standard: LibrarySource;
  /** In the order in which they are asked. */
  readonly others: readonly LibrarySource[];
  /** `from` is the source that named the file. */
  chunks(uri: string, from: LibrarySource): readonly Chunk[] | undefined;
  chunk(id: number): Chunk | undefined;
  uriOf(chunk: number): string | undefined;
  facts(id: number): Facts | undefined;
  /** Hands the facts of one more file to the cache; false when there is no more. */
  keepFacts(): boolean;
  /** See `KeptFacts`. */
  letFactsGo(): void;
}

interface Known extends FactsPlace {
  readonly chunk: Chunk;
  readonly file: LibraryFile;
}

interface LibraryFile {
  readonly uri: string;
  readonly text: string;
  readonly chunks: readonly Chunk[];
}

export function createLibrary(
  grammar: Grammar,
  standard: LibrarySource,
  others: readonly LibrarySource[],
  cache?: FactsCache,
): Library {
  const files = new Map<string, readonly Chunk[] | undefined>();
  const known = new Map<number, Known>();
  const facts = factsOfTexts(grammar, cache, ({ id }) => known.get(id)?.facts);
  const kept = keptFacts<Known>(({ file, chunk }) => facts.of(file.text, file.chunks, chunk));
  const read = (uri: string, from: LibrarySource): readonly Chunk[] | undefined => {
    const text = from.read(uri);
    if (text === undefined) return undefined;
    const chunks = createChunks(text, splitChunks(text));
    for (const chunk of chunks) known.set(chunk.id, { chunk, file: { uri, text, chunks }, ...nowhere });
    return chunks;
  };
  return {
    standard,
    others,
    chunks(uri, from) {
      if (!files.has(uri)) files.set(uri, read(uri, from));
      return files.get(uri);
    },
    chunk: (id) => known.get(id)?.chunk,
    uriOf: (id) => known.get(id)?.file.uri,
    facts(id) {
      const entry = known.get(id);
      return entry && kept.of(entry);
    },
    keepFacts: () => facts.keepOne(),
    letFactsGo() {
      kept.letGo(known.values(), ({ file }) => {
        facts.letGo(file.chunks);
        return true;
      });
    },
  };
}
