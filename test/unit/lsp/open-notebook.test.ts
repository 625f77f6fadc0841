import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CellDocument } from '../../../server/src/lsp/notebook-pages.ts';
import { openNotebook, type OpenNotebook } from '../../../server/src/lsp/open-notebook.ts';
import { applyEdits } from '../../../server/src/text/edits.ts';
import { testWorkspace } from '../../harness/workspace.ts';

const URI = 'file:///project/a.ipynb';

/** What stands in cells, in parts that hang together across them; magics, torn lines, nothing at all. */
const sources = [
  'import asyncio, time',
  'import time\n',
  'async def fetch():\n    return 1\n',
  'fetch()',
  'x = await fetch()\nfetch()\ntime.sleep(1)',
  'async def main():\n    fetch()\n    !ls -l\n    time.sleep(1)',
  '%%time\nfetch()\n',
  '%%bash\nls\n\ncat',
  '%matplotlib inline\r\nfetch()\r\n',
  'asyncio.run(main())',
  'text = """\nfetch()',
  '😀 = fetch(',
  '',
  '\n\n',
];

let made = 0;
function cell(text: string): CellDocument {
  const uri = `vscode-notebook-cell:/project/a.ipynb#${String((made += 1))}`;
  return { uri, clientUri: uri, source: TextDocument.create(uri, 'python', 1, text) };
}

const copyOf = ({ uri, clientUri, source }: CellDocument): CellDocument => ({
  uri,
  clientUri,
  source: TextDocument.create(uri, 'python', source.version, source.getText()),
});

const source = fc.constantFrom(...sources);
const step = fc.oneof(
  fc.record({ type: fc.constant('insert' as const), at: fc.nat(9), text: source }),
  fc.record({ type: fc.constant('delete' as const), at: fc.nat(9) }),
  fc.record({ type: fc.constant('move' as const), at: fc.nat(9), to: fc.nat(9) }),
  fc.record({ type: fc.constant('replace' as const), at: fc.nat(9), text: source }),
  fc.record({
    type: fc.constant('type' as const),
    at: fc.nat(9),
    start: fc.nat(40),
    length: fc.nat(5),
    text: fc.constantFrom('', '\n', '%', 'await ', '"""', 'fetch()\n', '!'),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Gives the cells and the changes of the program that follow. */
function take(notebook: OpenNotebook, cells: CellDocument[], each: Step): ReturnType<OpenNotebook['setCells']> {
  const at = each.at % Math.max(1, cells.length);
  const found = cells[at];
  if (each.type === 'insert') cells.splice(at, 0, cell(each.text));
  else if (each.type === 'delete') cells.splice(at, 1);
  else if (each.type === 'move') cells.splice(each.to % Math.max(1, cells.length), 0, ...cells.splice(at, 1));
  else if (found) {
    const text = found.source.getText();
    const start = each.type === 'type' ? each.start % (text.length + 1) : 0;
    const end = each.type === 'type' ? Math.min(text.length, start + each.length) : text.length;
    const range = { start: found.source.positionAt(start), end: found.source.positionAt(end) };
    TextDocument.update(found.source, [{ range, text: each.text }], found.source.version + 1);
    return notebook.cellChanged(found);
  }
  return notebook.setCells(cells);
}

test('after any edits, moves and deletions of cells, a notebook is as one that was opened now', async () => {
  const live = await testWorkspace({});
  const property = fc.asyncProperty(
    fc.array(source, { maxLength: 5 }),
    fc.array(step, { maxLength: 8 }),
    async (first, steps) => {
      const cells = first.map(cell);
      const notebook = openNotebook(URI, cells);
      live.edited(URI, [{ text: notebook.program.getText() }]);
      for (const each of steps) {
        live.edited(URI, take(notebook, cells, each));
        expect(live.text(URI)).toBe(notebook.program.getText());
      }
      const fresh = openNotebook(URI, cells.map(copyOf));
      expect(notebook.program.getText()).toBe(fresh.program.getText());
      expect(notebook.pages().map(({ uri, version, place }) => [uri, version, place])).toEqual(
        fresh.pages().map(({ uri, version, place }) => [uri, version, place]),
      );
      const workspace = await testWorkspace({});
      workspace.edited(URI, [{ text: fresh.program.getText() }]);
      expect(told(live.findings(URI))).toEqual(told(workspace.findings(URI)));
      workspace.dispose();
      live.closed(URI);
    },
  );
  await fc.assert(property, { numRuns: 60 });
  live.dispose();
});

const told = (findings: readonly { rule: string; start: number; end: number }[]): readonly unknown[] =>
  findings.map(({ rule, start, end }) => [rule, start, end]);

test('each place of a cell is one of the program, and the other way round', () => {
  const cells = sources.map(cell);
  for (const [index, page] of openNotebook(URI, cells).pages().entries()) {
    const { source } = cells[index]!;
    const length = source.getText().length;
    for (let offset = 0; offset <= length; offset += 1) {
      const position = source.positionAt(offset);
      expect(page.positionAt(page.offsetAt(position)), `${source.getText()} ${String(offset)}`).toEqual(position);
    }
    expect(page.positionAt(page.place.start)).toEqual({ line: 0, character: 0 });
    expect(page.positionAt(page.place.end)).toEqual(source.positionAt(length));
  }
});

test('an edit of the program makes of a cell what the same edit makes of its part of the program', () => {
  const texts = ['', '\n', 'x\n', '\nx', 'import time\n'];
  fc.assert(
    fc.property(source, fc.nat(80), fc.nat(80), fc.constantFrom(...texts), (text, from, to, newText) => {
      const cells = [cell('first'), cell(text), cell('last')];
      const notebook = openNotebook(URI, cells);
      const [, page] = notebook.pages();
      const program = notebook.program.getText();
      const code = program.indexOf('\n', page!.place.start) + 1;
      const [start, end] = [from, to].map((each) => code + (each % (page!.place.end - code + 1))).sort((a, b) => a - b);
      const isWithinMask = [start!, end!].some(
        (at) => page!.offsetAt(page!.positionAt(at)) !== Math.min(at, page!.place.end - 1),
      );
      fc.pre(!isWithinMask);
      const after = applyEdits(program, [{ start: start!, end: end!, newText }]);
      const own = after.slice(code, page!.place.end + newText.length - (end! - start!));
      const changed = page!.toTextEdit({ start: start!, end: end!, newText })!;
      const expected = own.replaceAll('pass  #ipython#', '').replace(/\n*$/, '');
      expect(TextDocument.applyEdits(cells[1]!.source, [changed]).replace(/\n*$/, '')).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test('what a cell leaves open ends with it', async () => {
  const workspace = await testWorkspace({});
  for (const torn of ['x = (', '"""', 'if x:', 'print("', '@']) {
    const { program } = openNotebook(URI, ['async def fetch(): ...', torn, 'fetch()'].map(cell));
    workspace.edited(URI, [{ text: program.getText() }]);
    expect(told(workspace.findings(URI)), torn).toEqual([
      ['unawaited-coroutine', program.getText().lastIndexOf('fetch()'), program.getText().length - 1],
    ]);
  }
  workspace.dispose();
});
