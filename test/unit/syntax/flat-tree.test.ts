import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type FlatTree,
  childByField,
  childOfKind,
  childrenOf,
  endOf,
  errorRows,
  fieldOf,
  firstChild,
  kindOf,
  nextSibling,
  none,
  startOf,
} from '../../../server/src/syntax/flat-tree.ts';
import { cursorFlattener } from '../../../server/src/syntax/flatten-cursor.ts';
import { chooseFlattener } from '../../../server/src/syntax/flatten.ts';
import { parseOnce } from '../../../server/src/syntax/chunk-tree.ts';
import { parseTree } from '../../../server/src/syntax/grammar.ts';
import { fields, kinds, tokens } from '../../../server/src/syntax/kinds.ts';
import { deleteTree, livingTrees } from '../../../server/src/syntax/living-trees.ts';
import { splitChunks } from '../../../server/src/text/split-chunks.ts';
import { testGrammar } from '../../harness/grammar.ts';
import { snippets } from '../../harness/python-edits.ts';
import { pythonFilesIn, standardLibrary } from '../../harness/python-files.ts';

const grammar = await testGrammar();
const throughCursor = cursorFlattener();

/** The rows with every named node's kind and field spelled out, indented by depth. */
function outline(text: string): string {
  const tree = parseOnce(grammar, text);
  const lines: string[] = [];
  const add = (row: number, depth: number) => {
    const kind = nameOf(kinds, kindOf(tree, row)) ?? JSON.stringify(nameOf(tokens, kindOf(tree, row)));
    const field = fieldOf(tree, row) === 0 ? '' : `${nameOf(fields, fieldOf(tree, row))}: `;
    const source = childrenOf(tree, row).length === 0 && !kind.startsWith('"');
    const shown = source ? ` ${JSON.stringify(text.slice(startOf(tree, row), endOf(tree, row)))}` : '';
    lines.push(`${'  '.repeat(depth)}${field}${kind}${shown}`);
    for (const child of childrenOf(tree, row)) add(child, depth + 1);
  };
  add(0, 0);
  return lines.join('\n');
}

function nameOf(table: Readonly<Record<string, number>>, id: number): string | undefined {
  return Object.keys(table).find((name) => table[name] === id);
}

function readBothWays(text: string): { memory: FlatTree; cursor: FlatTree } {
  const tree = parseTree(grammar.parser, text);
  try {
    return { memory: grammar.flatten(tree), cursor: throughCursor(tree) };
  } finally {
    deleteTree(tree);
  }
}

function expectSameBothWays(text: string): void {
  const { memory, cursor } = readBothWays(text);
  expect(memory.length).toBe(cursor.length);
  expect(memory.hasError).toBe(cursor.hasError);
  // Comparing as buffers: toEqual takes a minute for a million rows.
  expect(Buffer.from(memory.rows.buffer).equals(Buffer.from(cursor.rows.buffer))).toBe(true);
}

describe('a flat tree', () => {
  test('has kinds, fields, keywords and offsets', () => {
    expect(outline('# 😀\nasync def f(a: int = 1):\n    await g(*a, b="😀")\n')).toMatchInlineSnapshot(`
      "module
        comment "# 😀"
        functionDefinition
          "async"
          "def"
          name: identifier "f"
          parameters: parameters
            "("
            typedDefaultParameter
              name: identifier "a"
              ":"
              type: type
                identifier "int"
              "="
              value: integer "1"
            ")"
          ":"
          body: block
            expressionStatement
              await
                "await"
                call
                  function: identifier "g"
                  arguments: argumentList
                    "("
                    listSplat
                      "*"
                      identifier "a"
                    ","
                    keywordArgument
                      name: identifier "b"
                      "="
                      value: string
                        stringStart "\\""
                        stringContent "😀"
                        stringEnd "\\""
                    ")""
    `);
  });

  test('shows errors and missing nodes', () => {
    expect(outline('if f(:\n    return (1\nx.\n')).toMatchInlineSnapshot(`
      "module
        ifStatement
          "if"
          condition: identifier "f"
          error
            "("
          ":"
          error
            "return"
            "("
            integer "1"
            error
              identifier "x"
            "."
          consequence: block """
    `);
  });

  test('has helpers', () => {
    const tree = parseOnce(grammar, 'def f(a, b):\n    pass\n');
    const definition = firstChild(tree, 0);
    expect(kindOf(tree, definition)).toBe(kinds.functionDefinition);
    expect(nextSibling(tree, definition, 0)).toBe(none);
    const keyword = firstChild(tree, definition);
    expect(kindOf(tree, keyword)).toBe(tokens.def);
    const name = nextSibling(tree, keyword, definition);
    expect(name).toBe(childByField(tree, definition, fields.name));
    expect(name).toBe(childOfKind(tree, definition, kinds.identifier));
    expect([startOf(tree, name), endOf(tree, name)]).toEqual([4, 5]);
    expect(firstChild(tree, name)).toBe(none);
    expect(childByField(tree, definition, fields.returnType)).toBe(none);
    expect(childOfKind(tree, definition, tokens.async)).toBe(none);
    expect(errorRows(tree)).toEqual([]);
  });

  test('lists the outermost errors only', () => {
    const text = 'x = 1\nclass C(:\n  def f(self:\n    return x.\n  )\ny = (1\n';
    const tree = parseOnce(grammar, text);
    const rows = errorRows(tree);
    expect(rows.length).toBeGreaterThan(0);
    rows.forEach((row, i) => {
      expect([kinds.error, kinds.missing]).toContain(kindOf(tree, row));
      if (i > 0) expect(startOf(tree, row)).toBeGreaterThanOrEqual(endOf(tree, rows[i - 1]!));
    });
  });
});

