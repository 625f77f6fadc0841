import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionResolveRequest,
  DidChangeNotebookDocumentNotification,
  DidCloseNotebookDocumentNotification,
  DidOpenNotebookDocumentNotification,
  HoverRequest,
  type InitializeResult,
  type NotebookCell,
  NotebookCellKind,
  type TextDocumentContentChangeEvent,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { methods } from '../../server/src/lsp/protocol.ts';
import { pullingClient, pushedClient, rangeOf, type TestClient } from './client.ts';
import { bundledClient } from './clients.ts';
import { temporaryProject } from './temporary-project.ts';

const NOTEBOOK = 'file:///project/plot.ipynb';

const synchronization = { notebookDocument: { synchronization: {} } };

/** A notebook in an editor, its cells by name. */
interface Book {
  readonly client: TestClient;
  readonly capabilities: InitializeResult['capabilities'];
  readonly uri: (name: string) => string;
  readonly cell: (name: string) => TextDocument;
  readonly open: (cells: Readonly<Record<string, string>>) => Promise<void>;
  /** Takes some cells out at an index and puts others in, new ones where they have a text. */
  readonly splice: (
    start: number,
    deleteCount: number,
    cells: Readonly<Record<string, string | undefined>>,
  ) => Promise<void>;
  /** Types, and goes elsewhere. */
  readonly change: (name: string, ...changes: TextDocumentContentChangeEvent[]) => Promise<void>;
  readonly close: () => Promise<void>;
  readonly codes: (name: string) => Promise<readonly unknown[]>;
  /** The cells that an action changes, as they are then. */
  readonly fixed: (action: CodeAction | undefined) => Promise<Readonly<Record<string, string>>>;
}

async function book(capabilities: ClientCapabilities = pullingClient, notebook = NOTEBOOK): Promise<Book> {
  const client = await bundledClient();
  const initialized = await client.initialize({ capabilities: { ...capabilities, ...synchronization } });
  const cells = new Map<string, TextDocument>();
  let order: string[] = [];
  let version = 1;
  const uri = (name: string): string => `${notebook.replace('file:', 'vscode-notebook-cell:')}#${name}`;
  const nameOf = (cellUri: string): string => cellUri.slice(cellUri.indexOf('#') + 1);
  const cell = (name: string): TextDocument => cells.get(name)!;
  const take = (name: string, text: string) => {
    cells.set(name, TextDocument.create(uri(name), 'python', 1, text));
    return { uri: uri(name), languageId: 'python', version: 1, text };
  };
  const cellOf = (name: string): NotebookCell => ({ kind: NotebookCellKind.Code, document: uri(name) });
  return {
    client,
    capabilities: initialized.capabilities,
    uri,
    cell,
    async open(texts) {
      order = Object.keys(texts);
      await client.connection.sendNotification(DidOpenNotebookDocumentNotification.type, {
        notebookDocument: { uri: notebook, notebookType: 'jupyter-notebook', version, cells: order.map(cellOf) },
        cellTextDocuments: Object.entries(texts).map(([name, text]) => take(name, text)),
      });
    },
    async splice(start, deleteCount, put) {
      const names = Object.keys(put);
      const out = order.splice(start, deleteCount, ...names);
      const isNew = (name: string): boolean => put[name] !== undefined;
      const structure = {
        array: { start, deleteCount, cells: names.map(cellOf) },
        didOpen: names.filter(isNew).map((name) => take(name, put[name]!)),
        didClose: out.filter((name) => !order.includes(name)).map((name) => ({ uri: uri(name) })),
      };
      await client.connection.sendNotification(DidChangeNotebookDocumentNotification.type, {
        notebookDocument: { uri: notebook, version: (version += 1) },
        change: { cells: { structure } },
      });
    },
    async change(name, ...changes) {
      const document = cell(name);
      TextDocument.update(document, changes, document.version + 1);
      const textContent = [{ document: { uri: uri(name), version: document.version }, changes }];
      await client.connection.sendNotification(DidChangeNotebookDocumentNotification.type, {
        notebookDocument: { uri: notebook, version: (version += 1) },
        change: { cells: { textContent } },
      });
      // The cursor has left the line, which is settled by that.
      await client.connection.sendNotification(methods.cursor, { uri: null, position: { line: 0, character: 0 } });
    },
    async close() {
      await client.connection.sendNotification(DidCloseNotebookDocumentNotification.type, {
        notebookDocument: { uri: notebook },
        cellTextDocuments: order.map((name) => ({ uri: uri(name) })),
      });
    },
    codes: async (name) => (await client.diagnostics(uri(name))).map(({ code }) => code),
    async fixed(action) {
      const whole = action?.edit ? action : await client.connection.sendRequest(CodeActionResolveRequest.type, action!);
      return Object.fromEntries(
        editsOf(whole.edit).map(({ textDocument, edits }) => {
          const document = cell(nameOf(textDocument.uri));
          expect(textDocument.version).toBe(document.version);
          return [nameOf(textDocument.uri), TextDocument.applyEdits(document, edits)];
        }),
      );
    },
  };
}

const editsOf = (edit: WorkspaceEdit | undefined) =>
  (edit?.documentChanges ?? []).flatMap((change) =>
    'edits' in change ? [{ ...change, edits: change.edits.flatMap((each) => ('newText' in each ? [each] : [])) }] : [],
  );

const two = {
  names: 'import time\n\nasync def fetch():\n    return 1\n',
  uses: '%matplotlib inline\nx = await fetch()\nfetch()',
};

const everything = (document: TextDocument) => rangeOf(document, document.getText());

