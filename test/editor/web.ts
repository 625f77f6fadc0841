import assert from 'node:assert/strict';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { findChromium, launchBrowser } from './host/browser.ts';
import { buildExtension, installExtension } from './host/extension.ts';
import { inTemporaryFolder } from './host/folder.ts';
import { installedWebVSCode, type WebVSCode } from './host/install.ts';
import { runCommand } from './host/missing.ts';
import { openWorkbench, retried, TRY_LIMIT, type Workbench } from './host/workbench.ts';
import { report, type Result, tried } from './result.ts';

/** `npm run test:web`: the built extension in VS Code for the Web, with the server in a worker, as a user sees it. */

const SCREENSHOTS = resolve('out', 'screenshots', 'web');

interface Scene extends Workbench {
  readonly picture: (name: string) => Promise<void>;
}

interface Step {
  readonly name: string;
  run(scene: Scene): Promise<void>;
}

/** In this order: each begins with what the one before has left. */
const STEPS: readonly Step[] = [
  { name: 'the problems of files that nobody has opened are listed', run: unopenedFiles },
  { name: 'findings appear in a file that is opened', run: opened },
  { name: 'the hover says what is wrong', run: hover },
  { name: 'findings follow what is typed', run: typed },
  { name: 'the lightbulb offers the fix and applies it', run: fixed },
  { name: 'a change in another file changes the findings, and stays when that file is closed', run: otherFile },
  { name: 'the link of a finding opens the page of its rule', run: rulePage },
  { name: 'a notebook is one program, and is mended in its cell', run: notebook },
  { name: 'the server can be started anew', run: restarted },
  { name: 'nothing of this has shown a notification of the extension', run: noNotification },
];

async function results(): Promise<readonly Result[]> {
  const chromium = findChromium();
  const vscode = installedWebVSCode();
  buildExtension();
  rmSync(SCREENSHOTS, { recursive: true, force: true });
  mkdirSync(SCREENSHOTS, { recursive: true });
  return inTemporaryFolder(async (folder) => {
    const server = await serve(vscode, folder);
    const browser = await launchBrowser(chromium, join(folder, 'browser'));
    try {
      return await runSteps(await openWorkbench(await browser.newPage(), server.address));
    } finally {
      await browser.close();
      server.dispose();
    }
  });
}

/** What is used of `@vscode/test-web`. */
interface TestWeb {
  open(options: Readonly<Record<string, unknown>>): Promise<{ dispose(): void }>;
}

