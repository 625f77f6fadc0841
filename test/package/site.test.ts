import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { homepage, repository } from '../../package.json';
import { docsUrl } from '../../server/src/engine/docs-url.ts';
import { rules } from '../../server/src/rules/registry.ts';
import { languages } from '../../server/src/text/localized.ts';
import { chromiumOrNone } from '../editor/host/browser.ts';

// The generator and a browser are processes of their own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const folder = resolve('out/site');
const executablePath = chromiumOrNone();

beforeAll(() => {
  execFileSync('npx', ['tsx', 'server/tools/site.ts'], { stdio: 'pipe' });
});

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

const pages = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));

const read = (page: string): string => readFileSync(join(folder, page), 'utf8');

test('findings lead to the pages of their rules', () => {
  expect(docsUrl('busy-wait', 'en')).toBe(`${homepage}rules/busy-wait.html`);
  for (const language of languages)
    for (const { id } of rules) {
      const page = read(docsUrl(id, language).slice(homepage.length));
      expect(page).toContain(`<html lang="${language}">`);
      expect(page).toContain(`<h1 id="${id}">${id}</h1>`);
    }
});

test('every link leads to a page, and to a place on it', () => {
  const broken = pages().flatMap((page) => {
    const base = pathToFileURL(join(folder, page));
    return [...read(page).matchAll(/ (?:href|src)="([^"]*)"/g)]
      .map(([, link = '']) => new URL(link.replaceAll('&amp;', '&'), base))
      .filter(({ protocol }) => protocol === 'file:')
      .filter((url) => {
        const file = fileURLToPath(url);
        if (!file.startsWith(folder) || !existsSync(file)) return true;
        return (
          url.hash !== '' && !readFileSync(file, 'utf8').includes(` id="${decodeURIComponent(url.hash.slice(1))}"`)
        );
      })
      .map(({ href }) => `${page}: ${href}`);
  });
  expect(broken).toEqual([]);
});

test('what has no page leads into the repository, to a file that is there', () => {
  const start = `"${repository.url}/blob/main/`;
  const files = pages().flatMap((page) =>
    [...read(page).split(start).slice(1)].map((rest) => /^[^"#]*/.exec(rest)![0]),
  );
  expect(files).toContain('test/bench/precision/verdicts.json');
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

describe.skipIf(executablePath === undefined).each(['file', 'http'])('in a browser, over %s', (scheme) => {
  let server: Server | undefined;
  let browser: Browser;
  let page: Page;
  let start: string;
  const errors: string[] = [];

  beforeAll(async () => {
    if (scheme === 'http') {
      server = createServer((request, answer) => {
        const path = new URL(request.url!, homepage).pathname;
        answer.setHeader('content-type', contentTypes[extname(path)] ?? 'application/octet-stream');
        answer.end(readFileSync(join(folder, path.replace(/^\/docs\//, ''))));
      });
      await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
    }
    // Where it will stand it is a folder of a host, too.
    start = server
      ? `http://127.0.0.1:${(server.address() as AddressInfo).port}/docs/`
      : pathToFileURL(`${folder}/`).href;
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
    page = await browser.newPage({ colorScheme: 'light' });
    page.on('pageerror', ({ message }) => errors.push(message));
    // What a page still fetches when the next one is gone to is given up.
    page.on('requestfailed', (request) => {
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') errors.push(request.url());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(start)) errors.push(request.url());
    });
    await page.goto(`${start}index.html`);
  });

  afterAll(async () => {
    await browser.close();
    server?.close();
    expect(errors).toEqual([]);
  });

  test('the search finds rules by their names and by what their pages say, and options', async () => {
    const search = async (text: string): Promise<string[]> => {
      await page.fill('#search', text);
      return page.locator('#results li').allInnerTexts();
    };
    expect((await search('busy-wait'))[0]).toBe('busy-wait');
    expect((await search('SynchronousOnlyOperation'))[0]).toContain('django-async-unsafe');
    expect((await search('--write-baseline')).join()).toContain('Command line');
    expect((await search('swalowed'))[0]).toBe('swallowed-cancellation');
    expect(await search('zyzzyva')).toEqual(['Nothing found.']);
    await search('blocking-sleep');
    await page.press('#search', 'Enter');
    await page.waitForURL(`${start}rules/blocking-sleep.html`);
    expect(await page.innerText('main h1')).toBe('blocking-sleep');
    expect(await page.innerText('nav [aria-current]')).toBe('blocking-sleep');
  });

  test('a page leads to what it is in Chinese, where the menu and the search are Chinese, and back', async () => {
    await page.goto(`${start}rules/busy-wait.html`);
    await page.click('header >> text="简体中文"');
    await page.waitForURL(`${start}zh-cn/rules/busy-wait.html`);
    expect(await page.getAttribute('html', 'lang')).toBe('zh-cn');
    const search = async (text: string): Promise<string[]> => {
      await page.fill('#search', text);
      return page.locator('#results li').allInnerTexts();
    };
    expect(await search('弱引用')).toEqual(['dangling-task']);
    expect((await search('事件循环停住')).join()).toContain('blocking-sleep');
    expect(await search('锁')).toContain('lock-across-await');
    expect((await search('busy-wait'))[0]).toBe('busy-wait');
    expect(await search('鲲鹏')).toEqual(['没有找到。']);
    await page.click('nav >> text="设置"');
    expect(await page.innerText('main h1')).toBe('设置');
    await page.click('header >> text="English"');
    expect(await page.innerText('main h1')).toBe('Settings');
    await page.click('header .home');
    await page.click('header >> text="简体中文"');
    await page.waitForURL(`${start}zh-cn/index.html`);
    await page.click('nav >> text="Changelog"');
    expect(await page.innerText('main h1')).toBe('Changelog');
    await page.click('header >> text="简体中文"');
    await page.waitForURL(`${start}zh-cn/index.html`);
    await page.goto(`${start}index.html`);
  });

  test('the menu and the links of the guide lead on', async () => {
    await page.click('nav >> text="Settings"');
    expect(await page.innerText('main h1')).toBe('Settings');
    await page.click('header .home');
    await page.click('main >> text="All options"');
    expect(await page.innerText('main h1')).toBe('Command line');
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('search');
  });

  test('pictures are there, code has colours, tables stay on narrow screens', async () => {
    await page.goto(`${start}index.html`);
    const broken = '[...document.images].filter((image) => image.complete && image.naturalWidth === 0).length';
    expect(await page.evaluate(broken)).toBe(0);
    await page.goto(`${start}rules/busy-wait.html`);
    expect((await page.locator('main .hljs-keyword').allInnerTexts()).slice(0, 2)).toEqual(['import', 'class']);
    await page.setViewportSize({ width: 390, height: 800 });
    await page.reload();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await page.isVisible('nav')).toBe(false);
    await page.click('.menu summary');
    expect(await page.isVisible('nav')).toBe(true);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('is there dark', async () => {
    const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(await background()).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await background()).toBe('rgb(18, 22, 29)');
  });
});
