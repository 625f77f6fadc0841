import { Edit, type Point, type Tree } from 'web-tree-sitter';
import { type Change, difference } from '../text/edits.ts';
import type { FlatTree } from './flat-tree.ts';
import { withoutFullWidth } from './full-width.ts';
import { type Grammar, parseTree, withLineFeeds } from './grammar.ts';
import { deleteTree } from './living-trees.ts';
import { unfinishedStatements, withoutStatements } from './unfinished-statements.ts';

/** A text that is edited, and the parser's tree of it, which is brought up to date when it is read. */
export interface ChunkTree {
  text: string;
  /** The tree of `text`, or of a text before it if it `isOutdated`; undefined until first read. */
  tree: Tree | undefined;
  isOutdated: boolean;
  hasError: boolean;
  /** The text without the statements that are unfinished, and with full-width punctuation mended; undefined where there is none of both. */
  whole: ChunkTree | undefined;
}

export function createChunkTree(text: string): ChunkTree {
  return { text, tree: undefined, isOutdated: false, hasError: false, whole: undefined };
}

export function editChunkTree(chunk: ChunkTree, text: string): void {
  if (chunk.text === text) return;
  if (chunk.tree !== undefined) {
    const before = withLineFeeds(chunk.text);
    const after = withLineFeeds(text);
    const change = difference(before, after);
    if (hasStar(before, change.start, change.oldEnd) || hasStar(after, change.start, change.newEnd)) forgetTree(chunk);
    else {
      chunk.tree.edit(treeEdit(before, after, change));
      chunk.isOutdated = true;
    }
  }
  chunk.text = text;
}

/**
 * The grammar can read a star before an operand in two ways, `(*a).b` and `*(a.b)`; of a tree that it builds upon it keeps the
 * other one. So changes in lines with such a star are parsed anew.
 */
function hasStar(text: string, start: number, end: number): boolean {
  const lineEnd = text.indexOf('\n', end);
  return STARRED.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, lineEnd < 0 ? text.length : lineEnd));
}

const STARRED = /(?:^|[[({,;:=]|\b(?:in|return|yield))\s*\*(?!\*)/m;

/**
 * The flat tree of the chunk's text: the very same as parsing the text anew would give. Statements that are unfinished are left out,
 * so that those below them are read as they stand, and full-width punctuation is read as Python's own.
 */
export function readChunkTree(grammar: Grammar, chunk: ChunkTree): FlatTree {
  const flat = readAsItIs(grammar, chunk);
  const { text: mended, mistyped } = flat.hasError ? withoutFullWidth(chunk.text) : { text: '', mistyped: [] };
  const unfinished = flat.hasError ? unfinishedStatements(mended) : [];
  if (unfinished.length + mistyped.length === 0) {
    forgetWhole(chunk);
    return flat;
  }
  // Of no use any more: a tree with errors is never built upon.
  forgetTree(chunk);
  const text = withoutStatements(mended, unfinished);
  if (chunk.whole) editChunkTree(chunk.whole, text);
  else chunk.whole = createChunkTree(text);
  return { ...readAsItIs(grammar, chunk.whole), unfinished: [...unfinished, ...mistyped] };
}

/**
 * tree-sitter recovers from errors in another way when it builds on an old tree, and would show other nodes for one and the
 * same text. So an old tree serves only if neither it nor the outcome has an error.
 */
function readAsItIs(grammar: Grammar, chunk: ChunkTree): FlatTree {
  if (chunk.tree !== undefined && chunk.isOutdated && !chunk.hasError) {
    const flat = replaceTree(grammar, chunk, parseTree(grammar.parser, chunk.text, chunk.tree));
    if (!flat.hasError) return flat;
    chunk.isOutdated = true;
  }
  if (chunk.tree !== undefined && !chunk.isOutdated) return grammar.flatten(chunk.tree);
  return replaceTree(grammar, chunk, parseTree(grammar.parser, chunk.text));
}

export function disposeChunkTree(chunk: ChunkTree): void {
  forgetTree(chunk);
  forgetWhole(chunk);
}

function forgetTree(chunk: ChunkTree): void {
  if (chunk.tree !== undefined) deleteTree(chunk.tree);
  chunk.tree = undefined;
}

function forgetWhole(chunk: ChunkTree): void {
  if (chunk.whole) disposeChunkTree(chunk.whole);
  chunk.whole = undefined;
}

function replaceTree(grammar: Grammar, chunk: ChunkTree, tree: Tree): FlatTree {
  if (chunk.tree !== undefined) deleteTree(chunk.tree);
  chunk.tree = tree;
  const flat = grammar.flatten(tree);
  chunk.isOutdated = false;
  chunk.hasError = flat.hasError;
  return flat;
}

/** The tree of a text that nobody edits: the same as `readChunkTree` gives. */
export function parseOnce(grammar: Grammar, text: string): FlatTree {
  const chunk = createChunkTree(text);
  try {
    return readChunkTree(grammar, chunk);
  } finally {
    disposeChunkTree(chunk);
  }
}

function treeEdit(before: string, after: string, { start, oldEnd, newEnd }: Change): Edit {
  return new Edit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(before, start),
    oldEndPosition: pointAt(before, oldEnd),
    newEndPosition: pointAt(after, newEnd),
  });
}

/** As tree-sitter counts: only LF ends a line. */
function pointAt(text: string, offset: number): Point {
  let row = 0;
  let lineStart = 0;
  for (let lf = text.indexOf('\n'); lf !== -1 && lf < offset; lf = text.indexOf('\n', lineStart)) {
    row++;
    lineStart = lf + 1;
  }
  return { row, column: offset - lineStart };
}