/** What is changed in the window stays in the window. */
async function serve({ runner, downloads, commit }: WebVSCode, folder: string) {
  const workspace = join(folder, 'workspace');
  cpSync('test/editor/workspaces/web', workspace, { recursive: true });
  writeFileSync(join(workspace, '.gitignore'), 'generated/\n');
  const testWeb = createRequire(import.meta.url)(runner) as TestWeb;
  const port = await freePort();
  const server = await testWeb.open({
    browserType: 'none',
    host: 'localhost',
    port,
    quality: 'stable',
    commit,
    testRunnerDataDir: downloads,
    extensionDevelopmentPath: installExtension(join(folder, 'extension')),
    folderPath: workspace,
  });
  return { address: `http://localhost:${String(port)}/`, dispose: () => server.dispose() };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, 'localhost', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function runSteps(workbench: Workbench): Promise<readonly Result[]> {
  const picture = async (name: string): Promise<void> => {
    await workbench.page.screenshot({ path: join(SCREENSHOTS, `${name.replaceAll(/\W+/g, '-')}.png`) });
  };
  const tests: Result[] = [];
  for (const step of STEPS) {
    tests.push(await tried('web', step.name, () => step.run({ ...workbench, picture })));
    await picture(step.name);
  }
  return tests;
}

async function unopenedFiles({ page, problems }: Scene): Promise<void> {
  await page.keyboard.press('Control+Shift+m');
  await problems.filter({ hasText: 'jobs.py' }).waitFor();
  await problems.filter({ hasText: 'main.py' }).waitFor();
  // One each: neither what pyproject.toml turns off nor what .gitignore leaves out.
  assert.equal(await ours(problems).count(), 2);
  assert.equal(await problems.filter({ hasText: 'unawaited-coroutine' }).count(), 2);
}

const ours = (problems: Scene['problems']): Scene['problems'] => problems.filter({ hasText: 'async-pitfalls' });

async function opened({ squiggles, open }: Scene): Promise<void> {
  await open('main.py');
  await squiggles.first().waitFor();
  assert.equal(await squiggles.count(), 1);
}

async function hover({ page, goTo }: Scene): Promise<void> {
  await goTo(9, 6);
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await page.locator('.monaco-hover:not(.hidden)', { hasText: 'was never awaited' }).first().waitFor();
}

async function typed({ page, squiggles, goTo }: Scene): Promise<void> {
  await page.keyboard.press('Escape');
  await goTo(10, 20);
  await page.keyboard.type('\nsave("again")');
  await goTo(1, 1);
  await squiggles.nth(1).waitFor();
}

async function fixed({ page, squiggles, actions, lines, goTo, picture }: Scene): Promise<void> {
  await goTo(11, 6);
  const mended = lines.filter({ hasText: 'await save("again")' });
  await retried(async () => {
    if (await mended.isVisible()) return;
    await page.keyboard.press('Control+.');
    const action = actions.filter({ hasText: 'Await `save()`' });
    await action.waitFor({ timeout: TRY_LIMIT });
    await picture('the menu of the lightbulb');
    await action.click({ timeout: TRY_LIMIT });
  });
  await squiggles.nth(1).waitFor({ state: 'detached' });
  await mended.waitFor();
}

async function otherFile({ page, problems, squiggles, open, goTo, runCommand }: Scene): Promise<void> {
  await open('store.py');
  await goTo(4, 7);
  // `async def save` becomes `def save`, whose `await` is a mistake of its own.
  await page.keyboard.press('Control+Backspace');
  await problems.filter({ hasText: 'await-outside-async' }).waitFor();
  await problems.filter({ hasText: 'nobody awaits' }).first().waitFor({ state: 'detached' });
  await goTo(5, 1);
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('    print(name)');
  await goTo(1, 1);
  await page.keyboard.press('Control+s');
  await problems.filter({ hasText: 'await-outside-async' }).waitFor({ state: 'detached' });
  await runCommand('View: Close Editor');
  await open('main.py');
  await problems.filter({ hasText: 'await-non-awaitable' }).first().waitFor();
  await squiggles.first().waitFor();
}

async function rulePage({ page, problems }: Scene): Promise<void> {
  await problems.locator('a', { hasText: 'await-non-awaitable' }).last().click();
  await page.locator('.tab', { hasText: 'Preview await-non-awaitable.md' }).waitFor();
  const preview = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await preview.getByRole('heading', { name: 'await-non-awaitable' }).first().waitFor();
}

/** `tick()` is a coroutine by what another cell says. */
async function notebook({ page, actions }: Scene): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'cells.ipynb' }).dblclick();
  const cells = page.locator('.notebook-editor');
  await cells.locator('.squiggly-error').waitFor();
  const mended = cells.locator('.view-line', { hasText: 'await tick()' });
  await retried(async () => {
    if (await mended.isVisible()) return;
    await page.keyboard.press('Escape');
    await cells.locator('.view-line', { hasText: 'tick()' }).last().click({ timeout: TRY_LIMIT });
    await page.keyboard.press('Control+.');
    await actions.filter({ hasText: 'Await `tick()`' }).waitFor({ timeout: TRY_LIMIT });
    // It is the first, which the menu has chosen; a layer of the menu's own keeps clicks away.
    await page.keyboard.press('Enter');
    await mended.waitFor({ timeout: TRY_LIMIT });
  });
  await cells.locator('.squiggly-error').waitFor({ state: 'detached' });
}

async function restarted({ problems, runCommand }: Scene): Promise<void> {
  const before = await ours(problems).count();
  await runCommand('Async Pitfalls: Restart Server');
  // The old server takes its findings along.
  await ours(problems).first().waitFor({ state: 'detached' });
  await ours(problems)
    .nth(before - 1)
    .waitFor();
  assert.equal(await ours(problems).count(), before);
}

async function noNotification({ notifications }: Scene): Promise<void> {
  assert.deepEqual(await notifications.filter({ hasText: 'Async Pitfalls' }).allInnerTexts(), []);
}

void runCommand(() => report('web', results));
