import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { HostRun } from './extension-host.ts';
import { retried, TRY_LIMIT, type Workbench } from './host/workbench.ts';
import { inInstalled } from './installed.ts';
import { type Result, tried } from './result.ts';

export interface InterfaceRun extends HostRun {
  /** The folder that gets a picture of the window after every step. */
  readonly screenshots: string;
}

interface Scene extends Workbench {
  /** Keeps a picture of the window as it is now. */
  readonly picture: (name: string) => Promise<void>;
  /** The process id of the language server. */
  readonly serverProcess: () => number | undefined;
}

interface Step {
  readonly name: string;
  run(scene: Scene): Promise<void>;
}

/** What a user sees, in this order. Nothing is saved before the step that is about saving. */
const STEPS: readonly Step[] = [
  { name: 'a squiggle appears while typing', run: squiggleWhileTyping },
  { name: 'the lightbulb offers the fix and applies it', run: fixFromTheLightbulb },
  { name: 'the Problems panel lists the findings', run: problemsPanel },
  { name: 'the status item counts the findings', run: statusItem },
  { name: 'the hover says what is wrong', run: hover },
  { name: 'the link of a finding opens the page of its rule', run: rulePage },
  { name: 'a server that is killed comes back', run: serverComesBack },
  { name: 'saving fixes all where that is wanted', run: fixAllOnSave },
  { name: 'nothing of this has shown a notification', run: noNotification },
  { name: 'a server that keeps dying is left alone, with a message that starts it again', run: serverStaysDown },
];

export function runInterface(run: InterfaceRun): Promise<readonly Result[]> {
  return inInstalled(run, join(run.folder, 'workspaces', 'app'), async ({ extension, ...workbench }) => {
    // It comes late, moves everything down, and closes menus that are open.
    await workbench.page.locator('.part.banner', { hasText: 'Restricted Mode' }).waitFor();
    return runSteps({
      ...workbench,
      picture: (name) => takePicture(workbench.page, run.screenshots, name),
      serverProcess: () => processOf(join(extension, 'dist', 'server.js')),
    });
  });
}

async function runSteps(scene: Scene): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const step of STEPS) {
    results.push(await tried('interface', step.name, () => step.run(scene)));
    await scene.picture(step.name);
  }
  return results;
}

async function squiggleWhileTyping({ page, squiggles, open, goTo }: Scene): Promise<void> {
  await open('correct.py');
  await goTo(9, 18);
  await page.keyboard.type('\nfetch()');
  await squiggles.first().waitFor();
}

async function fixFromTheLightbulb(scene: Scene): Promise<void> {
  const { page, squiggles, actions, lines, goTo, close, picture } = scene;
  await goTo(10, 6);
  await page.locator('.monaco-editor .lightBulbWidget, .monaco-editor [class*="gutter-lightbulb"]').first().waitFor();
  const fixed = lines.filter({ hasText: 'await fetch()' }).nth(1);
  await retried(async () => {
    if (await fixed.isVisible()) return;
    await page.keyboard.press('Control+.');
    const action = actions.filter({ hasText: 'Await `fetch()`' });
    await action.waitFor({ timeout: TRY_LIMIT });
    await picture('the menu of the lightbulb');
    await action.click({ timeout: TRY_LIMIT });
  });
  await squiggles.first().waitFor({ state: 'detached' });
  await fixed.waitFor();
  await close();
}

async function problemsPanel({ page, problems, open }: Scene): Promise<void> {
  await open('mistakes.py');
  await page.keyboard.press('Control+Shift+m');
  // One of the open file, one of a file that is not open.
  await problems.filter({ hasText: 'unawaited-coroutine' }).nth(1).waitFor();
  await problems.filter({ hasText: 'blocking-sleep' }).waitFor();
  assert.equal(await problems.filter({ hasText: 'async-pitfalls' }).count(), 3);
}

async function statusItem({ page }: Scene): Promise<void> {
  await page.locator('.statusbar-item[id="status.languageStatus"]').click();
  await page.locator('.hover-language-status', { hasText: 'Async Pitfalls: 2 findings' }).waitFor();
}

async function hover({ page, open, goTo }: Scene): Promise<void> {
  await page.keyboard.press('Escape');
  await open('mistakes.py');
  await goTo(10, 6);
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await page.locator('.monaco-hover:not(.hidden)', { hasText: 'fetch()' }).first().waitFor();
}

async function rulePage({ page, problems, close, picture }: Scene): Promise<void> {
  // The hover would cover the page.
  await page.keyboard.press('Escape');
  await problems.locator('a', { hasText: 'unawaited-coroutine' }).last().click();
  await page.locator('.tab', { hasText: 'Preview unawaited-coroutine.md' }).waitFor();
  const preview = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await preview.getByRole('heading', { name: 'unawaited-coroutine' }).first().waitFor();
  await picture('the page of a rule');
  await page.locator('.tab', { hasText: 'Preview unawaited-coroutine.md' }).click();
  await close();
}

async function serverComesBack({ page, squiggles, open, goTo, close, serverProcess }: Scene): Promise<void> {
  await open('mistakes.py');
  await squiggles.nth(1).waitFor();
  const killed = kill(serverProcess());
  await until(() => ![undefined, killed].includes(serverProcess()));
  await goTo(11, 18);
  await page.keyboard.type('\nfetch()');
  await squiggles.nth(2).waitFor();
  await close();
}

async function fixAllOnSave({ page, squiggles, lines, open, goTo }: Scene): Promise<void> {
  await open('mistakes.py');
  await goTo(1, 1);
  await page.keyboard.type('\n');
  await page.keyboard.press('Control+s');
  await squiggles.first().waitFor({ state: 'detached' });
  await lines.filter({ hasText: 'await fetch()' }).first().waitFor();
  await lines.filter({ hasText: 'await asyncio.sleep(2)' }).first().waitFor();
}

async function noNotification({ notifications }: Scene): Promise<void> {
  assert.deepEqual(await notifications.allInnerTexts(), []);
}

async function serverStaysDown(scene: Scene): Promise<void> {
  const { page, squiggles, notifications, open, serverProcess, picture } = scene;
  await open('other.py');
  await squiggles.first().waitFor();
  const message = notifications.filter({ hasText: 'not started again' });
  while (!(await message.isVisible())) {
    const killed = kill(serverProcess());
    await until(async () => ![undefined, killed].includes(serverProcess()) || (await message.isVisible()));
  }
  await page.locator('.statusbar-item[id="status.languageStatus"]').click();
  await page.locator('.hover-language-status', { hasText: 'Async Pitfalls: stopped' }).waitFor();
  await picture('the message of a server that stays down');
  assert.equal(await squiggles.count(), 0);
  await message.getByRole('button', { name: 'Restart Server' }).click();
  await squiggles.first().waitFor();
}

async function takePicture(page: Page, folder: string, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name.replaceAll(/\W+/g, '-')}.png`) });
}

function processOf(program: string): number | undefined {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' });
  const line = processes.split('\n').find((candidate) => candidate.includes(program));
  return line === undefined ? undefined : Number.parseInt(line, 10);
}

function kill(pid: number | undefined): number {
  assert.ok(pid !== undefined, 'the language server runs');
  process.kill(pid, 'SIGKILL');
  return pid;
}

/** Looks until it is so, at most 30 s. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, 'it took more than 30 s');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