describe('reading memory gives what reading through the cursor gives', () => {
  test('memory is what is read', () => {
    expect(grammar.reader).toBe('memory');
  });

  test('for snippets and everything they can be cut to', () => {
    const all = snippets.join('');
    for (const text of snippets) {
      for (let end = 0; end <= Math.min(text.length, 300); end++) expectSameBothWays(text.slice(0, end));
    }
    fc.assert(fc.property(fc.nat(all.length), fc.nat(all.length), (a, b) => expectSameBothWays(all.slice(a, b))));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), expectSameBothWays));
  });

  const library = standardLibrary();
  test.skipIf(library === undefined)('for the standard library, whole and cut in two', { timeout: 120_000 }, () => {
    const files = pythonFilesIn(library!).filter(({ path }) =>
      /[/\\](asyncio|json|email|test_asyncio|lib2to3)[/\\]/.test(path),
    );
    expect(files.length).toBeGreaterThan(50);
    for (const { text } of files) {
      expectSameBothWays(text);
      expectSameBothWays(text.slice(text.length >> 1));
    }
  });
});

test('falls back to the cursor when the memory is laid out in another way', () => {
  const parse = (text: string) => parseTree(grammar.parser, text);
  const size = 1 << 25;
  const zeros = { HEAPU8: new Uint8Array(size), HEAPU16: new Uint16Array(size), HEAPU32: new Uint32Array(size) };
  const before = livingTrees();
  const { flatten, reader } = chooseFlattener(zeros, grammar.parser.language!, parse);
  expect(reader).toBe('cursor');
  expect(livingTrees()).toBe(before);
  const tree = parse('x = 1\n');
  expect(flatten(tree)).toEqual(grammar.flatten(tree));
  deleteTree(tree);
});

describe('nothing throws', () => {
  test.each([
    ['nothing', ''],
    ['lone surrogates and NUL', 'x = "\ud83d" + \ude00 + "\0"\0\ndef f(): \udc00\n'],
    ['pairs of surrogates at every place of a slice', `${'a'.repeat(4095)}${'😀'.repeat(9000)}`],
    ['50,000 lines', 'await f(x)\n'.repeat(50_000)],
    ['5 MB in one line', `x = "${'y'.repeat(5_000_000)}"`],
    ['5 MB of statements', 'def function_name(argument):\n    return await argument.method("text")\n'.repeat(75_000)],
    ['a deep expression', `${'('.repeat(20_000)}x${')'.repeat(20_000)}\n`],
    ['a deep and unclosed expression', '[('.repeat(20_000)],
    ['a long sum', `x = ${'a + '.repeat(50_000)}a\n`],
    ['a long chain of calls', `x${'.f()'.repeat(50_000)}\n`],
    ['deep blocks', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}if x:\n`).join('')],
  ])('on %s', { timeout: 60_000 }, (_, text) => {
    const before = livingTrees();
    const tree = parseOnce(grammar, text);
    expect(tree.rows.length).toBe(tree.length * 4);
    expect(endOf(tree, 0)).toBeLessThanOrEqual(text.length);
    expect(livingTrees()).toBe(before);
    expect(splitChunks(text).starts[0]).toBe(0);
  });

  test('a character outside the basic plane is one character, wherever it stands', () => {
    const text = `${'# '.repeat(10)}\nx = "${'😀'.repeat(10_000)}"\n`;
    for (let shift = 0; shift < 4; shift++)
      expect(parseOnce(grammar, ' '.repeat(shift).concat('\n', text)).hasError).toBe(false);
    expect(parseOnce(grammar, '𝐱 = 1\n'.repeat(3000)).hasError).toBe(false);
    expect(parseOnce(grammar, ` # ${'\n𝐱𝐱𝐱 = 1'.repeat(3000)}`).hasError).toBe(false);
  });
});
