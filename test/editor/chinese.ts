import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { InterfaceRun } from './interface.ts';
import { inInstalled } from './installed.ts';
import { retried, TRY_LIMIT, type Workbench } from './host/workbench.ts';
import { type Result, tried } from './result.ts';

/** What a user sees whose VS Code is in Chinese. */
const STEPS: Readonly<Record<string, (workbench: Workbench) => Promise<void>>> = {
  'the walkthrough begins with a sample': walkthrough,
  'the hover is in Chinese': hover,
  'the page of a rule is in Chinese': rulePage,
  'the menu of the lightbulb is in Chinese': lightbulb,
  'the status item is in Chinese': statusItem,
  'a command that has nothing to do says so in Chinese': nothingToFix,
  'the settings are in Chinese': settings,
};

/**
 * The built extension in a VS Code whose display language is Simplified Chinese. The language pack, which translates VS Code's
 * own texts, cannot be had everywhere: the language is set, and VS Code's own words stay English.
 */
export function runInChinese(run: InterfaceRun): Promise<readonly Result[]> {
  const inWindow = async (window: Workbench): Promise<readonly Result[]> => {
    const results: Result[] = [];
    for (const [name, look] of Object.entries(STEPS)) {
      results.push(await tried('in Chinese', name, () => look(window)));
      await window.page.screenshot({ path: join(run.screenshots, `chinese-${name.replaceAll(/\W+/g, '-')}.png`) });
    }
    return results;
  };
  return inInstalled(run, join(run.folder, 'workspaces', 'app'), inWindow, (page) => page.addInitScript(setChinese));
}

/** What the script of a language pack says to VS Code's web workbench. */
export function setChinese(): void {
  Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: 'zh-cn' });
}

async function walkthrough({ page }: Workbench): Promise<void> {
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await retried(async () => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input[type="text"]').fill('>Open Walkthrough', { timeout: TRY_LIMIT });
    await rows.filter({ hasText: 'Welcome: Open Walkthrough' }).first().click({ timeout: TRY_LIMIT });
    await rows.filter({ hasText: '开始使用 Async Pitfalls' }).click({ timeout: TRY_LIMIT });
  });
  await page.getByText('看看能发现什么').first().waitFor();
  const media = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await media.getByText('示例中有四个错误').waitFor();
}

async function hover({ page, squiggles, goTo, runCommand }: Workbench): Promise<void> {
  await runCommand('打开示例');
  await squiggles.nth(3).waitFor();
  await goTo(21, 6);
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await page.locator('.monaco-hover:not(.hidden)', { hasText: '这条规则的更多说明' }).first().waitFor();
}

async function rulePage({ page, close, goTo, runCommand }: Workbench): Promise<void> {
  await goTo(21, 6);
  await runCommand('解释光标处的规则');
  const tab = page.locator('.tab', { hasText: 'Preview unawaited-coroutine.md' });
  await tab.waitFor();
  const preview = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await preview.getByRole('heading', { name: '为什么' }).waitFor();
  await tab.click();
  await close();
}

async function lightbulb({ page, actions, goTo }: Workbench): Promise<void> {
  await goTo(21, 6);
  await retried(async () => {
    await page.keyboard.press('Control+.');
    await actions.filter({ hasText: '为什么？unawaited-coroutine 的说明' }).waitFor({ timeout: TRY_LIMIT });
  });
  assert.equal(await actions.filter({ hasText: '在这一行忽略 unawaited-coroutine' }).count(), 1);
}

async function statusItem({ page }: Workbench): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('.statusbar-item[id="status.languageStatus"]').click();
  await page.locator('.hover-language-status', { hasText: 'Async Pitfalls：4 个问题' }).waitFor();
}

async function nothingToFix({ page, notifications, open, runCommand }: Workbench): Promise<void> {
  await page.keyboard.press('Escape');
  await open('correct.py');
  await runCommand('修复文件中的所有问题');
  await notifications.filter({ hasText: '这个文件中没有可以安全修复的问题' }).waitFor();
}

async function settings({ page }: Workbench): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.locator('.settings-editor .monaco-editor').first().click();
  await page.keyboard.type('asyncPitfalls.run');
  await page.locator('.setting-item-description', { hasText: '正在编辑的文件，其问题在什么时候更新。' }).waitFor();
}
