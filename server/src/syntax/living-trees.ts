import type { Tree } from 'web-tree-sitter';

/*
 * Trees live in the parser's own memory, which no garbage collector sees and which never shrinks. Each has one owner, who
 * deletes it; counting births and deaths shows in tests that it does.
 */
let living = 0;

export function livingTrees(): number {
  return living;
}

export function keepTree(tree: Tree): Tree {
  living++;
  return tree;
}

export function deleteTree(tree: Tree): void {
  living--;
  tree.delete();
}
