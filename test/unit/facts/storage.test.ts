import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFacts, encodeFacts } from '../../../server/src/facts/storage/file-coding.ts';
import type { Facts } from '../../../server/src/facts/facts.ts';
import { splitChunks } from '../../../server/src/text/split-chunks.ts';
import { createChunks } from '../../../server/src/syntax/chunks.ts';
import { collectLibraries } from '../../../server/tools/libraries.ts';
import { factsOf } from '../../harness/facts.ts';
import { fileFixtures, projectFixtures } from '../../harness/fixtures.ts';
import { snippets } from '../../harness/python-edits.ts';

const factsOfChunks = (text: string): Facts[] =>
  createChunks(text, splitChunks(text)).map((chunk) => factsOf(chunk.text));

function expectRoundTrip(text: string): number {
  const chunks = factsOfChunks(text);
  // As it comes from a file: a part of something larger.
  const stored = decodeFacts(Buffer.concat([Buffer.of(7), encodeFacts(chunks)]).subarray(1));
  expect(stored.count).toBe(chunks.length);
  for (const [index, facts] of chunks.entries()) expect(stored.of(index)).toEqual(facts);
  return chunks.reduce((sum, { nodes }) => sum + nodes.length, 0);
}

test('facts out of storage are those that went in: every fixture', () => {
  const texts = [...fileFixtures('rules'), ...fileFixtures('clean'), ...projectFixtures()].flatMap(({ files }) =>
    Object.values(files),
  );
  const nodes = texts.map(expectRoundTrip);
  expect(nodes.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10_000);
});

test('facts out of storage are those that went in: stubs', () => {
  const { standard } = collectLibraries();
  for (const name of ['builtins.pyi', 'typing.pyi', 'asyncio/__init__.pyi', 'sys/__init__.pyi']) {
    expect(expectRoundTrip(standard[name] ?? '')).toBeGreaterThan(100);
  }
});

test('facts out of storage are those that went in: numbers and strings of all sorts', () => {
  expectRoundTrip(
    'x = [0, 1, 127, 128, 2147483647, 2147483648, 1e999, -0.0, 0.5, 10**400, "", "é", "\\n", "漢字😀", "\ud83d", True, None]\n',
  );
  expectRoundTrip(`x = 1${'0'.repeat(400)}\n`);
});

test('facts out of storage are those that went in: broken code', () => {
  const piece = fc.oneof(
    fc.constantFrom(...snippets),
    fc.constantFrom(
      ...['(', ')', '[', '"', "f'{", ':', '.', '=', ',', '\n', '    ', 'await ', 'async ', '*', '@', 'type(', 'match '],
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      expectRoundTrip(pieces.join(''));
    }),
    { numRuns: 300 },
  );
});

test('chunks that nobody asked for are left out', () => {
  const [first, second] = factsOfChunks('def f(): ...\n\n\ndef g(): ...\n');
  expect(second).toBeDefined();
  const stored = decodeFacts(encodeFacts([undefined, second]));
  expect(stored.count).toBe(2);
  expect(stored.of(0)).toBeUndefined();
  expect(stored.of(1)).toEqual(second);
  expect(stored.of(1)).not.toEqual(first);
  expect(stored.of(2)).toBeUndefined();
});
