import { extractFacts } from '../facts/extract.ts';
import type { Facts } from '../facts/facts.ts';
import { createChunks, type Chunk } from '../syntax/chunks.ts';
import { openDocument, type OpenDocument } from '../syntax/document.ts';
import { parseOnce, type Grammar } from '../syntax/grammar.ts';
import { splitChunks } from '../text/split-chunks.ts';
import type { ContentChange } from '../text/edits.ts';

/** The texts of all known files, in chunks, and the facts of each chunk, extracted when they are asked for. */
export interface SourceFiles {
  /** Returns the chunks that are new or have another text. */
  edit(uri: string, changes: readonly ContentChange[]): void;
  /** Frees the trees; the text stays until it is put or removed. */
  close(uri: string): void;
  isOpen(uri: string): boolean;
  /** The text of a file that is not open. */
  put(uri: string, text: string): void;
  remove(uri: string): void;
  has(uri: string): boolean;
  text(uri: string): string | undefined;
  chunks(uri: string): readonly Chunk[];
  chunk(id: number): Chunk | undefined;
  facts(id: number): Facts | undefined;
  dispose(): void;
}

interface SourceFile {
  readonly uri: string;
  readonly document: OpenDocument | undefined;
  readonly text: string;
  chunks: readonly Chunk[] | undefined;
}

interface Known {
  readonly chunk: Chunk;
  readonly uri: string;
  facts: Facts | undefined;
}

export const createSourceFiles = (grammar: Grammar): SourceFiles => new SourceFileStore(grammar);

class SourceFileStore implements SourceFiles {
  readonly #grammar: Grammar;
  readonly #files = new Map<string, SourceFile>();
  readonly #known = new Map<number, Known>();

  constructor(grammar: Grammar) {
    this.#grammar = grammar;
  }

  edit(uri: string, changes: readonly ContentChange[]): void {
    const before = this.#files.get(uri);
    const document = before?.document ?? openDocument(this.#grammar, before?.text ?? '');
    document.edit(changes);
    this.#replace(uri, { uri, document, text: document.text, chunks: undefined });
  }

  close(uri: string): void {
    const before = this.#files.get(uri);
    if (!before?.document) return;
    before.document.dispose();
    this.#replace(uri, { uri, document: undefined, text: before.text, chunks: undefined });
  }

  isOpen(uri: string): boolean {
    return this.#files.get(uri)?.document !== undefined;
  }

  put(uri: string, text: string): void {
    this.#replace(uri, { uri, document: undefined, text, chunks: undefined });
  }

  remove(uri: string): void {
    this.#replace(uri, undefined);
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

  facts(id: number): Facts | undefined {
    const entry = this.#known.get(id);
    if (!entry) return undefined;
    entry.facts ??= this.#extract(entry);
    return entry.facts;
  }

  dispose(): void {
    for (const { document } of this.#files.values()) document?.dispose();
    this.#files.clear();
    this.#known.clear();
  }

  #extract({ chunk, uri }: Known): Facts {
    const document = this.#files.get(uri)?.document;
    return extractFacts(document ? document.flatTree(chunk) : parseOnce(this.#grammar, chunk.text), chunk.text);
  }

  /** Chunks of closed files are cut when somebody looks. */
  #chunksOf(file: SourceFile): readonly Chunk[] {
    if (file.chunks) return file.chunks;
    file.chunks = file.document?.chunks ?? createChunks(file.text, splitChunks(file.text).starts);
    for (const chunk of file.chunks) {
      const before = this.#known.get(chunk.id);
      const facts = before?.chunk.text === chunk.text ? before.facts : undefined;
      this.#known.set(chunk.id, { chunk, uri: file.uri, facts });
    }
    return file.chunks;
  }

  #replace(uri: string, file: SourceFile | undefined): void {
    const before = this.#files.get(uri)?.chunks ?? [];
    if (file) this.#files.set(uri, file);
    else this.#files.delete(uri);
    const kept = new Set(file?.document ? this.#chunksOf(file).map(({ id }) => id) : []);
    for (const { id } of before) if (!kept.has(id)) this.#known.delete(id);
  }
}
