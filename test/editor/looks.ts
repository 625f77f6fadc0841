import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { launchBrowser } from './host/browser.ts';
import { installExtension } from './host/extension.ts';
import { startHost } from './host/host.ts';
import { openWorkbench, type Workbench } from './host/workbench.ts';
import type { InterfaceRun } from './interface.ts';
import { type Result, tried } from './result.ts';

interface Scene extends Workbench {
  readonly browser: BrowserContext;
}

/** What is there to be looked at. */
const STEPS: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'the extension’s page shows the pictures of the README': picturesOfReadme,
  'lenses and hints say what blocks the loop': lensesAndHints,
  'the call hierarchy goes from what blocks the loop to the coroutine': callHierarchy,
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

export async function runLooks({ vscode, chromium, folder, screenshots }: InterfaceRun): Promise<readonly Result[]> {
  const home = join(folder, 'host');
  installExtension(join(home, 'extensions'));
  const app = join(folder, 'workspaces', 'app');
  mkdirSync(join(app, '.vscode'), { recursive: true });
  writeFileSync(
    join(app, '.vscode', 'settings.json'),
    JSON.stringify({ 'asyncPitfalls.codeLens': true, 'asyncPitfalls.inlayHints': true }),
  );
  writeFileSync(join(app, 'program.py'), PROGRAM);
  const host = await startHost({ vscode, home });
  const browser = await launchBrowser(chromium, join(folder, 'browser'));
  try {
    const page = await browser.newPage();
    const workbench = await openWorkbench(page, host.url({ folder: app }));
    const results: Result[] = [];
    for (const [name, run] of Object.entries(STEPS)) {
      results.push(await tried('looks', name, () => run({ ...workbench, browser })));
      await page.screenshot({ path: join(screenshots, `looks-${name.replaceAll(/\W+/g, '-')}.png`) });
    }
    return results;
  } finally {
    await browser.close();
    await host.stop();
  }
}

/** Where the package says that its pictures are: in the repository, of which this is a checkout. */
const PICTURES = 'https://github.com/async-pitfalls/async-pitfalls/raw/HEAD/';

async function picturesOfReadme({ page, browser }: Scene): Promise<void> {
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

async function lensesAndHints({ page, lines, open }: Scene): Promise<void> {
  await page.keyboard.press('Control+Shift+e');
  await open('program.py');
  const lenses = page.locator('.codelens-decoration');
  await lenses.filter({ hasText: 'blocks the loop' }).first().waitFor();
  await lenses.filter({ hasText: '1 async caller' }).first().waitFor();
  await lines.filter({ hasText: 'def load' }).filter({ hasText: 'blocks the loop' }).waitFor();
  await lines.filter({ hasText: 'example.org' }).filter({ hasText: 'a coroutine, not yet run' }).waitFor();
}

async function callHierarchy({ page, goTo, runCommand }: Scene): Promise<void> {
  await goTo(5, 6);
  await runCommand('Peek Call Hierarchy');
  const calls = page.locator('.call-hierarchy .monaco-list-row');
  await calls.filter({ hasText: 'load' }).first().waitFor();
  await calls.filter({ hasText: 'refresh' }).first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.call-hierarchy').waitFor({ state: 'detached' });
}

async function notebook({ page }: Scene): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'cells.ipynb' }).dblclick();
  await page.locator('.notebook-editor .squiggly-error, .notebook-editor .squiggly-warning').nth(1).waitFor();
}
