import type { Facts } from '../facts/facts.ts';
import { carryOver, createChunks, type Chunk } from '../syntax/chunks.ts';
import { openDocument, type OpenDocument } from '../syntax/document.ts';
import type { Grammar } from '../syntax/grammar.ts';
import { difference, type ContentChange } from '../text/edits.ts';
import { splitChunks } from '../text/split-chunks.ts';
import { factsOfTexts, type FactsCache, type FactsOfTexts } from './facts-cache.ts';
import { factsOfChunk } from './chunk-facts.ts';
import { keptFacts, nowhere, type FactsPlace } from './kept-facts.ts';
import { createMentions } from './mentions.ts';

/**
 * The texts of all known files, in chunks, and the facts of each chunk, extracted when they are asked for. Chunks with the
 * same text keep their ids whatever happens to the file, and their facts with them.
 */
export interface SourceFiles {
  edit(uri: string, changes: readonly ContentChange[]): ChangedSources;
  /** Frees the trees; the text stays until it is put or removed. */
  close(uri: string): void;
  isOpen(uri: string): boolean;
  /** The text of a file that is not open. */
  put(uri: string, text: string): ChangedSources;
  remove(uri: string): ChangedSources;
  has(uri: string): boolean;
  text(uri: string): string | undefined;
  chunks(uri: string): readonly Chunk[];
  chunk(id: number): Chunk | undefined;
  /** The file of a chunk. */
  uriOf(id: number): string | undefined;
  facts(id: number): Facts | undefined;
  /** See `Mentions`. */
  filesWith(mention: string): readonly string[];
  /** See `Mentions`. */
  watchMentions(): void;
  /** Files whose texts have a name in them anywhere; each text is looked through. */
  filesNaming(name: string): readonly string[];
  /** Of chunks that somebody has looked at. */
  readonly chunkCount: number;
  /** Hands the facts of one more file to the cache; false when there is no more. */
  keepFacts(): boolean;
  /** See `KeptFacts`. */
  letFactsGo(): void;
  dispose(): void;
}

/** What a change touches of all that was known before. */
export interface ChangedSources {
  /** Ids of chunks that have another text. */
  readonly chunks: readonly number[];
  /** Ids of chunks that are no more. */
  readonly gone: readonly number[];
  /** What is mentioned in other files than before. */
  readonly mentions: readonly string[];
}

interface SourceFile {
  readonly uri: string;
  readonly document: OpenDocument | undefined;
  readonly text: string;
  chunks: readonly Chunk[] | undefined;
}

interface Known extends FactsPlace {
  readonly chunk: Chunk;
  readonly uri: string;
  /** The text before, and its facts if they are in use: nobody is told when a text comes back that nobody saw go. */
  readonly before: { readonly text: string; readonly facts: WeakRef<Facts> } | undefined;
}

export const createSourceFiles = (grammar: Grammar, cache?: FactsCache): SourceFiles =>
  new SourceFileStore(grammar, cache);

class SourceFileStore implements SourceFiles {
  readonly #grammar: Grammar;
  readonly #files = new Map<string, SourceFile>();
  readonly #known = new Map<number, Known>();
  readonly #mentions = createMentions();
  readonly #factsOfTexts: FactsOfTexts;
  readonly #kept = keptFacts<Known>((entry) => this.#extract(entry));

