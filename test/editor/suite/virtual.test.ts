import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import {
  commands,
  type Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  languages,
  Uri,
  window,
  workspace,
} from 'vscode';
import { ruleOf, until, untilRules } from './support.ts';

const ROOT = Uri.parse('memory:/my%20shop');

const TEXTS = {
  'main.py': 'from shop.store import save\n\n\nasync def main():\n    save()\n',
  'shop/__init__.py': '',
  'shop/store.py': 'import time\n\n\nasync def save():\n    time.sleep(1)\n',
  'pyproject.toml': '[tool.async-pitfalls]\nignore = ["blocking-sleep"]\n',
};

/** Some files in memory, as an extension may bring them. */
class Files implements FileSystemProvider {
  readonly #texts = new Map<string, string>(Object.entries(TEXTS));
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  write(path: string, text: string): void {
    this.#texts.set(path, text);
    this.#changed.fire([{ type: FileChangeType.Changed, uri: Uri.joinPath(ROOT, path) }]);
  }

  stat(uri: Uri) {
    const text = this.#texts.get(pathOf(uri));
    if (text === undefined && this.readDirectory(uri).length === 0) throw FileSystemError.FileNotFound(uri);
    const type = text === undefined ? FileType.Directory : FileType.File;
    return { type, ctime: 0, mtime: 0, size: Buffer.byteLength(text ?? '') };
  }

  readFile(uri: Uri) {
    const text = this.#texts.get(pathOf(uri));
    if (text === undefined) throw FileSystemError.FileNotFound(uri);
    return Buffer.from(text);
  }

  readDirectory(uri: Uri) {
    const folder = pathOf(uri);
    const inside = [...this.#texts.keys()].filter((path) => folder === '' || path.startsWith(`${folder}/`));
    const names = inside.map((path) => path.slice(folder === '' ? 0 : folder.length + 1).split('/'));
    return [...new Map(names.map(([name, ...rest]) => [name!, rest.length > 0 ? FileType.Directory : FileType.File]))];
  }

  watch() {
    return { dispose: () => undefined };
  }

  createDirectory(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }
}

const pathOf = (uri: Uri): string => uri.path.slice(ROOT.path.length + 1);

describe('a folder that is not on the disk', () => {
  const files = new Files();
  let registered: Disposable;

  // The client of before is for documents of other schemes: it makes way for a new one.
  before(async () => {
    registered = workspace.registerFileSystemProvider(ROOT.scheme, files);
    const count = workspace.workspaceFolders!.length;
    assert.ok(workspace.updateWorkspaceFolders(count, 0, { uri: ROOT }));
    await untilRulesIn('main.py', 'unawaited-coroutine');
  });

  after(async () => {
    await commands.executeCommand('workbench.action.closeActiveEditor');
    registered.dispose();
  });

  it('has findings in files that nobody has opened, by the settings of its pyproject.toml', async () => {
    await untilRulesIn('shop/store.py');
    await untilRulesIn('main.py', 'unawaited-coroutine');
  });

  it('has findings that follow what is written in other files', async () => {
    files.write('shop/store.py', TEXTS['shop/store.py'].replace('async def', 'def'));
    await untilRulesIn('main.py');
    files.write('pyproject.toml', '');
    files.write('shop/store.py', TEXTS['shop/store.py']);
    await untilRulesIn('shop/store.py', 'blocking-sleep');
    await untilRulesIn('main.py', 'unawaited-coroutine');
  });

  it('has findings in what is opened', async () => {
    const document = await workspace.openTextDocument(Uri.joinPath(ROOT, 'main.py'));
    await window.showTextDocument(document);
    await untilRules(document, 'unawaited-coroutine');
  });
});

const rulesIn = (path: string): string =>
  languages
    .getDiagnostics(Uri.joinPath(ROOT, path))
    .filter(({ source }) => source === 'async-pitfalls')
    .map(ruleOf)
    .join();

async function untilRulesIn(path: string, ...rules: readonly string[]): Promise<void> {
  await until(
    () => (rulesIn(path) === rules.join() ? true : undefined),
    () => `"${rulesIn(path)}" in ${path}`,
  );
}
