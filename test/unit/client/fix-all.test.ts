import { beforeEach, expect, test, vi } from 'vitest';
import { fixAll } from '../../../client/src/fix-all.ts';

const editor = vi.hoisted(() => ({
  document: undefined as { uri: string } | undefined,
  offered: [] as { kind: { value: string } }[],
  run: [] as unknown[],
  messages: [] as string[],
}));

vi.mock('vscode', async () => ({
  ...(await import('./l10n.ts')),
  Range: Array,
  commands: {
    executeCommand(command: string, ...args: unknown[]) {
      if (command === 'vscode.executeCodeActionProvider') return Promise.resolve(editor.offered);
      editor.run.push([command, ...args]);
      return Promise.resolve();
    },
  },
  window: {
    get activeTextEditor() {
      return editor.document && { document: editor.document };
    },
    showInformationMessage: (message: string) => editor.messages.push(message),
  },
}));

beforeEach(() => {
  Object.assign(editor, { document: { uri: 'file:///app.py' }, offered: [], run: [], messages: [] });
});

const kind = 'source.fixAll.asyncPitfalls';

test('what can be fixed safely is fixed in the editor’s own way', async () => {
  editor.offered = [{ kind: { value: kind } }];
  await fixAll();
  expect(editor.run).toEqual([['editor.action.sourceAction', { kind, apply: 'first' }]]);
  expect(editor.messages).toEqual([]);
});

test.each([
  ['nothing is offered', []],
  ['another extension offers something', [{ kind: { value: 'source.fixAll' } }]],
])('it is said when %s', async (_, offered) => {
  editor.offered = offered;
  await fixAll();
  expect(editor.run).toEqual([]);
  expect(editor.messages).toEqual(['Async Pitfalls: there is nothing in this file that can be fixed safely.']);
});

test('it is said when no file is open', async () => {
  editor.document = undefined;
  await fixAll();
  expect(editor.messages).toHaveLength(1);
});
