import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  type CodeAction,
  commands,
  NotebookCellData,
  NotebookEdit,
  NotebookRange,
  Position,
  Range,
  type NotebookDocument,
  type TextDocument,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { findingsOf, until, untilRules } from './support.ts';

describe('a notebook', () => {
  let notebook: NotebookDocument;

  const cell = (index: number): TextDocument => notebook.cellAt(index).document;

  // A notebook of its own for each test: VS Code keeps closed ones for a while, with what was done to them.
  let count = 0;
  beforeEach(async () => {
    const app = workspace.workspaceFolders!.find(({ name }) => name === 'app')!;
    const uri = Uri.joinPath(app.uri, `cells-${String((count += 1))}.ipynb`);
    await workspace.fs.copy(Uri.joinPath(app.uri, 'cells.ipynb'), uri);
    notebook = await workspace.openNotebookDocument(uri);
    await window.showNotebookDocument(notebook);
    await untilRules(cell(0), 'blocking-sleep');
  });

  afterEach(async () => {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await workspace.fs.delete(notebook.uri);
  });

  it('is one program: findings in a cell rest on the names of another', async () => {
    await untilRules(cell(2), 'unawaited-coroutine');
    assert.deepEqual(findingsOf(cell(2))[0]?.range, new Range(2, 0, 2, 6));
  });

  it('is mended in the cell by a quick fix', async () => {
    await untilRules(cell(2), 'unawaited-coroutine');
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      cell(2).uri,
      new Range(2, 0, 2, 6),
      'quickfix',
      10,
    );
    const preferred = actions.find((action) => action.isPreferred === true);
    assert.ok(preferred?.edit, `no preferred fix among ${actions.map(({ title }) => title).join(', ')}`);
    await workspace.applyEdit(preferred.edit);
    assert.equal(cell(2).getText(), '%matplotlib inline\nawait tick()\nawait tick()');
    await untilRules(cell(2));
  });

  it('is followed in all cells when one of them is edited', async () => {
    await untilRules(cell(2), 'unawaited-coroutine');
    await change((edit) => edit.replace(cell(0).uri, new Range(3, 0, 3, 6), ''));
    await untilRules(cell(0));
    await untilRules(cell(2), 'await-non-awaitable');
    await change((edit) => edit.insert(cell(0).uri, new Position(3, 0), 'async '));
    await untilRules(cell(2), 'unawaited-coroutine');
  });

  it('is followed when cells go and come', async () => {
    await untilRules(cell(2), 'unawaited-coroutine');
    const [first] = notebook.getCells(new NotebookRange(0, 1));
    const copy = new NotebookCellData(first!.kind, first!.document.getText(), 'python');
    await change((edit) => edit.set(notebook.uri, [NotebookEdit.deleteCells(new NotebookRange(0, 1))]));
    await untilRules(cell(1));
    await change((edit) => edit.set(notebook.uri, [NotebookEdit.insertCells(1, [copy])]));
    await untilRules(cell(1), 'blocking-sleep');
    await untilRules(cell(2), 'unawaited-coroutine');
  });

  it('is fixed on save as a whole where the user asked for that', async () => {
    await untilRules(cell(2), 'unawaited-coroutine');
    await change((edit) => edit.insert(cell(2).uri, new Position(1, 0), '\n'));
    await commands.executeCommand('workbench.action.files.save');
    await untilFixed();
    assert.match(cell(2).getText(), /^%matplotlib inline\n\nawait tick\(\)\nawait tick\(\)$/);
    await until(
      () => (notebook.isDirty ? undefined : true),
      () => 'a notebook that is not saved',
    );
    assert.match(Buffer.from(await workspace.fs.readFile(notebook.uri)).toString(), /await asyncio\.sleep\(1\)/);
  });

  it('is fixed as a whole by the command', async () => {
    await untilRules(cell(2), 'unawaited-coroutine');
    await commands.executeCommand('asyncPitfalls.fixAll');
    await untilFixed();
  });

  async function untilFixed(): Promise<void> {
    await untilRules(cell(0));
    await untilRules(cell(2));
    assert.match(cell(0).getText(), /import asyncio[^]*await asyncio\.sleep\(1\)$/);
  }

  async function change(add: (edit: WorkspaceEdit) => void): Promise<void> {
    const edit = new WorkspaceEdit();
    add(edit);
    assert.ok(await workspace.applyEdit(edit));
  }
});
