import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

test('fixes are written into the cells, and nothing else is changed', async () => {
  const before = notebook([code('bad\nfine'), prose, { ...code(['x = "é"\n', 'bad\n']), outputs: [{ text: 'bad' }] }]);
  const folder = tempFolder({ 'a.ipynb': before });
  expect((await run(folder, ['check', '--fix'])).code).toBe(0);
  const after = readFileSync(join(folder, 'a.ipynb'), 'utf8');
  expect(after).toBe(before.replace('"bad\\nfine"', '"good\\nfine"').replace('"bad\\n"\n', '"good\\n"\n'));
});

test('a notebook that cannot be written as it was keeps its text', async () => {
  const folder = tempFolder({ 'a.ipynb': notebook([code('bad')]).replace('"nbformat": 4', '"nbformat": 4.0') });
  const { code: exit, complaints } = await run(folder, ['check', '--fix']);
  expect(exit).toBe(2);
  expect(complaints.join()).toContain('it cannot be written');
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
  const folder = tempFolder({ 'r.ipynb': notebook([code('bad')], 'R'), 'odd.ipynb': notebook(odd) });
  expect((await run(folder, ['check'])).out).toBe('Checked 2 files: no problems.\n');
});

test.each([
  ['%matplotlib inline', 'pass'],
  ['if a:\n    !ls "it\'s', 'if a:\n    pass'],
  ['files = !ls', 'files = get_ipython()'],
  ['pd.read_csv?', 'pass'],
  ['%%time\nx = 1', 'pass\nx = 1'],
  ['%%bash\nls |\n\ncat', 'pass\npass\npass\npass'],
  ['x = (a\n% b)\ny = """\n%text\n"""', 'x = (a\n% b)\ny = """\n%text\n"""'],
])('%j reads as %j, and comes back', (source, python) => {
  const json = notebook([code(source), code('fine')]);
  const program = notebookProgram(json)!;
  expect(program.replace(/ {2}#ipython#.*/g, '')).toBe(`# %% [cell 1]\n${python}\n# %% [cell 2]\nfine\n`);
  expect(notebookWith(json, program)).toBe(json);
  expect(cells(notebookWith(json, program.replace('fine', 'new'))!)).toEqual([source, 'new']);
});
