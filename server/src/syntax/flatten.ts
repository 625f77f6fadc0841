import type { Tree } from 'web-tree-sitter';
import { type FlatTree, rowSize } from './flat-tree.ts';
import { kinds } from './kinds.ts';

export type Flattener = (tree: Tree) => FlatTree;

/** Reads a tree through web-tree-sitter's public cursor. */
export function cursorFlattener(): Flattener {
  return (tree) => {
    const rows: number[] = [];
    const open: number[] = [];
    const cursor = tree.walk();
    try {
      for (;;) {
        const kind = cursor.nodeIsMissing ? kinds.missing : cursor.nodeTypeId;
        const row = rows.length;
        rows.push(kind | (cursor.currentFieldId << 16), cursor.startIndex, cursor.endIndex, 0);
        if (cursor.gotoFirstChild()) {
          open.push(row);
          continue;
        }
        rows[row + 3] = rows.length / rowSize;
        while (!cursor.gotoNextSibling()) {
          const parent = open.pop();
          if (parent === undefined) {
            return { rows: Int32Array.from(rows), length: rows.length / rowSize, hasError: tree.rootNode.hasError };
          }
          cursor.gotoParent();
          rows[parent + 3] = rows.length / rowSize;
        }
      }
    } finally {
      cursor.delete();
    }
  };
}
