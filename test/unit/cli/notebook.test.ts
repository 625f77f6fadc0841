import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { notebookProgram, notebookWith } from '../../../server/src/hosts/cli/notebook.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';
import { run } from './run-check.ts';
import { tempFolder } from './temp-folder.ts';

interface Cell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
}

const code = (source: Cell['source']): Cell => ({ cell_type: 'code', source });
const prose = { cell_type: 'markdown', source: ['# bad prose\n'] };

/** As Jupyter writes them. */
const notebook = (cells: readonly object[], language = 'python'): string =>
  `${JSON.stringify({ cells, metadata: { kernelspec: { language } }, nbformat: 4, nbformat_minor: 5 }, undefined, 1)}\n`;

const cells = (json: string): readonly Cell['source'][] =>
  (JSON.parse(json) as { cells: Cell[] }).cells.map(({ source }) => source);

test('cells are one program in their order, and places are told by cell', async () => {
  const folder = tempFolder({ 'a.ipynb': notebook([code('fine\n'), prose, code(['fine\n', ' bad'])]) });
  const { code: exit, out } = await run(folder, ['check', '--output-format', 'concise', '--quiet']);
  expect({ exit, out }).toEqual({ exit: 1, out: 'a.ipynb:cell 3:2:2: warning[no-bad] no `bad`, please\n' });
  const [found] = JSON.parse((await run(folder, ['check', '--output-format', 'json'])).out) as [object];
  expect(found).toMatchObject({ file: 'a.ipynb', cell: 3, line: 2, column: 2 });
  expect((await run(folder, ['check'])).out).toContain(' --> a.ipynb:cell 3:2:2\n  |\n1 | fine\n2 |  bad\n');
});

test('what IPython alone understands is shown as it stands in the cell', async () => {
  const folder = tempFolder({ 'a.ipynb': notebook([code('%matplotlib inline\nbad')]) });
  expect((await run(folder, ['check'])).out).toContain('1 | %matplotlib inline\n2 | bad\n');
  expect((await run(folder, ['check', '--diff'])).out).toContain(' %matplotlib inline\n-bad\n+good\n');
});

test('fixes are written into the cells, and nothing else is changed', async () => {
  const before = notebook([code('bad\nfine'), prose, { ...code(['x = "é"\n', 'bad\n']), outputs: [{ text: 'bad' }] }]);
  const folder = tempFolder({ 'a.ipynb': before });
  expect((await run(folder, ['check', '--fix'])).code).toBe(0);
  const after = readFileSync(join(folder, 'a.ipynb'), 'utf8');
  expect(after).toBe(before.replace('"bad\\nfine"', '"good\\nfine"').replace('"bad\\n"\n', '"good\\n"\n'));
});

const SOURCE = '["bad\\n", "x = 1"]';

/** A notebook as one line, around what is given as the source of its last cell. */
const raw = (source: string, minor = 5): string =>
  `{"cells": [{"cell_type": "raw", "source": "bad"}, {"cell_type": "code", "source": ${source}}], "metadata": {}, ` +
  `"nbformat": 4, "nbformat_minor": ${String(minor)}}`;

const spaced = (indent: string | number): string => JSON.stringify(JSON.parse(raw(SOURCE)), undefined, indent);

