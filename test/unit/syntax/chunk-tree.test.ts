import { expect, test } from 'vitest';
import { Edit } from 'web-tree-sitter';
import {
  createChunkTree,
  disposeChunkTree,
  editChunkTree,
  parseOnce,
  readChunkTree,
} from '../../../server/src/syntax/chunk-tree.ts';
import { parseTree } from '../../../server/src/syntax/grammar.ts';
import { deleteTree } from '../../../server/src/syntax/living-trees.ts';
import { testGrammar } from '../../harness/grammar.ts';

const grammar = await testGrammar();

test('errors do not depend on what the text was before, though they do in tree-sitter', () => {
  const before = '@c\ndef f(:\n return g\nif a:';
  const after = `*${before}`;
  const anew = parseOnce(grammar, after);

  const chunk = createChunkTree(before);
  readChunkTree(grammar, chunk);
  editChunkTree(chunk, after);
  // If this fails, tree-sitter has learned it, and chunks with errors can be parsed incrementally too.
  const incremental = parseTree(grammar.parser, after, chunk.tree);
  expect(grammar.flatten(incremental)).not.toEqual(anew);
  deleteTree(incremental);

  expect(readChunkTree(grammar, chunk)).toEqual(anew);
  disposeChunkTree(chunk);
});

test('nor does what a star binds to', () => {
  const before = 'app.get("/x")\n';
  const after = `*${before}`;
  const anew = parseOnce(grammar, after);

  const chunk = createChunkTree(before);
  readChunkTree(grammar, chunk);
  chunk.tree!.edit(insertion(0, 1));
  // If this fails, tree-sitter has learned it, and lines with stars can be parsed incrementally too.
  const incremental = parseTree(grammar.parser, after, chunk.tree);
  expect(grammar.flatten(incremental)).not.toEqual(anew);
  deleteTree(incremental);
  disposeChunkTree(chunk);

  const edited = createChunkTree(before);
  readChunkTree(grammar, edited);
  editChunkTree(edited, after);
  expect(readChunkTree(grammar, edited)).toEqual(anew);
  disposeChunkTree(edited);
});

function insertion(at: number, length: number): Edit {
  const position = { row: 0, column: at };
  return new Edit({
    startIndex: at,
    oldEndIndex: at,
    newEndIndex: at + length,
    startPosition: position,
    oldEndPosition: position,
    newEndPosition: { row: 0, column: at + length },
  });
}
