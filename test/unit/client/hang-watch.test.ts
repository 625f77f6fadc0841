import { beforeEach, expect, test, vi } from 'vitest';
import type { LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { hangWatch } from '../../../client/src/hang-watch.ts';
import { methods, type WatchedWork } from '../../../server/src/lsp/protocol.ts';

const editor = vi.hoisted(() => ({ warnings: [] as string[], choice: undefined as string | undefined }));

vi.mock('vscode', async () => {
  const { l10n } = await import('./l10n.ts');
  return {
    l10n,
    Uri: { parse: (uri: string) => uri },
    window: {
      showWarningMessage(message: string) {
        editor.warnings.push(message);
        return Promise.resolve(editor.choice);
      },
    },
    workspace: { asRelativePath: (uri: string) => uri.replace('file:///project/', '') },
  };
});

vi.mock('vscode-languageclient', () => ({ State: { Stopped: 1, Running: 2 } }));

const state = { stopped: 1, running: 2 };
const work: WatchedWork = { uri: 'file:///project/app.py', hash: '0123456789abcdef' };

beforeEach(() => {
  vi.useFakeTimers();
  editor.warnings.length = 0;
  editor.choice = undefined;
});

/** A client whose server answers, until it hangs. */
function fakeClient() {
  let begins: (work: WatchedWork) => void;
  let become: (event: { newState: number }) => void;
  const fake = {
    hangs: false,
    begins: (now: WatchedWork) => begins(now),
    become: (newState: number) => become({ newState }),
    client: {
      onNotification(method: string, listener: (now: WatchedWork) => void) {
        expect(method).toBe(methods.working);
        begins = listener;
      },
      onDidChangeState(listener: (event: { newState: number }) => void) {
        become = listener;
      },
      sendRequest(method: string) {
        expect(method).toBe(methods.alive);
        return fake.hangs ? new Promise(() => undefined) : Promise.resolve(null);
      },
    } as unknown as BaseLanguageClient,
  };
  return fake;
}

const logged: string[] = [];
let shown = 0;
const output = {
  error: (message: string) => logged.push(message),
  show: () => (shown += 1),
} as unknown as LogOutputChannel;

test('a server that hangs is told of with its file, which those after it leave alone', async () => {
  const hangs = hangWatch(output);
  const first = fakeClient();
  let ended = 0;
  hangs.follow(first.client, () => (ended += 1));
  first.become(state.running);
  first.begins({ uri: 'file:///project/other.py', hash: 'f' });
  await vi.advanceTimersByTimeAsync(600_000);
  expect([ended, hangs.leftAlone]).toEqual([0, []]);

  first.begins(work);
  first.hangs = true;
  editor.choice = 'Show Output';
  await vi.advanceTimersByTimeAsync(600_000);
  expect([ended, hangs.leftAlone]).toEqual([1, [work]]);
  expect(editor.warnings).toEqual([expect.stringContaining('while it checked app.py')]);
  expect(logged).toEqual(editor.warnings);
  expect(shown).toBe(1);
});

test('a server that hangs without having begun with anything leaves nothing alone', async () => {
  const hangs = hangWatch(output);
  const before = fakeClient();
  hangs.follow(before.client, () => undefined);
  before.become(state.running);
  before.begins(work);
  before.become(state.stopped);

  const next = fakeClient();
  next.hangs = true;
  let ended = 0;
  hangs.follow(next.client, () => (ended += 1));
  next.become(state.running);
  await vi.advanceTimersByTimeAsync(600_000);
  expect([ended, hangs.leftAlone]).toEqual([1, []]);
  expect(editor.warnings).toEqual([expect.not.stringContaining('checked')]);
});

test('a server that is stopped is not waited for', async () => {
  const hangs = hangWatch(output);
  const server = fakeClient();
  server.hangs = true;
  let ended = 0;
  hangs.follow(server.client, () => (ended += 1));
  server.become(state.running);
  await vi.advanceTimersByTimeAsync(10_000);
  server.become(state.stopped);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(ended).toBe(0);
});