test.each([
  ['as Python writes it', raw(SOURCE)],
  ['minified', spaced(0)],
  ['with tabs', spaced('\t')],
  ['with four spaces', `${spaced(4)}\n\n`],
  ['with CRLF', spaced(2).replaceAll('\n', '\r\n')],
  ['with a byte order mark', `\uFEFF${spaced(1)}`],
  ['of nbformat 4.0', raw(SOURCE, 0)],
  ['with another number of that value', raw(SOURCE).replace('"nbformat": 4', '"nbformat": 4.0e0')],
  ['with names twice', raw(SOURCE).replace('"source": [', '"source": "bad", "x": 1, "x": 2, "source": [')],
  ['with what Python writes for numbers that are none', raw(SOURCE).replace('{}', '{"a": [NaN, -Infinity, Infinity]}')],
  [
    'with cells of no source',
    raw(SOURCE).replace('[{', '[{"cell_type": "code"}, {"cell_type": "code", "source": []}, {'),
  ],
  [
    'with the names in another order',
    raw(SOURCE)
      .replace('"cell_type": "code", ', '')
      .replace(/\]\}\]/, '], "cell_type": "code"}]'),
  ],
  ['with escapes where none are needed', raw('["bad\\u000a", "x = \\"\\u003c\\/a\\u003E \\ud83d\\ude00 \\ud83d\\""]')],
  ['with a line in two strings', raw('["bad\\nx", " = 1"]')],
  ['with empty strings', raw('["", "bad\\n", "", "x = 1", ""]')],
  ['with one string', raw('"bad\\nx = \\"\\u00e9\\""')],
  ['with line breaks of Windows', raw('["bad\\r\\n", "x = 1\\r\\n"]')],
  [
    'with what looks like the head of a cell',
    raw('["# %% [cell 1]\\n", "bad\\n", "s = \'\'\'\\n", "# %% [cell 2]\\n", "\'\'\'"]'),
  ],
  [
    'of Colab',
    raw(SOURCE).replace(
      '{}',
      '{"colab": {"provenance": []}, "kernelspec": {"name": "python3"}, "language_info": {"name": "python"}}',
    ),
  ],
  ['of Databricks', raw(SOURCE).replace('{}', '{"application/vnd.databricks.v1+notebook": {"language": "python"}}')],
])('a notebook %s is mended in its code, and is else what it was', async (_, before) => {
  const folder = tempFolder({ 'a.ipynb': before });
  expect((await run(folder, ['check', '--fix'])).code).toBe(0);
  const place = before.lastIndexOf('bad');
  const after = `${before.slice(0, place)}good${before.slice(place + 3)}`;
  expect(readFileSync(join(folder, 'a.ipynb'), 'utf8')).toBe(after);
});

test.each([
  ['a line more', '["a\\n",\n "b"]', 'a\nnew\nb', '["a\\n",\n "new\\n",\n "b"]'],
  ['lines more behind the only one', '[\n  "a"\n]', 'a\nb\nc', '[\n  "a\\n",\n  "b\\n",\n  "c"\n]'],
  ['lines fewer', '["a\\n", "b\\n", "c\\n"]', 'c\n', '["c\\n"]'],
  ['the last line fewer', '["a\\n", "b"]', 'a', '["a"]'],
  ['nothing left', '["a\\n", "b"]', '', '[]'],
  ['one string', '"a\\u000a\\u00e9"', 'a\n"b"\né', '"a\\u000a\\"b\\"\\n\\u00e9"'],
  ['nothing left of one string', '"a"', '', '""'],
  ['characters that are not ASCII, in a file that is', '["a"]', 'é😀', '["\\u00e9\\ud83d\\ude00"]'],
  ['characters that are not ASCII, in a file that is not', '["ä"]', 'é😀', '["é😀"]'],
  ['more in strings that are no lines', '["a\\nb", "c\\nd"]', 'a\nx\nbc\ny\nd', '["a\\nx\\nb", "c\\ny\\nd"]'],
])('a cell with %s', (_, source, text, written) => {
  const json = raw(source);
  const program = notebookProgram(json)!;
  const [head] = program.split('\n', 1);
  expect(notebookWith(json, `${head!}\n${text}\n`)).toBe(raw(written));
});

test('whatever is written into the cells is in them then, and nothing else is changed', () => {
  const piece = fc.constantFrom('a', 'b\n', '\n', 'é', '"', '\\', '😀', '\r\n', '\t', ' ');
  const text = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''));
  const source = fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 5 }));
  const escape = fc.constantFrom(
    (json: string) => json,
    (json: string) => json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
  fc.assert(
    fc.property(
      source,
      text,
      text,
      escape,
      fc.constantFrom(undefined, 1, '\t'),
      (old, fresh, other, escaped, indent) => {
        const around = { outputs: ['é "bad'], metadata: {} };
        const json = escaped(
          JSON.stringify({ nbformat: 4, cells: [{ ...around, ...code(old) }, code(other)] }, undefined, indent),
        );
        const program = notebookProgram(json)!;
        expect(notebookWith(json, program)).toBe(json);
        fc.pre([old].flat().join('').trim() !== '' && other.trim() !== '');
        const [head] = program.split('\n', 1);
        const second = program.lastIndexOf('# %% [cell 2]');
        const after = notebookWith(json, `${head!}\n${fresh}\n${program.slice(second)}`)!;
        const written = (JSON.parse(after) as { cells: Cell[] }).cells;
        expect([written[0]!.source].flat().join('')).toBe(fresh);
        expect(typeof written[0]!.source).toBe(typeof old);
        expect({ ...written[0]!, source: old }).toEqual({ ...around, ...code(old) });
        expect(written[1]).toEqual(code(other));
      },
    ),
  );
});

