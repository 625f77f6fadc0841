import { beforeEach, expect, test, vi } from 'vitest';
import { fixWorkspace } from '../../../client/src/fix-workspace.ts';

interface State {
  choose: number | undefined;
  asked: unknown[];
  applied: unknown[];
  messages: string[];
}

const editor = vi.hoisted((): State => ({ choose: 0, asked: [], applied: [], messages: [] }));

vi.mock('vscode', async () => ({
  ...(await import('./l10n.ts')),
  ProgressLocation: { Notification: 15 },
  window: {
    showQuickPick: (items: unknown[]) =>
      Promise.resolve(editor.choose === undefined ? undefined : items[editor.choose]),
    withProgress: (_: unknown, task: (...args: unknown[]) => unknown) => task({}, 'token'),
    showInformationMessage: (message: string) => editor.messages.push(message),
  },
  workspace: {
    applyEdit(...args: unknown[]) {
      editor.applied.push(args);
      return Promise.resolve(true);
    },
  },
}));

beforeEach(() => {
  Object.assign(editor, { choose: 0, asked: [], applied: [], messages: [] });
});

const serverWith = (answer: unknown) =>
  ({
    client: {
      sendRequest(...args: unknown[]) {
        editor.asked.push(args);
        return Promise.resolve(answer);
      },
      protocol2CodeConverter: { asWorkspaceEdit: (edit: unknown) => Promise.resolve(edit ?? undefined) },
    },
  }) as never;

test.each([
  [0, false],
  [1, true],
])('asks for the fixes of choice %i and applies them', async (choose, unsafe) => {
  editor.choose = choose;
  await fixWorkspace(serverWith('edit'));
  expect(editor.asked).toEqual([['asyncPitfalls/fixWorkspace', { unsafe }, 'token']]);
  expect(editor.applied).toEqual([['edit', { isRefactoring: true }]]);
});

test('says when there is nothing to fix, and asks nothing when nothing is chosen', async () => {
  await fixWorkspace(serverWith(null));
  expect([editor.applied, editor.messages.length]).toEqual([[], 1]);
  editor.choose = undefined;
  await fixWorkspace(serverWith('edit'));
  expect([editor.asked.length, editor.applied]).toEqual([1, []]);
});
