import { Uri } from 'vscode';
import { expect, it, vi } from 'vitest';
import { pathSetting } from '../../../client/src/path-setting.ts';

const setting = vi.hoisted(() => ({ value: '' }));

vi.mock('vscode', () => ({
  workspace: { getConfiguration: () => ({ get: () => setting.value }) },
  Uri: {
    from: ({ scheme, path }: { scheme: string; path: string }) => ({ scheme, fsPath: path }),
    joinPath: ({ fsPath }: Uri, path: string) => ({ fsPath: `${fsPath}/${path}` }),
  },
}));

const folder = (scheme: string): Uri => Uri.from({ scheme, path: '/home/me/app' });

it.each([
  ['/usr/bin/async-pitfalls', '/usr/bin/async-pitfalls'],
  ['.venv/bin/async-pitfalls', '/home/me/app/.venv/bin/async-pitfalls'],
  ['', undefined],
  [String.raw`\\server\share\async-pitfalls.exe`, undefined],
  ['//server/share/async-pitfalls', undefined],
])('%j names %j', (value, path) => {
  setting.value = value;
  expect(pathSetting('path', folder('file'))).toBe(path);
});

it('a relative path names nothing in a folder that is not on the disk', () => {
  setting.value = '.venv/bin/async-pitfalls';
  expect(pathSetting('path', folder('memfs'))).toBeUndefined();
});
