import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { retried, TRY_LIMIT } from './host/workbench.ts';
import { inInstalled, type Window } from './installed.ts';
import type { InterfaceRun } from './interface.ts';
import { chooseRefactoring } from './refactoring.ts';
import { type Result, tried } from './result.ts';

/** What is there to be looked at. */
const STEPS: Readonly<Record<string, (window: Window) => Promise<void>>> = {
  'the extension’s page shows the pictures of the README': picturesOfReadme,
  'lenses and hints say what blocks the loop': lensesAndHints,
  'the call hierarchy goes from what blocks the loop to the coroutine': callHierarchy,
  'a refactoring makes a function async, with its callers': refactoring,
  'a notebook shows what its cells are about together': notebook,
};

const PROGRAM = `import asyncio
import urllib.request


def load(url):
    return urllib.request.urlopen(url).read()


async def refresh(url):
    load(url)


async def main():
    first = refresh("https://example.org")
    await first


asyncio.run(main())
`;

export function runLooks(run: InterfaceRun): Promise<readonly Result[]> {
  const app = join(run.folder, 'workspaces', 'app');
  mkdirSync(join(app, '.vscode'), { recursive: true });
  writeFileSync(
    join(app, '.vscode', 'settings.json'),
    JSON.stringify({ 'asyncPitfalls.codeLens': true, 'asyncPitfalls.inlayHints': true }),
  );
  writeFileSync(join(app, 'program.py'), PROGRAM);
  return inInstalled(run, app, async (window) => {
    const results: Result[] = [];
    for (const [name, look] of Object.entries(STEPS)) {
      results.push(await tried('looks', name, () => look(window)));
      await window.page.screenshot({ path: join(run.screenshots, `looks-${name.replaceAll(/\W+/g, '-')}.png`) });
    }
    return results;
  });
}

/** Where the package says that its pictures are: in the repository, of which this is a checkout. */
const PICTURES = 'https://github.com/async-pitfalls/async-pitfalls/raw/HEAD/';

async function picturesOfReadme({ page, browser }: Window): Promise<void> {
  await browser.route(`${PICTURES}**`, (route) => {
    const path = route.request().url().slice(PICTURES.length);
    return existsSync(path) ? route.fulfill({ path }) : route.abort();
  });
  await page.keyboard.press('Control+Shift+x');
  await page.locator('.extensions-list .monaco-list-row', { hasText: 'Async Pitfalls' }).first().click();
  // The list is not needed any more.
  await page.keyboard.press('Control+b');
  const details = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await details.getByRole('heading', { name: 'Async Pitfalls' }).first().waitFor();
  await details.locator('img').nth(2).waitFor();
  const widths = await details.locator('img').evaluateAll((images) =>
    Promise.all(
      images.map(async (image) => {
        await (image as HTMLImageElement).decode();
        return (image as HTMLImageElement).naturalWidth;
      }),
    ),
  );
  assert.ok(
    widths.length >= 3 && widths.every((width) => width > 300),
    `pictures of these widths: ${widths.join(', ')}`,
  );
}

async function lensesAndHints({ page, lines, open }: Window): Promise<void> {
  await page.keyboard.press('Control+Shift+e');
  await open('program.py');
  const lenses = page.locator('.codelens-decoration');
  await lenses.filter({ hasText: 'blocks the loop' }).first().waitFor();
  await lenses.filter({ hasText: '1 async caller' }).first().waitFor();
  await lines.filter({ hasText: 'def load' }).filter({ hasText: 'blocks the loop' }).waitFor();
  await lines.filter({ hasText: 'example.org' }).filter({ hasText: 'a coroutine, not yet run' }).waitFor();
}

async function callHierarchy({ page, goTo, runCommand }: Window): Promise<void> {
  await goTo(5, 6);
  await runCommand('Peek Call Hierarchy');
  const calls = page.locator('.call-hierarchy .monaco-list-row');
  await calls.filter({ hasText: 'load' }).first().waitFor();
  await calls.filter({ hasText: 'refresh' }).first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.call-hierarchy').waitFor({ state: 'detached' });
}

async function refactoring(window: Window): Promise<void> {
  const { lines, goTo } = window;
  await goTo(5, 6);
  const changed = lines.filter({ hasText: 'async def load' });
  await retried(async () => {
    if (await changed.isVisible()) return;
    await chooseRefactoring(window, 'Make `load` async');
    await changed.waitFor({ timeout: TRY_LIMIT });
  });
  await lines.filter({ hasText: 'await load(url)' }).waitFor();
}

async function notebook({ page }: Window): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'cells.ipynb' }).dblclick();
  await page.locator('.notebook-editor .squiggly-error, .notebook-editor .squiggly-warning').nth(1).waitFor();
}