test('a broken notebook is told to be none', () => {
  const good = raw(SOURCE);
  for (let end = 0; end < good.length; end++) expect(notebookProgram(good.slice(0, end))).toBeUndefined();
  for (const bad of [
    `${good}}`,
    good.replace('"metadata"', 'metadata'),
    good.replace('{}', '{"a": 01}'),
    good.replace('{}', '[1,]'),
  ])
    expect(notebookProgram(bad)).toBeUndefined();
});

test.each(['', 'null', '[]', '{"cells": {}}', '{"nbformat": 3, "worksheets": []}', '['.repeat(100_000)])(
  '%.20s is told to be no notebook',
  async (text) => {
    const folder = tempFolder({});
    writeFileSync(join(folder, 'a.ipynb'), text);
    const { code: exit, complaints } = await run(folder, ['check']);
    expect({ exit, complaints }).toEqual({ exit: 2, complaints: ['a.ipynb: it is no notebook of format 4'] });
  },
);

test('an `await` at the top of a cell compiles, other mistakes do not', async () => {
  const workspace = await testWorkspace({ 'a.ipynb': 'await f()\n', 'b.ipynb': 'return 1\n', 'a.py': 'await f()\n' });
  const errors = ['a.ipynb', 'b.ipynb', 'a.py'].map((name) => workspace.compileErrors(`${FOLDER}/${name}`).length);
  expect(errors).toEqual([0, 1, 1]);
  workspace.dispose();
});

test('of other languages nothing is said, nor of cells that are none', async () => {
  const odd = [null, 5, { cell_type: 'code' }, { cell_type: 'code', source: { a: 1 } }, code('fine')] as object[];
  const inR = { ...code('bad'), metadata: { vscode: { languageId: 'r' } } };
  const folder = tempFolder({
    'r.ipynb': notebook([code('bad')], 'R'),
    'scala.ipynb': raw(SOURCE).replace('{}', '{"application/vnd.databricks.v1+notebook": {"language": "scala"}}'),
    'julia.ipynb': raw(SOURCE).replace('{}', '{"kernelspec": {"name": "julia"}, "language_info": {"name": "julia"}}'),
    'odd.ipynb': notebook([...odd, inR, code(['bad', 5] as unknown as string[])]),
  });
  expect((await run(folder, ['check'])).out).toBe('Checked 4 files: no problems.\n');
});

test.each([
  ['%matplotlib inline', 'pass'],
  ['if a:\n    !ls "it\'s', 'if a:\n    pass'],
  ['files = !ls', 'files = get_ipython()'],
  ['pd.read_csv?', 'pass'],
  ['%%time\nx = 1', 'pass\nx = 1'],
  ['%%bash\nls |\n\ncat', 'pass\npass\npass\npass'],
  ['%md\n# Title *', 'pass\npass'],
  ['%sql\nselect *', 'pass\npass'],
  ['%sql select *\nx = 1', 'pass\nx = 1'],
  ['x = (a\n% b)\ny = """\n%text\n"""', 'x = (a\n% b)\ny = """\n%text\n"""'],
])('%j reads as %j, and comes back', (source, python) => {
  const json = notebook([code(source), code('fine')]);
  const program = notebookProgram(json)!;
  expect(program.replace(/ {2}#ipython#.*/g, '')).toBe(`# %% [cell 1]\n${python}\n# %% [cell 2]\nfine\n`);
  expect(notebookWith(json, program)).toBe(json);
  expect(cells(notebookWith(json, program.replace('fine', 'new'))!)).toEqual([source, 'new']);
});
