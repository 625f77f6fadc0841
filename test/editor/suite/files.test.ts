import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { languages, Uri, workspace } from 'vscode';
import { ruleOf, until } from './support.ts';

const MISTAKE = 'async def fetch():\n    pass\n\n\nasync def main():\n    fetch()\n';

describe('files that nobody has opened', () => {
  const app = workspace.workspaceFolders!.find(({ name }) => name === 'app')!.uri.fsPath;
  let count = 0;
  let folder: string;
  let file: string;

  // These are the first tests: files that come before the editor watches for the server are heard of when they change again.
  before(async () => {
    const first = join(app, 'first.py');
    let looks = 0;
    await until(
      () => {
        if (looks++ % 40 === 0) writeFileSync(first, `${MISTAKE}# ${String(looks)}\n`);
        return rulesIn(first) === 'unawaited-coroutine' ? true : undefined;
      },
      () => `"${rulesIn(first)}" in ${first}`,
    );
    rmSync(first);
    await untilRulesIn(first);
  });

  // A new name each time: editors take a folder that goes and comes at once for one that has changed.
  // One folder after the other: VS Code's watcher hears nothing of folders that were made
  // in a new folder before it began to watch that one.
  beforeEach(async () => {
    folder = join(app, `package${String(++count)}`);
    await makeFolderWith(join(folder, 'lost_await.py'));
    file = join(folder, 'inner', 'lost_await.py');
    await makeFolderWith(file);
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lose their findings when a folder around them is deleted outside the editor', async () => {
    rmSync(folder, { recursive: true });
    await untilRulesIn(file);
  });

  it('lose their findings when a folder around them is deleted in the explorer', async () => {
    await workspace.fs.delete(Uri.file(folder), { recursive: true, useTrash: false });
    await untilRulesIn(file);
  });

  it('keep their findings under the new name of a folder around them', async () => {
    const renamed = join(folder, 'other');
    renameSync(join(folder, 'inner'), renamed);
    await untilRulesIn(join(renamed, 'lost_await.py'), 'unawaited-coroutine');
    await untilRulesIn(file);
  });

  it('follow what another program writes', async () => {
    writeFileSync(file, MISTAKE.replace('    fetch()', '    await fetch()'));
    await untilRulesIn(file);
  });
});

async function makeFolderWith(file: string): Promise<void> {
  mkdirSync(dirname(file));
  writeFileSync(file, MISTAKE);
  await untilRulesIn(file, 'unawaited-coroutine');
}

const rulesIn = (path: string): string =>
  languages
    .getDiagnostics(Uri.file(path))
    .filter(({ source }) => source === 'async-pitfalls')
    .map(ruleOf)
    .join();

async function untilRulesIn(path: string, ...rules: readonly string[]): Promise<void> {
  await until(
    () => (rulesIn(path) === rules.join() ? true : undefined),
    () => `"${rulesIn(path)}" in ${path}`,
  );
}