  constructor(grammar: Grammar, cache: FactsCache | undefined) {
    this.#grammar = grammar;
    this.#factsOfTexts = factsOfTexts(grammar, cache, ({ id, text }) => {
      const entry = this.#known.get(id);
      return entry?.chunk.text === text ? entry.facts : undefined;
    });
  }

  edit(uri: string, changes: readonly ContentChange[]): ChangedSources {
    const before = this.#files.get(uri);
    const document = before?.document ?? openDocument(this.#grammar, before?.text ?? '', before?.chunks);
    document.edit(changes);
    return this.#replace(uri, { uri, document, text: document.text, chunks: undefined });
  }

  close(uri: string): void {
    const before = this.#files.get(uri);
    if (!before?.document) return;
    const { chunks } = before.document;
    before.document.dispose();
    this.#replace(uri, { uri, document: undefined, text: before.text, chunks });
  }

  isOpen(uri: string): boolean {
    return this.#files.get(uri)?.document !== undefined;
  }

  put(uri: string, text: string): ChangedSources {
    const before = this.#files.get(uri);
    const chunks = before?.chunks && chunksOfNewText(before.text, before.chunks, text);
    return this.#replace(uri, { uri, document: undefined, text, chunks });
  }

  remove(uri: string): ChangedSources {
    return this.#replace(uri, undefined);
  }

  has(uri: string): boolean {
    return this.#files.has(uri);
  }

  text(uri: string): string | undefined {
    return this.#files.get(uri)?.text;
  }

  chunks(uri: string): readonly Chunk[] {
    const file = this.#files.get(uri);
    return file ? this.#chunksOf(file) : [];
  }

  chunk(id: number): Chunk | undefined {
    return this.#known.get(id)?.chunk;
  }

  uriOf(id: number): string | undefined {
    return this.#known.get(id)?.uri;
  }

  facts(id: number): Facts | undefined {
    const entry = this.#known.get(id);
    return entry && this.#kept.of(entry);
  }

  filesWith(mention: string): readonly string[] {
    return this.#mentions.filesWith(mention);
  }

  watchMentions(): void {
    this.#mentions.watch();
  }

  filesNaming(name: string): readonly string[] {
    return [...this.#files.values()]
      .filter(({ text }) => text.includes(name))
      .map(({ uri }) => uri)
      .sort();
  }

  get chunkCount(): number {
    return this.#known.size;
  }

  keepFacts(): boolean {
    return this.#factsOfTexts.keepOne();
  }

  letFactsGo(): void {
    this.#kept.letGo(this.#known.values(), ({ uri }) => {
      const file = this.#files.get(uri);
      if (file?.document) return false;
      if (file?.chunks) this.#factsOfTexts.letGo(file.chunks);
      return true;
    });
  }

  dispose(): void {
    for (const { document } of this.#files.values()) document?.dispose();
    this.#files.clear();
    this.#known.clear();
  }

  #extract({ chunk, uri }: Known): Facts {
    const file = this.#files.get(uri)!;
    const { document } = file;
    return document
      ? factsOfChunk(this.#grammar, chunk, document)
      : this.#factsOfTexts.of(file.text, this.#chunksOf(file), chunk);
  }

  /** Chunks of closed files are cut when somebody looks. */
  #chunksOf(file: SourceFile): readonly Chunk[] {
    if (!file.chunks) {
      file.chunks = file.document?.chunks ?? createChunks(file.text, splitChunks(file.text));
      this.#learn(file.uri, file.chunks);
    }
    return file.chunks;
  }

  #learn(uri: string, chunks: readonly Chunk[]): void {
    for (const chunk of chunks) {
      const known = this.#known.get(chunk.id);
      const { facts, away, usedIn } = known?.chunk.text === chunk.text ? known : nowhere;
      const before = known && known.chunk.text !== chunk.text ? textBefore(known) : known?.before;
      const isBack = before?.text === chunk.text;
      this.#known.set(chunk.id, { chunk, uri, facts, away: isBack ? before.facts : away, usedIn, before });
    }
  }

  #replace(uri: string, file: SourceFile | undefined): ChangedSources {
    const before = this.#files.get(uri)?.chunks ?? [];
    if (file) this.#files.set(uri, file);
    else this.#files.delete(uri);
    if (file?.chunks) this.#learn(uri, file.chunks);
    const after = new Map(
      (file?.document || file?.chunks ? this.#chunksOf(file) : []).map(({ id, text }) => [id, text]),
    );
    const gone = before.filter(({ id }) => !after.has(id));
    for (const { id } of gone) this.#known.delete(id);
    const edited = before.filter(({ id, text }) => after.has(id) && after.get(id) !== text);
    const texts = file && (after.size > 0 ? [...after.values()] : [file.text]);
    return {
      chunks: edited.map(({ id }) => id),
      gone: gone.map(({ id }) => id),
      mentions: this.#mentions.update(uri, texts),
    };
  }
}

function textBefore({ chunk, facts, away, before }: Known): Known['before'] {
  const inUse = facts ? new WeakRef(facts) : away;
  return inUse ? { text: chunk.text, facts: inUse } : before;
}

function chunksOfNewText(before: string, chunks: readonly Chunk[], text: string): readonly Chunk[] {
  return carryOver(chunks, text, splitChunks(text), difference(before, text)).chunks;
}
