import { expect, it, vi } from 'vitest';
import { watchWindow } from '../../../client/src/window-focus.ts';

type Listener = (state: { focused: boolean; active: boolean }) => void;

const vscode = vi.hoisted(() => ({ listeners: [] as Listener[] }));

vi.mock('vscode', async () => ({
  ...(await import('./l10n.ts')),
  window: {
    state: { focused: true },
    onDidChangeWindowState: (listener: Listener) => vscode.listeners.push(listener),
  },
}));

it('tells the server each time the user comes back, and nothing when they leave or are idle', () => {
  const told: string[] = [];
  const client = { sendNotification: (method: string) => Promise.resolve(void told.push(method)) };
  watchWindow({ client } as never, {} as never);
  const become = (focused: boolean, active: boolean): void => {
    for (const listener of vscode.listeners) listener({ focused, active });
  };
  become(true, false);
  become(false, false);
  expect(told).toEqual([]);
  become(true, true);
  become(true, false);
  expect(told).toEqual(['asyncPitfalls/windowFocused']);
  become(false, false);
  become(true, true);
  expect(told).toHaveLength(2);
});
