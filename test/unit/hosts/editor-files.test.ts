import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { editorFiles, type EditorFileSystem } from '../../../server/src/hosts/anywhere/editor-files.ts';
import { filesOnDisk } from '../../../server/src/hosts/files-on-disk.ts';
import { decodeOther } from '../../../server/src/hosts/python-text.ts';
import type { HostFiles } from '../../../server/src/lsp/host.ts';
import type { FileKind } from '../../../server/src/lsp/protocol.ts';
import { uriOf } from '../../../server/src/hosts/cli/names.ts';
import { tempFolder } from '../cli/temp-folder.ts';

const REPOSITORY = 'vscode-vfs://github%2B7b22/owner/my%20repo';

/** An editor that shows a folder of the disk as something else, and remembers what it was asked for. */
function editorOn(folder: string): EditorFileSystem & { readonly asked: string[] } {
  const asked: string[] = [];
  const pathOf = (uri: string): string => {
    asked.push(uri);
    expect(uri.startsWith(REPOSITORY)).toBe(true);
    return join(folder, decodeURIComponent(uri.slice(REPOSITORY.length)));
  };
  return {
    asked,
    async stat(uri) {
      const stats = await lstat(pathOf(uri)).catch(() => undefined);
      return stats ? { kind: kindOf(stats), size: stats.size, modified: stats.mtimeMs } : null;
    },
    readFile: (uri) => readFile(pathOf(uri)),
    async readFolder(uri) {
      const entries = await readdir(pathOf(uri), { withFileTypes: true });
      return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
    },
  };
}

const kindOf = (entry: { isDirectory(): boolean; isFile(): boolean }): FileKind =>
  entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other';

const filesThrough = (editor: EditorFileSystem, folders: readonly string[] = [REPOSITORY]): HostFiles =>
  editorFiles(editor, folders, decodeOther, (path, reason) => expect.fail(`${path}: ${reason.en}`));

const PROJECT = {
  'app.py': 'x = 1\n',
  'deep/er/names with (brackets) & ü.py': 'y = 2\n',
  'deep/notes.txt': '',
  'cells.ipynb': '{}',
  '.gitignore': 'generated/\n',
  'generated/a.py': '',
  'deep/.gitignore': '*_pb2.py\n',
  'deep/x_pb2.py': '',
  'env/pyvenv.cfg': '',
  'env/lib/b.py': '',
  'node_modules/c.py': '',
  '.git/HEAD': '',
};

describe('the files that an editor has', () => {
  test('are those that the disk would give, by uris of the editor', async () => {
    const folder = tempFolder(PROJECT);
    const onDisk = await filesOnDisk(() => undefined).listFiles(uriOf(folder));
    const found = await filesThrough(editorOn(folder)).listFiles(REPOSITORY);
    const below = (uris: readonly string[], around: string): string[] =>
      uris.map((uri) => decodeURIComponent(uri.slice(around.length)));
    expect(below(found, REPOSITORY)).toEqual(below(onDisk, uriOf(folder)));
    expect(found).toHaveLength(2);
  });

  test('are told one by one as in the listing', async () => {
    const files = filesThrough(editorOn(tempFolder(PROJECT)));
    const changed = Object.keys(PROJECT).map(
      (path) => `${REPOSITORY}/${path.split('/').map(encodeURIComponent).join('/')}`,
    );
    expect((await files.filesAmong(changed, [REPOSITORY])).toSorted()).toEqual(await files.listFiles(REPOSITORY));
    expect(await files.filesAmong([`${REPOSITORY}/deep`], [REPOSITORY])).toHaveLength(1);
  });

  test('are read and decoded as Python does', async () => {
    const bytes = Buffer.from('# coding: latin-1\nx = "é"\n', 'latin1');
    const files = filesThrough(editorOn(tempFolder({ 'a.py': '\uFEFFx = 1\n', 'b.py': bytes })));
    expect(await files.readFile(`${REPOSITORY}/a.py`, 100)).toEqual({ kind: 'text', text: 'x = 1\n' });
    expect(await files.readFile(`${REPOSITORY}/b.py`, 100)).toEqual({
      kind: 'text',
      text: '# coding: latin-1\nx = "é"\n',
    });
    expect(await files.readFile(`${REPOSITORY}/none.py`, 100)).toEqual({ kind: 'absent' });
    expect(await files.readFile(`${REPOSITORY}/b.py`, 5)).toMatchObject({
      kind: 'unreadable',
      reason: { en: 'it is larger than 1 KiB' },
    });
  });

  test('have one spelling, whichever way the editor escapes', () => {
    const files = filesThrough(editorOn(tempFolder({})));
    const canonicalUri = (uri: string): string => files.canonicalUri(uri);
    expect(canonicalUri('memfs:/my%20folder/%28a%29.py')).toBe(canonicalUri('memfs:/my%20folder/(a).py'));
    expect(canonicalUri('file:///c%3A/a+b.py')).toBe(canonicalUri('file:///c:/a%2Bb.py'));
    for (const uri of [
      'untitled:Untitled-1',
      'vscode-notebook-cell:/a/b.ipynb#W0',
      'memfs:/a%zz.py',
      `${REPOSITORY}/a.py`,
    ])
      expect(canonicalUri(uri)).toBe(uri);
  });

  test('are not looked for around the folders, which are somebody else’s', async () => {
    const editor = editorOn(tempFolder({ 'a.py': '' }));
    const files = filesThrough(editor, []);
    expect(files.reaches(`${REPOSITORY}/pyproject.toml`)).toBe(false);
    expect(await files.readFile(`${REPOSITORY}/a.py`, 100)).toEqual({ kind: 'absent' });
    expect(editor.asked).toEqual([]);
    // A folder that comes later is listed first.
    expect(await files.listFiles(REPOSITORY)).toEqual([`${REPOSITORY}/a.py`]);
    expect(files.reaches(`${REPOSITORY}/pyproject.toml`)).toBe(true);
    expect(files.reaches('vscode-vfs://github%2B7b22/owner/pyproject.toml')).toBe(false);
    expect(files.reaches(`${REPOSITORY}-fork/pyproject.toml`)).toBe(false);
  });

  test('have another stamp when they are written', async () => {
    const files = filesThrough(editorOn(tempFolder({ 'a.py': 'x', 'b.py': 'xy' })));
    expect(await files.fileStamp(`${REPOSITORY}/a.py`)).toBe(await files.fileStamp(`${REPOSITORY}/a.py`));
    expect(await files.fileStamp(`${REPOSITORY}/a.py`)).not.toBe(await files.fileStamp(`${REPOSITORY}/b.py`));
    expect(await files.fileStamp(`${REPOSITORY}/c.py`)).toBeUndefined();
  });
});
