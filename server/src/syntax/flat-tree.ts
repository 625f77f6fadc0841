import type { Range } from '../text/range.ts';
import { kinds } from './kinds.ts';

/**
 * A syntax tree as plain data that outlives the parser's own tree: every visible node in preorder, four numbers each.
 *
 *     rows[4r]     kind | field << 16
 *     rows[4r + 1] start
 *     rows[4r + 2] end
 *     rows[4r + 3] the row after the node's subtree
 *
 * Offsets are UTF-16 code units relative to the parsed text. Row 0 is the module. Numbers of kinds and fields stand in
 * `kinds.ts`. Keywords, operators and brackets are nodes too (`tokens`); so are comments, anywhere.
 */
export interface FlatTree {
  readonly rows: Int32Array;
  /** Number of nodes. */
  readonly length: number;
  /** Whether the parser had to recover: some `kinds.error` or `kinds.missing`, or an invisible token missing. */
  readonly hasError: boolean;
  /** Statements that were left out, as they would tear others, and punctuation that was mended: see `readChunkTree`. */
  readonly unfinished?: readonly Range[];
}

export const rowSize = 4;

/** Stands for "no such node". */
export const none = -1;

export function kindOf(tree: FlatTree, row: number): number {
  return tree.rows[row * rowSize]! & 0xffff;
}

/** What the node is to its parent: one of `fields`, or 0. */
export function fieldOf(tree: FlatTree, row: number): number {
  return tree.rows[row * rowSize]! >>> 16;
}

export function startOf(tree: FlatTree, row: number): number {
  return tree.rows[row * rowSize + 1]!;
}

export function endOf(tree: FlatTree, row: number): number {
  return tree.rows[row * rowSize + 2]!;
}

/** The row behind the node's subtree; the next sibling if it is smaller than the parent's `afterSubtree`. */
export function afterSubtree(tree: FlatTree, row: number): number {
  return tree.rows[row * rowSize + 3]!;
}

/*
 * Children of a row, without garbage:
 *     for (let child = row + 1; child < afterSubtree(tree, row); child = afterSubtree(tree, child)) …
 */

export function firstChild(tree: FlatTree, row: number): number {
  return afterSubtree(tree, row) > row + 1 ? row + 1 : none;
}

export function nextSibling(tree: FlatTree, row: number, parent: number): number {
  const next = afterSubtree(tree, row);
  return next < afterSubtree(tree, parent) ? next : none;
}

export function childrenOf(tree: FlatTree, row: number): number[] {
  const children: number[] = [];
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) children.push(child);
  return children;
}

/** The first child of this kind; `none` if there is none. */
export function childOfKind(tree: FlatTree, row: number, kind: number): number {
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (kindOf(tree, child) === kind) return child;
  }
  return none;
}

/** The first child in this field; `none` if there is none. */
export function childByField(tree: FlatTree, row: number, field: number): number {
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (fieldOf(tree, child) === field) return child;
  }
  return none;
}

/** Ranges that the parser could not read: ERROR nodes, and missing ones with length 0. Nested ones are left to their outermost. */
export function errorRows(tree: FlatTree): number[] {
  const errors: number[] = [];
  if (!tree.hasError) return errors;
  for (let row = 0; row < tree.length;) {
    const kind = kindOf(tree, row);
    const isError = kind === kinds.error || kind === kinds.missing;
    if (isError) errors.push(row);
    row = isError ? afterSubtree(tree, row) : row + 1;
  }
  return errors;
}
