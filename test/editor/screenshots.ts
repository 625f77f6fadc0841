import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { type Language, languages } from '../../server/src/text/localized.ts';
import { setChinese } from './chinese.ts';
import { findChromium, launchBrowser } from './host/browser.ts';
import { buildExtension, installExtension } from './host/extension.ts';
import { inTemporaryFolder } from './host/folder.ts';
import { type Host, startHost } from './host/host.ts';
import { installedVSCode } from './host/install.ts';
import { Missing, runCommand } from './host/missing.ts';
import { onPath } from './host/on-path.ts';
import { openWorkbench, type Workbench } from './host/workbench.ts';

/**
 * `npm run screenshots`: takes the READMEs' pictures of the examples in a real VS Code and writes them to client/media, small
 * enough for a repository. Needs Chromium, a font with Chinese characters, and ImageMagick's `convert`. In the Chinese ones
 * VS Code's own words are English, see `chinese.ts`.
 */

const MEDIA: Readonly<Record<Language, string>> = {
  en: resolve('client', 'media'),
  'zh-cn': resolve('client', 'media', 'zh-cn'),
};
const SIZE = { width: 1000, height: 620 };

/** What would only distract. */
const SETTINGS = {
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.fontSize': 14,
  'editor.quickSuggestions': { other: 'off' },
  'editor.wordBasedSuggestions': 'off',
  'explorer.autoReveal': false,
};

interface Picture {
  /** Milliseconds that an animation shows it. */
  readonly shown: number;
  readonly png: Buffer;
}

async function main(): Promise<void> {
  const chromium = findChromium();
  const convert = onPath(['magick', 'convert']);
  if (convert === undefined) throw new Missing('No `convert` found: install ImageMagick.');
  const vscode = installedVSCode();
  buildExtension();
  await inTemporaryFolder((folder) => takeAll({ vscode, chromium, convert, folder }));
}

interface Studio {
  readonly vscode: string;
  readonly chromium: string;
  readonly convert: string;
  readonly folder: string;
}

async function takeAll(studio: Studio): Promise<void> {
  const { vscode, folder } = studio;
  const home = join(folder, 'host');
  installExtension(join(home, 'extensions'));
  const host = await startHost({ vscode, home });
  try {
    for (const language of languages) await takeIn(language, studio, host);
  } finally {
    await host.stop();
  }
}

async function takeIn(language: Language, { chromium, convert, folder }: Studio, host: Host): Promise<void> {
  const examples = join(folder, language, 'examples');
  copyExamples(examples);
  const browser = await launchBrowser(chromium, join(folder, language, 'browser'));
  try {
    const page = await browser.newPage();
    await page.setViewportSize(SIZE);
    if (language === 'zh-cn') await page.addInitScript(setChinese);
    const workbench = await openWorkbench(page, host.url({ folder: join(examples, 'feeds') }));
    const pictures = await takePictures(workbench, words[language]);
    for (const [file, frames] of Object.entries(pictures))
      writeSmall(convert, folder, join(MEDIA[language], file), frames);
  } finally {
    await browser.close();
  }
}

/** Texts of ours to look for. */
interface Words {
  readonly peekPath: string;
  readonly awaitIt: string;
}

const words: Readonly<Record<Language, Words>> = {
  en: { peekPath: 'Async Pitfalls: Peek the Call Path at the Cursor', awaitIt: 'Await' },
  'zh-cn': { peekPath: 'Async Pitfalls: 查看光标处的调用路径', awaitIt: '等待' },
};

function copyExamples(target: string): void {
  cpSync('examples', target, { recursive: true });
  mkdirSync(join(target, 'feeds', '.vscode'));
  writeFileSync(join(target, 'feeds', '.vscode', 'settings.json'), JSON.stringify(SETTINGS));
}

async function takePictures(workbench: Workbench, texts: Words): Promise<Record<string, readonly Picture[]>> {
  return {
    'findings.png': [await findings(workbench)],
    'call-path.png': [await callPath(workbench, texts)],
    'fix.gif': await fix(workbench, texts),
  };
}

async function findings({ page, problems, open, goTo, squiggles, runCommand }: Workbench): Promise<Picture> {
  await open('worker.py');
  await squiggles.first().waitFor();
  await page.getByRole('button', { name: 'Close Banner' }).click();
  await runCommand('View: Toggle Primary Side Bar Visibility');
  await page.keyboard.press('Control+Shift+m');
  await problems.nth(5).waitFor();
  await focusEditor(page);
  await goTo(lineOf('notify_admin(f'), 5);
  await goTo(lineOf('store.add(url'), 1);
  return picture(page);
}

/** The chain of calls from a coroutine to what blocks, two files away. */
async function callPath({ page, goTo, runCommand }: Workbench, { peekPath }: Words): Promise<Picture> {
  await page.keyboard.press('Control+j');
  await goTo(lineOf('announce("still alive")'), 12);
  await runCommand(peekPath);
  await page.locator('.peekview-widget .monaco-list-row').nth(1).waitFor();
  return picture(page);
}

/** A line is typed, underlined, and fixed from the lightbulb. */
async function fix(
  { page, goTo, squiggles, actions, lines }: Workbench,
  { awaitIt }: Words,
): Promise<readonly Picture[]> {
  await page.keyboard.press('Escape');
  await goTo(lineOf('# The list is there already'), 1);
  await page.keyboard.type('    store.save(url)\n');
  await page.keyboard.press('ArrowUp');
  await lines.filter({ hasText: 'store.save(url)' }).waitFor();
  await squiggles.nth(2).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.locator('.monaco-editor .lightBulbWidget, .monaco-editor [class*="gutter-lightbulb"]').first().waitFor();
  const typed = await editorPicture(page, 1600);
  await page.keyboard.press('Control+.');
  await actions.filter({ hasText: awaitIt }).first().waitFor();
  const menu = await editorPicture(page, 2200);
  await page.keyboard.press('Enter');
  await lines.filter({ hasText: 'await store.save(url)' }).waitFor();
  await settled(page);
  return [typed, menu, await editorPicture(page, 2200)];
}

/** The first line of the example that has this text, counted from 1. */
const lineOf = (text: string): number =>
  readFileSync('examples/feeds/worker.py', 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

const focusEditor = (page: Page): Promise<void> => page.keyboard.press('Control+1');

async function picture(page: Page): Promise<Picture> {
  await page.mouse.move(SIZE.width / 2, SIZE.height / 2);
  await settled(page);
  return { shown: 0, png: await page.screenshot() };
}

/** The top of the editor only. */
async function editorPicture(page: Page, shown: number): Promise<Picture> {
  await settled(page);
  return { shown, png: await page.screenshot({ clip: { x: 48, y: 35, width: SIZE.width - 48, height: 470 } }) };
}

/** The lightbulb and late squiggles take a moment, and nothing says when they are done. */
const settled = (page: Page): Promise<void> => page.waitForTimeout(1500);

function writeSmall(convert: string, folder: string, target: string, pictures: readonly Picture[]): void {
  const frames = pictures.flatMap(({ shown, png }, index) => {
    const path = join(folder, `${String(index)}-${basename(target)}.png`);
    writeFileSync(path, png);
    return ['-delay', String(shown / 10), path];
  });
  mkdirSync(dirname(target), { recursive: true });
  execFileSync(convert, [...frames, '-layers', 'optimize', '+dither', '-colors', '96', '-strip', '-loop', '0', target]);
  console.log(`${relative(MEDIA.en, target)}: ${String(Math.round(statSync(target).size / 1000))} kB`);
}

void runCommand(main);
