import { beforeEach, expect, test, vi } from 'vitest';
import { peekPath } from '../../../client/src/peek-path.ts';

interface Editor {
  /** By the range that is asked about. */
  offered: Record<string, unknown>;
  readonly peeked: unknown[];
  readonly messages: string[];
}

const editor = vi.hoisted((): Editor => ({ offered: {}, peeked: [], messages: [] }));

vi.mock('vscode', async () => ({
  ...(await import('./l10n.ts')),
  commands: {
    executeCommand(command: string, ...args: unknown[]) {
      if (command === 'vscode.executeCodeActionProvider') return Promise.resolve(editor.offered[String(args[1])] ?? []);
      editor.peeked.push(args);
      return Promise.resolve();
    },
  },
  window: {
    activeTextEditor: {
      document: { uri: 'file:///app.py', lineAt: () => ({ range: { union: () => 'line' } }) },
      selection: { start: 0, end: 0, toString: () => 'selection' },
    },
    showInformationMessage: (message: string) => editor.messages.push(message),
  },
}));

const same = (value: unknown): unknown => value;
const server = {
  client: { protocol2CodeConverter: { asUri: same, asPosition: same, asLocation: same } },
} as unknown as Parameters<typeof peekPath>[0];
const action = (name: string): object => ({
  command: { command: 'asyncPitfalls.peekPath', arguments: ['uri', name, [1]] },
});
const other = { command: { command: 'asyncPitfalls.explainRule', arguments: ['rule'] } };

beforeEach(() => {
  Object.assign(editor, { offered: {}, peeked: [], messages: [] });
});

test('the path that the server names is shown', async () => {
  await peekPath(server, ['uri', 'position', [1, 2]]);
  expect(editor.peeked).toEqual([['uri', 'position', [1, 2], 'peek']]);
});

test.each([
  [{ selection: [other, action('here')], line: [action('line')] }, 'here'],
  [{ selection: [other], line: [other, action('line')] }, 'line'],
])('without a name, that of the finding at the cursor is, else of one on its line', async (offered, position) => {
  editor.offered = offered;
  await peekPath(server, []);
  expect(editor.peeked).toEqual([['uri', position, [1], 'peek']]);
});

test('it is said when there is none', async () => {
  editor.offered = { line: [other] };
  await peekPath(server, []);
  expect(editor.peeked).toEqual([]);
  expect(editor.messages).toEqual(['There is no finding with a call path at the cursor.']);
});
