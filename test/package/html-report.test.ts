import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { chromiumOrNone } from '../editor/host/browser.ts';
import { keptFolder } from '../unit/cli/temp-folder.ts';

// A browser and the command line are processes of their own.
vi.setConfig({ testTimeout: 120_000 });

const executablePath = chromiumOrNone();

const project = {
  'app/views.py':
    'from app.store import save, wait\n\n\nasync def view():\n    save("</script><b>")\n\n\nasync def other():\n    wait()\n',
  'app/store.py': 'import time\n\n\ndef save(text):\n    wait()\n\n\ndef wait():\n    time.sleep(1)\n',
  'main.py': 'import asyncio\n\n\nasync def main():\n    asyncio.sleep(1)\n',
  'noted.py': 'x = 1  # async-pitfalls: ignore[dangling-tsk]\n',
  'wide.py': Buffer.from('\uFEFFx', 'utf16le'),
};

describe.skipIf(executablePath === undefined)('the page of --output-format html, in a browser', () => {
  const folder = keptFolder(project);
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  function check(output: string, ...options: readonly string[]): void {
    const args = ['check', '--output-format', 'html', '--output-file', output, ...options];
    spawnSync(process.execPath, [resolve('dist/cli.js'), ...args], { cwd: folder });
  }

  beforeAll(async () => {
    check('report.html');
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
    page = await browser.newPage({ locale: 'en-GB', colorScheme: 'light' });
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) errors.push(request.url());
    });
    await page.goto(pathToFileURL(join(folder, 'report.html')).href);
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
    expect(errors).toEqual([]);
  });

  const texts = (selector: string): Promise<string[]> => page.locator(selector).allInnerTexts();

  test('shows findings by rule and by folder', async () => {
    expect(await page.innerText('#summary')).toBe('4 findings in 4 files');
    expect(await texts('#findings summary')).toEqual([
      'blocking-sleep 2',
      'unawaited-coroutine 1',
      'unused-suppression 1',
    ]);
    await page.selectOption('#grouping', 'folder');
    expect(await texts('#findings summary')).toEqual(['(this folder) 2', 'app 2']);
    expect(await texts('article > code')).toContain('save("</script><b>")');
    expect(await page.innerText('#problems')).toContain('it is UTF-16');
  });

  test('draws the paths from what blocks to the coroutines', async () => {
    expect(await texts('.tree > li > .node > code')).toEqual(['blocking-sleep']);
    expect(await texts('.tree > li > ul > li > .node > code')).toEqual(['time.sleep(1)']);
    expect((await texts('.node.end > code')).sort()).toEqual(['save("</script><b>")', 'wait()']);
    const sink = await page.locator('.node', { hasText: 'time.sleep(1)' }).boundingBox();
    const coroutine = await page.locator('.node.end').first().boundingBox();
    expect(coroutine!.x).toBeGreaterThan(sink!.x + sink!.width);
  });

  test.each([
    ['the browser', 'zh-CN', [], 'zh-CN'],
    ['a browser that speaks traditional Chinese', 'zh-TW', [], 'en'],
    ['--lang', 'en-GB', ['--lang', 'zh-cn'], 'zh-CN'],
    ['--lang', 'zh-CN', ['--lang', 'en'], 'en'],
  ])('begins in the language of %s (%s, %j)', async (_, locale, options, lang) => {
    check('other.html', ...options);
    const other = await browser.newPage({ locale });
    await other.goto(pathToFileURL(join(folder, 'other.html')).href);
    expect(await other.getAttribute('html', 'lang')).toBe(lang);
    await other.close();
  });

  test('searches', async () => {
    await page.fill('#search', 'UNAWAITED');
    expect(await texts('article a')).toEqual(['unawaited-coroutine']);
    expect(await page.isVisible('#paths')).toBe(false);
    await page.fill('#search', 'nothing like it');
    expect(await page.innerText('#findings')).toContain('Nothing found.');
    await page.fill('#search', '');
  });

  test('is there in Chinese, and dark', async () => {
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await page.click('#theme');
    expect(await background()).not.toBe(light);
    await page.click('#language');
    expect(await page.innerText('#summary')).toBe('4 个文件，4 个问题');
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN');
    const noted = await page.locator('article', { hasText: 'noted.py' }).innerText();
    expect(noted).toContain('没有名为 `dangling-tsk` 的规则');
    expect(noted).toContain('修复：改为 `dangling-task`');
    expect(await page.innerText('#problems')).toContain('文件是 UTF-16 编码');
  });
});
