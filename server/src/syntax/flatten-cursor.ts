import type { Tree, TreeCursor } from 'web-tree-sitter';
import { type FlatTree, rowSize } from './flat-tree.ts';
import { kinds } from './kinds.ts';

/** Reads trees through web-tree-sitter's public cursor. */
export function cursorFlattener(): (tree: Tree) => FlatTree {
  return (tree) => {
    const cursor = tree.walk();
    try {
      const rows = readRows(cursor);
      return { rows: Int32Array.from(rows), length: rows.length / rowSize, hasError: tree.rootNode.hasError };
    } finally {
      cursor.delete();
    }
  };
}

function readRows(cursor: TreeCursor): number[] {
  const rows: number[] = [];
  const open: number[] = [];
  for (;;) {
    const kind = cursor.nodeIsMissing ? kinds.missing : cursor.nodeTypeId;
    open.push(rows.length);
    rows.push(kind | (cursor.currentFieldId << 16), cursor.startIndex, cursor.endIndex, 0);
    if (cursor.gotoFirstChild()) continue;
    do {
      const closed = open.pop();
      if (closed === undefined) return rows;
      rows[closed + 3] = rows.length / rowSize;
    } while (!cursor.gotoNextSibling() && (cursor.gotoParent() || open.length === 0));
    if (open.length === 0) return rows;
  }
}
