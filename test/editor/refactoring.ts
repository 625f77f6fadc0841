import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { retried, TRY_LIMIT, type Workbench } from './host/workbench.ts';
import { inInstalled } from './installed.ts';
import type { InterfaceRun } from './interface.ts';
import { type Result, tried } from './result.ts';

/** What a refactoring is tried on: a call that goes through four files, by path, before and after. */
const FILES: Readonly<Record<string, { readonly before: string; readonly after: string }>> = {
  'store.py': {
    before: 'class Store:\n    def fetch(self, url):\n        return url\n',
    after: 'class Store:\n    async def fetch(self, url):\n        return url\n',
  },
  'service.py': {
    before: `from store import Store


def load(url):
    return Store().fetch(url)


def load_with(store, url):
    return store.fetch(url)
`,
    after: `from store import Store


async def load(url):
    return await Store().fetch(url)


def load_with(store, url):
    return store.fetch(url)
`,
  },
  'views.py': {
    before: 'from service import load\n\n\ndef show(url):\n    print(load(url))\n',
    after: 'from service import load\n\n\nasync def show(url):\n    print(await load(url))\n',
  },
  'page.py': {
    before: 'from views import show\n\n\nasync def page():\n    show("https://example.org")\n',
    after: 'from views import show\n\n\nasync def page():\n    await show("https://example.org")\n',
  },
};

export function runRefactoring(run: InterfaceRun): Promise<readonly Result[]> {
  const folder = join(run.folder, 'four-files');
  mkdirSync(folder);
  for (const [name, { before }] of Object.entries(FILES)) writeFileSync(join(folder, name), before);
  const picture = join(run.screenshots, 'refactoring-the-preview.png');
  return inInstalled(run, folder, async (window) => [
    await tried('refactoring', 'goes through four files with a preview, and one undo takes it back', () =>
      throughFourFiles(window, folder, picture),
    ),
    await tried('refactoring', 'all files of the workspace are fixed by a command, and one undo takes it back', () =>
      fixWorkspace(window, folder),
    ),
  ]);
}

async function throughFourFiles(window: Workbench, folder: string, picture: string): Promise<void> {
  const { page, goTo, lines, open } = window;
  await open('store.py');
  await goTo(2, 10);
  const preview = page.locator('.bulk-edit-panel');
  await retried(async () => {
    if (await preview.isVisible()) return;
    await chooseRefactoring(window, 'Make `fetch` async (4 files), 1 place is left to you');
    await preview.waitFor({ timeout: TRY_LIMIT });
  });
  // What is left to the user is there to be looked at, and not chosen.
  await preview.locator('.monaco-list-row', { hasText: 'views.py' }).waitFor();
  await page.screenshot({ path: picture });
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await preview.waitFor({ state: 'hidden' });
  await untilSaved(window, () => textsOf(folder, Object.keys(FILES)), after);
  await goTo(1, 1);
  await page.keyboard.press('Control+z');
  await lines.filter({ hasText: 'async def fetch' }).waitFor({ state: 'detached' });
  await untilSaved(window, () => textsOf(folder, Object.keys(FILES)), before);
}

/** Files with a forgotten await. */
const BROKEN = ['first.py', 'second.py'];
const fetching = (call: string): string =>
  `import asyncio\n\n\nasync def fetch():\n    await asyncio.sleep(1)\n\n\nasync def main():\n    ${call}\n`;

async function fixWorkspace(window: Workbench, folder: string): Promise<void> {
  const { page, open, goTo, lines, problems, runCommand } = window;
  for (const name of BROKEN) writeFileSync(join(folder, name), fetching('fetch()'));
  await page.keyboard.press('Control+Shift+m');
  for (const name of BROKEN) await problems.filter({ hasText: name }).waitFor();
  await open('first.py');
  await runCommand('Async Pitfalls: Fix All in Workspace');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Safe fixes' }).first().waitFor();
  await page.keyboard.press('Enter');
  const mended = lines.filter({ hasText: 'await fetch()' });
  await mended.waitFor();
  await untilSaved(
    window,
    () => textsOf(folder, BROKEN),
    BROKEN.map(() => fetching('await fetch()')),
  );
  await goTo(1, 1);
  await page.keyboard.press('Control+z');
  await mended.waitFor({ state: 'detached' });
  await untilSaved(
    window,
    () => textsOf(folder, BROKEN),
    BROKEN.map(() => fetching('fetch()')),
  );
}

/** Opens the menu of refactorings and takes the one of this title. */
export async function chooseRefactoring({ page, actions }: Workbench, title: string): Promise<void> {
  await page.keyboard.press('Control+Shift+r');
  await actions.filter({ hasText: title }).waitFor({ timeout: TRY_LIMIT });
  // It is the first, which the menu has chosen; a layer of the menu's own keeps clicks away.
  await page.keyboard.press('Enter');
}

const textsOf = (folder: string, names: readonly string[]) =>
  names.map((name) => readFileSync(join(folder, name), 'utf8'));
const before = Object.values(FILES).map((file) => file.before);
const after = Object.values(FILES).map((file) => file.after);

/** Saves until the texts on the disk are these: one file after the other gets what was done to all of them. */
async function untilSaved({ runCommand }: Workbench, look: () => readonly string[], wanted: readonly string[]) {
  await retried(async () => {
    await runCommand('File: Save All Files');
    assert.deepEqual(look(), wanted);
  });
}
