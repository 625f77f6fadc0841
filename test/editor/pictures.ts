import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Language } from '../../server/src/text/localized.ts';
import { retried, TRY_LIMIT, type Workbench } from './host/workbench.ts';

/** What the READMEs' pictures show, see `screenshots.ts`. */

/** In CSS pixels. */
export const SIZE = { width: 1000, height: 620 };

/** Without what would only distract. */
export const SETTINGS = {
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.fontSize': 14,
  'editor.quickSuggestions': { other: 'off' },
  'editor.wordBasedSuggestions': 'off',
  'explorer.autoReveal': false,
};

/** With what is off by default, for the pictures of it. */
const SETTINGS_WITH_MORE = {
  ...SETTINGS,
  'asyncPitfalls.codeLens': true,
  'asyncPitfalls.inlayHints': true,
};

export interface Picture {
  /** Milliseconds that an animation shows it. */
  readonly shown: number;
  readonly png: Buffer;
}

/** Texts of ours to look for. */
interface Words {
  readonly peekPath: string;
  readonly awaitIt: string;
  readonly blocks: string;
  readonly makeAsync: string;
}

export const words: Readonly<Record<Language, Words>> = {
  en: {
    peekPath: 'Async Pitfalls: Peek the Call Path at the Cursor',
    awaitIt: 'Await',
    blocks: 'blocks the loop',
    makeAsync: 'Make `announce` async',
  },
  'zh-cn': {
    peekPath: 'Async Pitfalls: 查看光标处的调用路径',
    awaitIt: '等待',
    blocks: '事件循环',
    makeAsync: '将 `announce` 改为异步函数',
  },
};

/** In this order: each begins with what the one before has left. By the name of their file. */
export async function takePictures(
  workbench: Workbench,
  texts: Words,
  folder: string,
): Promise<Record<string, readonly Picture[]>> {
  const first = {
    'findings.png': [await findings(workbench)],
    'call-path.png': [await callPath(workbench, texts)],
    'fix.gif': await fix(workbench, texts),
  };
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(SETTINGS_WITH_MORE));
  writeFileSync(join(folder, 'news.ipynb'), JSON.stringify(NOTEBOOK));
  return {
    ...first,
    'in-code.png': [await inCode(workbench, texts)],
    'call-hierarchy.png': [await callHierarchy(workbench)],
    'refactoring.png': [await refactoring(workbench, texts)],
    'notebook.png': [await notebook(workbench)],
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

/** Lenses above functions and hints behind them say what blocks in them. */
async function inCode({ page, goTo, runCommand, close, open }: Workbench, { blocks }: Words): Promise<Picture> {
  await close();
  await runCommand('View: Toggle Primary Side Bar Visibility');
  await open('notify.py');
  await runCommand('View: Toggle Primary Side Bar Visibility');
  await page.locator('.codelens-decoration', { hasText: blocks }).first().waitFor();
  await goTo(1, 1);
  return picture(page);
}

/** From what blocks up to the coroutine that comes there. */
async function callHierarchy({ page, goTo, runCommand }: Workbench): Promise<Picture> {
  await goTo(lineOf('def post', 'notify.py'), 6);
  await runCommand('Peek Call Hierarchy');
  const calls = page.locator('.call-hierarchy .monaco-list-row');
  await calls.filter({ hasText: 'announce' }).first().click();
  await page.keyboard.press('ArrowRight');
  await calls.filter({ hasText: 'heartbeat' }).first().click();
  return picture(page);
}

/** What a function that becomes async takes along. */
async function refactoring({ page, actions, goTo }: Workbench, texts: Words): Promise<Picture> {
  await page.keyboard.press('Escape');
  await goTo(lineOf('def announce', 'notify.py'), 6);
  await retried(async () => {
    await page.keyboard.press('Control+Shift+r');
    await actions.filter({ hasText: texts.makeAsync }).waitFor({ timeout: TRY_LIMIT });
  });
  return picture(page);
}

/** One program from its cells. */
async function notebook({ page, close, runCommand }: Workbench): Promise<Picture> {
  await page.keyboard.press('Escape');
  await close();
  await runCommand('View: Toggle Primary Side Bar Visibility');
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'news.ipynb' }).dblclick();
  await page.locator('.notebook-editor .squiggly-error, .notebook-editor .squiggly-warning').nth(1).waitFor();
  await runCommand('View: Toggle Primary Side Bar Visibility');
  return picture(page);
}

const cell = (source: string) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source });

const NOTEBOOK = {
  cells: [
    cell(
      'import asyncio\nimport time\n\n\nasync def headlines(feed):\n    time.sleep(1)\n    return [f"{feed}: news"]',
    ),
    cell('for feed in ["news", "sport"]:\n    print(headlines(feed))'),
    cell('asyncio.run(headlines("weather"))'),
  ],
  metadata: { language_info: { name: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
};

/** The first line of the example that has this text, counted from 1. */
const lineOf = (text: string, file = 'worker.py'): number =>
  readFileSync(join('examples', 'feeds', file), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

const focusEditor = (page: Page): Promise<void> => page.keyboard.press('Control+1');

async function picture(page: Page): Promise<Picture> {
  // Over the bar of tabs, where nothing is shown because of it.
  await page.mouse.move(SIZE.width / 2, 52);
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
