import { beforeEach, expect, test, vi } from 'vitest';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { offerFiles } from '../../../client/src/offer-files.ts';
import { methods } from '../../../server/src/lsp/protocol.ts';

/** What the client uses of VS Code: files by uri, undefined for those that cannot be read. */
const editor = vi.hoisted(() => {
  class FileSystemError extends Error {
    readonly code: string;
    constructor(code: string) {
      super(code);
      this.code = code;
    }
  }
  return { FileSystemError, files: new Map<string, Uint8Array | undefined>() };
});

vi.mock('vscode', () => ({
  FileSystemError: editor.FileSystemError,
  FileType: { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 },
  Uri: { parse: (uri: string) => uri },
  workspace: {
    fs: {
      stat(uri: string) {
        if (!editor.files.has(uri)) return Promise.reject(new editor.FileSystemError('FileNotFound'));
        const bytes = editor.files.get(uri);
        if (bytes === undefined) return Promise.reject(new editor.FileSystemError('NoPermissions'));
        return Promise.resolve({ type: 1, size: bytes.length, mtime: 5 });
      },
      readFile: (uri: string) => Promise.resolve(editor.files.get(uri)),
      readDirectory: () =>
        Promise.resolve([
          ['a.py', 1],
          ['b', 2],
          ['link.py', 65],
          ['socket', 0],
        ]),
    },
  },
}));

const answers = new Map<string, (params: { uri: string }) => unknown>();

beforeEach(() => {
  offerFiles({
    onRequest: (method: string, answer: (params: { uri: string }) => unknown) => void answers.set(method, answer),
  } as unknown as BaseLanguageClient);
});

const asked = (method: string, uri: string): Promise<unknown> => Promise.resolve(answers.get(method)!({ uri }));

test('bytes of any length and value come whole', async () => {
  for (const length of [0, 1, 8191, 8192, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, at) => at % 256);
    editor.files.set('memory:/a.py', bytes);
    expect(Buffer.from(String(await asked(methods.readFile, 'memory:/a.py')), 'base64')).toEqual(Buffer.from(bytes));
  }
});

test('what is not there is told from what cannot be read', async () => {
  editor.files.set('memory:/a.py', new Uint8Array(3)).set('memory:/secret.py', undefined);
  expect(await asked(methods.stat, 'memory:/a.py')).toEqual({ kind: 'file', size: 3, modified: 5 });
  expect(await asked(methods.stat, 'memory:/none.py')).toBeNull();
  await expect(asked(methods.stat, 'memory:/secret.py')).rejects.toThrow('NoPermissions');
});

test('links are told from what they lead to', async () => {
  expect(await asked(methods.readFolder, 'memory:/')).toEqual([
    { name: 'a.py', kind: 'file' },
    { name: 'b', kind: 'folder' },
    { name: 'link.py', kind: 'link' },
    { name: 'socket', kind: 'other' },
  ]);
});
