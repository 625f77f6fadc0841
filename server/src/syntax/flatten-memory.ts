import type { Language, Tree } from 'web-tree-sitter';
import { type FlatTree, rowSize } from './flat-tree.ts';
import { kinds } from './kinds.ts';

/** The Emscripten module of web-tree-sitter; it replaces the views when the memory grows. */
export interface WasmMemory {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAPU32: Uint32Array;
}

/**
 * Reads trees straight from tree-sitter's memory: a twentieth of the parse, where the cursor costs as much as the parse.
 *
 * The layout is that of `lib/src/subtree.h` and `lib/src/parser.h` in tree-sitter 0.26 and 0.27 on wasm32. It is private to
 * tree-sitter, which is why `chooseFlattener` compares the outcome with the cursor's before trusting it.
 *
 * A Subtree is 8 bytes. With bit 0 of the first word set, it is a small leaf by itself; else that word is the address of the
 * node, and its children's Subtrees stand right before that address. A node's size starts behind its padding (the white space
 * in front), and its padding is that of its first child. Bytes are those of UTF-16.
 */
export function memoryFlattener(memory: WasmMemory, language: Language): (tree: Tree) => FlatTree {
  const grammar = readGrammar(memory, addressOf(language));
  const buffers: Buffers = { rows: new Int32Array(1 << 16), frames: new Int32Array(frameSize << 8) };
  return (tree) => {
    const root = memory.HEAPU32[addressOf(tree) >>> 2]!;
    if ((root & INLINE.is) !== 0) throw new Error('the root of a tree is a leaf');
    const length = readRows(memory, grammar, buffers, root);
    return {
      rows: buffers.rows.slice(0, length * rowSize),
      length,
      hasError: memory.HEAPU32[(root + NODE.errorCost) >>> 2] !== 0,
    };
  };
}

/** Bits of a leaf's first word. */
const INLINE = { is: 1 << 0, visible: 1 << 1, extra: 1 << 3, missing: 1 << 5 };

/** Offsets in a node, and the bits at `flags`. */
const NODE = { padding: 4, size: 16, errorCost: 32, childCount: 36, symbol: 40, flags: 44, production: 66 };
const FLAG = { visible: 1 << 0, extra: 1 << 2, missing: 1 << 9 };

/** Offsets in a TSLanguage. */
const LANGUAGE = {
  symbolCount: 4,
  productionCount: 28,
  longestProduction: 36,
  fieldSlices: 64,
  fieldEntries: 68,
  publicSymbols: 76,
  aliases: 84,
};

interface GrammarTables {
  /** The symbol that nodes show, by the symbol that they have. */
  readonly publicSymbols: Uint16Array;
  /** By production * stride + place among its children: alias | field << 16. */
  readonly roles: Int32Array;
  readonly stride: number;
}

function readGrammar({ HEAPU8, HEAPU16, HEAPU32 }: WasmMemory, language: number): GrammarTables {
  const word = (offset: number) => HEAPU32[(language + offset) >>> 2]!;
  const productions = word(LANGUAGE.productionCount);
  const stride = HEAPU16[(language + LANGUAGE.longestProduction) >>> 1]!;
  const aliases = word(LANGUAGE.aliases) >>> 1;
  const roles = Int32Array.from(HEAPU16.subarray(aliases, aliases + productions * stride));
  for (let production = 0; production < productions; production++) {
    const slice = (word(LANGUAGE.fieldSlices) + production * 4) >>> 1;
    // Backwards, as the first entry counts.
    for (let i = HEAPU16[slice + 1]! - 1; i >= 0; i--) {
      const entry = word(LANGUAGE.fieldEntries) + (HEAPU16[slice]! + i) * 4;
      const isInherited = HEAPU8[entry + 3] !== 0;
      const role = production * stride + HEAPU8[entry + 2]!;
      if (!isInherited) roles[role] = (roles[role]! & 0xffff) | (HEAPU16[entry >>> 1]! << 16);
    }
  }
  const symbols = word(LANGUAGE.publicSymbols) >>> 1;
  return { publicSymbols: HEAPU16.slice(symbols, symbols + word(LANGUAGE.symbolCount)), roles, stride };
}

/** Room that is used again for each tree. */
interface Buffers {
  rows: Int32Array;
  /** What to return to after a subtree, `frameSize` numbers a level. */
  frames: Int32Array;
}

const frameSize = 6;

/**
 * Writes the rows of a tree and returns their number. One loop on purpose: it runs for each node of each file. Its own stack
 * instead of recursion: the tree of `a + b + c + …` is as deep as it is long.
 */
