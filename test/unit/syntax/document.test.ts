import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Chunk } from '../../../server/src/syntax/chunks.ts';
import { type OpenDocument, openDocument } from '../../../server/src/syntax/document.ts';
import { afterSubtree, endOf, startOf } from '../../../server/src/syntax/flat-tree.ts';
import { parseOnce } from '../../../server/src/syntax/chunk-tree.ts';
import { livingTrees } from '../../../server/src/syntax/living-trees.ts';
import { splitChunks } from '../../../server/src/text/split-chunks.ts';
import { testGrammar } from '../../harness/grammar.ts';
import { contentChanges, sessions } from '../../harness/python-edits.ts';
import { pythonFilesIn, standardLibrary } from '../../harness/python-files.ts';

const grammar = await testGrammar();

afterEach(() => {
  expect(livingTrees()).toBe(0);
});

function withDocument(text: string, use: (document: OpenDocument) => void): void {
  const document = openDocument(grammar, text);
  try {
    use(document);
  } finally {
    document.dispose();
  }
}

/** Reads all trees, as an analysis would; afterwards all chunks have one. */
function readAll(document: OpenDocument): void {
  for (const chunk of document.chunks) document.flatTree(chunk);
}

function contents(chunks: readonly Chunk[]): string[] {
  return chunks.map(({ text }) => text);
}

function insert(document: OpenDocument, before: string, text: string): void {
  const start = document.text.indexOf(before);
  expect(start).toBeGreaterThanOrEqual(0);
  document.edit([{ start, end: start, text }]);
}

const example = 'import a\n\ndef f():\n    return a\n\n\ndef g():\n    return f()\n\n\nclass C:\n    x = 1\n';

describe('after an edit', () => {
  test('inside a chunk, all chunks keep their ids, and only that one has new text', () => {
    withDocument(example, (document) => {
      readAll(document);
      const before = document.chunks;
      insert(document, 'a\n\n\ndef g', 'await ');
      expect(document.chunks.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      expect(contents(document.chunks)).toEqual(contents(before).with(1, 'def f():\n    return await a\n\n\n'));
      expect(document.chunks[0]).toBe(before[0]);
      expect(livingTrees()).toBe(4);
    });
  });

  test('that adds a definition, the chunks around keep id and tree', () => {
    withDocument(example, (document) => {
      readAll(document);
      const [imports, f, g, c] = document.chunks;
      insert(document, 'def g', 'def h(): pass\n');
      const after = document.chunks;
      expect(after.map(({ id }) => id)).toEqual([imports!.id, f!.id, expect.any(Number), g!.id, c!.id]);
      expect(new Set(after.map(({ id }) => id)).size).toBe(5);
      expect(livingTrees()).toBe(4);
    });
  });

  test('that removes definitions, their trees are deleted', () => {
    withDocument(example, (document) => {
      readAll(document);
      const ids = document.chunks.map(({ id }) => id);
      document.edit([{ start: document.text.indexOf('def f'), end: document.text.indexOf('class C'), text: '' }]);
      expect(document.chunks.map(({ id }) => id)).toEqual([ids[0], ids[3]]);
      expect(livingTrees()).toBe(2);
    });
  });

  test('that replaces the whole text, equal chunks keep id and tree', () => {
    withDocument(example, (document) => {
      readAll(document);
      const ids = document.chunks.map(({ id }) => id);
      document.edit([{ text: `${example.replace('f()\n', 'f() + 1\n')}\n` }]);
      expect(document.chunks.map(({ id }) => id)).toEqual(ids);
      document.edit([{ text: 'x = 1\n' }]);
      document.edit([{ text: '' }]);
      expect(contents(document.chunks)).toEqual(['']);
      expect(livingTrees()).toBe(1);
    });
  });
});

test('a chunk of the past can still be read', () => {
  withDocument(example, (document) => {
    const [, past] = document.chunks;
    insert(document, 'return a', 'x = 2; ');
    expect(document.flatTree(past!)).toEqual(parseOnce(grammar, past!.text));
    document.edit([{ text: '' }]);
    expect(document.flatTree(past!)).toEqual(parseOnce(grammar, past!.text));
  });
});

test('ids are unique across documents', () => {
  const documents = [openDocument(grammar, example), openDocument(grammar, example)];
  const ids = documents.flatMap(({ chunks }) => chunks.map(({ id }) => id));
  expect(new Set(ids).size).toBe(8);
  for (const document of documents) document.dispose();
});

test('a document after any edits is that of its text opened anew', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(sessions, fc.boolean(), ({ text, rounds }, readsBetween) => {
      withDocument(text, (document) => {
        readAll(document);
        for (const round of rounds) {
          document.edit(contentChanges(round, document.text.length));
          if (readsBetween) expectAsNew(document);
        }
        expectAsNew(document);
        expect(livingTrees()).toBe(document.chunks.length);
      });
      expect(livingTrees()).toBe(0);
    }),
    { numRuns: 1000 },
  );
});

function expectAsNew(document: OpenDocument): void {
  expect(document.chunks.map(({ text, own }) => text.slice(own)).join('')).toBe(document.text);
  const { starts } = splitChunks(document.text);
  expect(document.chunks.map(({ start, own }) => start + own)).toEqual(starts);
  for (const { text, own, header } of document.chunks)
    expect(document.text.slice(header, header + own)).toBe(text.slice(0, own));
  expect(new Set(document.chunks.map(({ id }) => id)).size).toBe(starts.length);
  for (const chunk of document.chunks) {
    const flat = document.flatTree(chunk);
    const anew = parseOnce(grammar, chunk.text);
    expect({ ...flat, rows: [...flat.rows], text: chunk.text }).toEqual({
      ...anew,
      rows: [...anew.rows],
      text: chunk.text,
    });
  }
}

const library = standardLibrary();
describe.skipIf(library === undefined)('in the standard library', () => {
  const files = library === undefined ? [] : pythonFilesIn(library).filter(({ path }) => !/bad|2to3|test_/.test(path));

  test('no top-level statement is cut apart', { timeout: 120_000 }, () => {
    let checked = 0;
    for (const { path, text } of files.filter((_, i) => i % 10 === 0)) {
      const tree = parseOnce(grammar, text);
      if (tree.hasError) continue;
      const split = splitChunks(text);
      const starts = split.starts.filter((_, i) => split.goesOn[i] !== true);
      let next = 1;
      for (let row = 1; row < tree.length; row = afterSubtree(tree, row)) {
        while (next < starts.length && starts[next]! <= startOf(tree, row)) next++;
        const cut = next < starts.length && starts[next]! < endOf(tree, row);
        expect(cut ? [path, starts[next]] : undefined).toBeUndefined();
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(1000);
  });

  test('chunks have no errors where the file has none', { timeout: 120_000 }, () => {
    const broken: string[] = [];
    for (const { path, text } of files.filter((_, i) => i % 10 === 5)) {
      if (parseOnce(grammar, text).hasError) continue;
      withDocument(text, (document) => {
        if (document.chunks.some((chunk) => document.flatTree(chunk).hasError)) broken.push(path);
      });
    }
    expect(broken).toEqual([]);
  });
});
