import { Language, Parser, type Tree } from 'web-tree-sitter';
import type { WasmMemory } from './flatten-memory.ts';
import { type Flattener, chooseFlattener } from './flatten.ts';
import { keepTree } from './living-trees.ts';

/** The bytes of `web-tree-sitter.wasm` and `tree-sitter-python.wasm`. */
export interface GrammarFiles {
  readonly runtime: Uint8Array;
  readonly language: Uint8Array;
}

/** The Python parser. It keeps no text between calls, so one serves all documents. */
export interface Grammar {
  readonly parser: Parser;
  readonly flatten: Flattener;
  /** How trees are read; 'cursor' is correct but slow, and worth a line in the log. See `chooseFlattener`. */
  readonly reader: 'memory' | 'cursor';
}

export async function createGrammar(files: GrammarFiles): Promise<Grammar> {
  runtime ??= startRuntime(files.runtime);
  const memory = await runtime;
  const language = await Language.load(files.language);
  const parser = new Parser();
  parser.setLanguage(language);
  return { parser, ...chooseFlattener(memory, language, (text) => parseTree(parser, text)) };
}

/** Python ends lines with a lone CR, too, which the grammar takes for a blank. All offsets stay. */
export const withLineFeeds = (text: string): string =>
  // Most texts have none, and who types in a long class waits for each look through it.
  text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;

/** A tree to be deleted with `deleteTree`; `old` is the tree of an earlier text, with `edit` told of every change since. */
export function parseTree(parser: Parser, text: string, old?: Tree): Tree {
  const length = old === undefined ? freshSlice : incrementalSlice;
  const read = withLineFeeds(text);
  const tree = parser.parse((index) => sliceAt(read, index, length), old);
  if (tree === null) throw new Error('tree-sitter gave no tree');
  return keepTree(tree);
}

/** An incremental parse reads a few tokens here and there: long slices would only be copied. tree-sitter takes 5,119 units at most. */
const freshSlice = 4096;
const incrementalSlice = 128;

/** The grammar would take it for part of a name; to Python it is nothing. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Half of a surrogate pair at the end of a slice would be read as a character of its own. */
function sliceAt(text: string, start: number, length: number): string {
  const end = start + length;
  const last = end < text.length ? text.charCodeAt(end - 1) : 0;
  const slice = text.slice(start, last >= 0xd800 && last <= 0xdbff ? end + 1 : end);
  return start === 0 && slice.startsWith(BYTE_ORDER_MARK) ? `\n${slice.slice(1)}` : slice;
}

/** web-tree-sitter starts once per process, and fills the object that it is given then. */
let runtime: Promise<WasmMemory> | undefined;

async function startRuntime(wasmBinary: Uint8Array): Promise<WasmMemory> {
  const emscripten = { wasmBinary };
  await Parser.init(emscripten);
  return emscripten as unknown as WasmMemory;
}