// eslint-disable-next-line max-lines-per-function -- see above
function readRows(memory: WasmMemory, grammar: GrammarTables, buffers: Buffers, root: number): number {
  const { HEAPU16: halves, HEAPU32: words } = memory;
  const { publicSymbols, roles, stride } = grammar;
  let { rows, frames } = buffers;
  let depth = 0;
  let length = 1;

  // The children being read belong to the node at `row`; to one further up, when their own parent is hidden and `row` is -1.
  let row = 0;
  let end = root >>> 2; // where the children end, in words
  let child = end - words[(root + NODE.childCount) >>> 2]! * 2; // the next child's Subtree, in words
  let role = halves[(root + NODE.production) >>> 1]! * stride; // its place in `roles`; production 0 has none
  let inherited = 0; // the field of a hidden node is that of its children
  let position = words[(root + NODE.padding) >>> 2]!; // in bytes
  let isFirst = true; // the first child's padding is its parent's

  rows[0] = publicSymbol(publicSymbols, halves[(root + NODE.symbol) >>> 1]!);
  rows[1] = position >>> 1;
  rows[2] = (position + words[(root + NODE.size) >>> 2]!) >>> 1;

  for (;;) {
    if (child === end) {
      if (row >= 0) rows[row * rowSize + 3] = length;
      if (depth === 0) return length;
      const frame = --depth * frameSize;
      row = frames[frame]!;
      end = frames[frame + 1]!;
      child = frames[frame + 2]!;
      role = frames[frame + 3]!;
      inherited = frames[frame + 4]!;
      position = frames[frame + 5]!;
      isFirst = false;
      continue;
    }

    const node = words[child]!;
    let kind = 0; // 0 is hidden
    let isExtra: boolean;
    let isMissing: boolean;
    let padding: number;
    let size: number;
    let childCount = 0;
    if ((node & INLINE.is) !== 0) {
      const sizes = words[child + 1]!;
      if ((node & INLINE.visible) !== 0) kind = publicSymbols[(node >>> 8) & 0xff]!;
      isExtra = (node & INLINE.extra) !== 0;
      isMissing = (node & INLINE.missing) !== 0;
      padding = (sizes >>> 16) & 0xff;
      size = sizes >>> 24;
    } else {
      const flags = halves[(node + NODE.flags) >>> 1]!;
      if ((flags & FLAG.visible) !== 0) kind = publicSymbol(publicSymbols, halves[(node + NODE.symbol) >>> 1]!);
      isExtra = (flags & FLAG.extra) !== 0;
      isMissing = (flags & FLAG.missing) !== 0;
      padding = words[(node + NODE.padding) >>> 2]!;
      size = words[(node + NODE.size) >>> 2]!;
      childCount = words[(node + NODE.childCount) >>> 2]!;
    }

    if (!isFirst) position += padding;
    isFirst = false;
    child += 2;
    let field = 0;
    if (!isExtra) {
      const own = role < stride ? 0 : roles[role++]!;
      if ((own & 0xffff) !== 0) kind = own & 0xffff;
      field = own >>> 16 === 0 ? inherited : own >>> 16;
    }

    let ownRow = -1;
    if (kind !== 0) {
      ownRow = length++;
      const at = ownRow * rowSize;
      if (at === rows.length) rows = buffers.rows = doubled(rows);
      rows[at] = (isMissing ? kinds.missing : kind) | (field << 16);
      rows[at + 1] = position >>> 1;
      rows[at + 2] = (position + size) >>> 1;
      rows[at + 3] = length;
    }
    if (childCount === 0) {
      position += size;
      continue;
    }

    const frame = depth++ * frameSize;
    if (frame === frames.length) frames = buffers.frames = doubled(frames);
    frames[frame] = row;
    frames[frame + 1] = end;
    frames[frame + 2] = child;
    frames[frame + 3] = role;
    frames[frame + 4] = inherited;
    frames[frame + 5] = position + size;
    row = ownRow;
    end = node >>> 2;
    child = end - childCount * 2;
    role = halves[(node + NODE.production) >>> 1]! * stride;
    inherited = kind === 0 ? field : 0;
    isFirst = true;
  }
}

function doubled(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** ERROR has a number outside the table. */
function publicSymbol(publicSymbols: Uint16Array, symbol: number): number {
  return symbol < publicSymbols.length ? publicSymbols[symbol]! : symbol;
}

/** web-tree-sitter's objects keep their address in C at index 0. */
function addressOf(object: Language | Tree): number {
  return (object as unknown as { readonly 0: number })[0];
}