test('a finding rests on what other cells say, and stands in its cell', async () => {
  const { client, open, codes, cell, uri, capabilities } = await book();
  expect(capabilities.notebookDocumentSync).toMatchObject({ notebookSelector: [{ cells: [{ language: 'python' }] }] });
  await open(two);
  expect(await codes('names')).toEqual([]);
  const [found, ...others] = await client.diagnostics(uri('uses'));
  expect(others).toEqual([]);
  expect(found).toMatchObject({ code: 'unawaited-coroutine', range: rangeOf(cell('uses'), 'fetch()', 1) });
  const position = rangeOf(cell('uses'), 'fetch()', 1).start;
  const hover = await client.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: uri('uses') },
    position,
  });
  expect(hover?.range).toEqual(found?.range);
});

test('findings follow edits of other cells, and cells that move, come and go', async () => {
  const { open, codes, change, cell, splice } = await book();
  await open(two);
  expect(await codes('uses')).toEqual(['unawaited-coroutine']);
  await change('names', { range: rangeOf(cell('names'), 'async '), text: '' });
  expect(await codes('uses')).not.toContain('unawaited-coroutine');
  await change('names', { range: rangeOf(cell('names'), 'def'), text: 'async def' });
  expect(await codes('uses')).toEqual(['unawaited-coroutine']);
  await splice(0, 2, { uses: undefined, names: undefined });
  expect(await codes('names')).toEqual([]);
  await splice(1, 1, {});
  expect(await codes('uses')).toEqual([]);
  await splice(0, 0, { fresh: 'async def fetch(): ...' });
  expect(await codes('uses')).toEqual(['unawaited-coroutine']);
  expect(await codes('fresh')).toEqual([]);
});

test('fixes change the cells that they are about, each by its version', async () => {
  const { client, open, cell, change, fixed, uri } = await book();
  await open({ ...two, slow: 'async def main():\n    time.sleep(1)' });
  await change('uses', { range: rangeOf(cell('uses'), 'x ='), text: 'y =' });
  const fixes = async (name: string, only?: string[]): Promise<CodeAction[]> =>
    client.actions(uri(name), everything(cell(name)), only && { only });
  const [awaits] = await fixes('uses', ['quickfix']);
  expect(await fixed(awaits)).toEqual({ uses: '%matplotlib inline\ny = await fetch()\nawait fetch()' });
  const [sleeps] = await fixes('slow', ['quickfix']);
  const inBoth = {
    names: expect.stringContaining('import asyncio') as string,
    slow: 'async def main():\n    await asyncio.sleep(1)',
  };
  expect(await fixed(sleeps)).toEqual(inBoth);
  const inNotebook = await fixes('names', ['notebook.source.fixAll']);
  expect(inNotebook.map(({ kind }) => kind)).toEqual(['notebook.source.fixAll.asyncPitfalls']);
  expect(Object.keys(await fixed(inNotebook[0])).sort()).toEqual(['names', 'slow', 'uses']);
  const inCell = await fixes('uses', ['source.fixAll']);
  expect(inCell.map(({ kind }) => kind)).toEqual(['source.fixAll.asyncPitfalls']);
  expect(await fixed(inCell[0])).toEqual({ uses: '%matplotlib inline\ny = await fetch()\nawait fetch()' });
  // Editors fix the cells all at a time, and only what stays in each.
  expect(await fixes('slow', ['source.fixAll'])).toEqual([]);
});

test('clients that are told are told of each cell', async () => {
  const { client, open, cell, change, splice, close, uri } = await book(pushedClient);
  const last = (name: string) => client.published.findLast((each) => each.uri === uri(name));
  const shows = (name: string, ...codes: readonly string[]) =>
    client.until(() =>
      last(name)
        ?.diagnostics.map(({ code }) => code)
        .join() === codes.join()
        ? true
        : undefined,
    );
  await open(two);
  await shows('uses', 'unawaited-coroutine');
  expect(last('uses')?.version).toBe(1);
  await change('names', { range: rangeOf(cell('names'), 'async '), text: '' });
  await shows('uses', 'await-non-awaitable');
  await change('names', { range: rangeOf(cell('names'), 'def'), text: 'async def' });
  await shows('uses', 'unawaited-coroutine');
  await splice(1, 1, {});
  await shows('uses');
  await splice(1, 0, { again: 'fetch()' });
  await shows('again', 'unawaited-coroutine');
  await close();
  await shows('again');
});

test('the command line says the same of the notebook on disk', async () => {
  const texts = { ...two, prose: '', slow: '%%time\nasync def main():\n    time.sleep(1)\n' };
  const cells = Object.values(texts).map((source) => ({ cell_type: 'code', source, outputs: [], metadata: {} }));
  const json = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
  const notebook = temporaryProject({ 'plot.ipynb': json }).uriOf('plot.ipynb');
  const args = ['dist/cli.js', 'check', '--no-cache', '--output-format', 'json', fileURLToPath(notebook)];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const said = (JSON.parse(stdout) as { cell: number; line: number; column: number; rule: string }[]).map(
    ({ cell, line, column, rule }) => [cell, line, column, rule],
  );
  const { client, open, uri } = await book(pullingClient, notebook);
  await open(texts);
  const shown = [];
  for (const [index, name] of Object.keys(texts).entries())
    for (const { code, range } of await client.diagnostics(uri(name)))
      shown.push([index + 1, range.start.line + 1, range.start.character + 1, code]);
  expect(shown).toEqual(said);
  expect(shown).toHaveLength(2);
});
