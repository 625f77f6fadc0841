import { beforeEach, expect, test, vi } from 'vitest';
import type { ExtensionContext } from 'vscode';
import { cacheFolder, clearCache } from '../../../client/src/clear-cache.ts';

const editor = vi.hoisted(() => ({
  deleted: [] as unknown[],
  messages: [] as string[],
  failure: undefined as Error | undefined,
}));

vi.mock('vscode', async () => {
  const { l10n } = await import('./l10n.ts');
  class FileSystemError extends Error {
    readonly code: string;
    constructor(code: string) {
      super(code);
      this.code = code;
    }
  }
  return {
    l10n,
    FileSystemError,
    Uri: { joinPath: (folder: { path: string }, name: string) => ({ path: `${folder.path}/${name}` }) },
    window: { setStatusBarMessage: (message: string) => editor.messages.push(message) },
    workspace: {
      fs: {
        delete(uri: { path: string }, options: unknown) {
          editor.deleted.push([uri.path, options]);
          return editor.failure ? Promise.reject(editor.failure) : Promise.resolve();
        },
      },
    },
  };
});

const storage: unknown = { globalStorageUri: { path: '/storage' } };
const context = storage as ExtensionContext;

beforeEach(() => {
  editor.deleted.length = 0;
  editor.messages.length = 0;
  editor.failure = undefined;
});

async function failWith(code: string): Promise<void> {
  const { FileSystemError } = await import('vscode');
  editor.failure = new FileSystemError(code);
}

test('the cache’s folder goes, and nothing beside it', async () => {
  await clearCache(context);
  expect(editor.deleted).toEqual([['/storage/facts', { recursive: true, useTrash: false }]]);
  expect(cacheFolder(context)).toMatchObject({ path: '/storage/facts' });
  expect(editor.messages).toEqual(['Async Pitfalls: the cache is empty.']);
});

test('that there was nothing to delete is said', async () => {
  await failWith('FileNotFound');
  await clearCache(context);
  expect(editor.messages).toEqual(['Async Pitfalls: there is nothing in the cache.']);
});

test('what cannot be deleted is told of', async () => {
  await failWith('NoPermissions');
  await expect(clearCache(context)).rejects.toThrow('NoPermissions');
  expect(editor.messages).toEqual([]);
});
