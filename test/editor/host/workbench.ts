import type { Locator, Page } from 'playwright-core';

/** The longest wait for any one thing, in milliseconds: a slow machine takes seconds to start an extension host. */
const LIMIT = 40_000;

/** How long a key has to open what it opens, in milliseconds, before it is pressed again. */
const KEY_LIMIT = 3000;

/** What a user does and sees in VS Code's window. Everything waits for what it needs, up to a limit. */
export interface Workbench {
  readonly page: Page;
  /** Of the open file, as far as they are on the screen. */
  readonly lines: Locator;
  readonly squiggles: Locator;
  /** Rows of the Problems panel. */
  readonly problems: Locator;
  /** Rows of the open menu of code actions. */
  readonly actions: Locator;
  readonly notifications: Locator;
  /** Opens a file of the folder's top by a double click in the explorer. */
  readonly open: (file: string) => Promise<void>;
  /** Puts the cursor at a line and column, both from 1. */
  readonly goTo: (line: number, column: number) => Promise<void>;
  readonly runCommand: (title: string) => Promise<void>;
  /** Forgets changes and closes the editor. */
  readonly close: () => Promise<void>;
}

export async function openWorkbench(page: Page, address: string): Promise<Workbench> {
  page.setDefaultTimeout(LIMIT);
  await page.goto(address);
  await page.locator('.monaco-workbench').waitFor();
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  const input = page.locator('.quick-input-widget input[type="text"]');
  const choices = page.locator('.quick-input-list .monaco-list-row');

  // A key that is pressed while the focus moves, out of a web view for one, is lost.
  async function openInput(key: string): Promise<void> {
    const end = Date.now() + LIMIT;
    do await page.keyboard.press(key);
    while (!(await appears(input, Math.min(KEY_LIMIT, end - Date.now()))));
  }

  async function choose(command: string, row: string): Promise<void> {
    await openInput('F1');
    await input.fill(`>${command}`);
    await choices.filter({ hasText: row }).first().click();
    await input.waitFor({ state: 'hidden' });
  }

  return {
    page,
    lines: page.locator('.monaco-editor .view-line'),
    squiggles: page.locator('.monaco-editor .squiggly-error, .monaco-editor .squiggly-warning'),
    problems: page.locator('.markers-panel .monaco-list-row'),
    actions: page.locator('.action-widget .monaco-list-row'),
    notifications: page.locator('.notifications-toasts .notification-toast'),
    async open(file) {
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).dblclick();
      await page.locator('.editor-group-container.active .tab.active', { hasText: file }).waitFor();
      await page.locator('.monaco-editor.focused .view-line').first().waitFor();
    },
    async goTo(line, column) {
      await openInput('Control+g');
      await page.keyboard.type(`${line}:${column}`);
      await page.keyboard.press('Enter');
      await input.waitFor({ state: 'hidden' });
      await page.locator('.monaco-editor.focused').waitFor();
    },
    runCommand: (title) => choose(title, title),
    close: () => choose('Revert and Close Editor', 'View: Revert and Close Editor'),
  };
}

/** Whether the thing is there within so many milliseconds; throws when there is no time left. */
async function appears(thing: Locator, timeout: number): Promise<boolean> {
  if (timeout <= 0) throw new Error(`Not there after ${String(LIMIT / 1000)} s: ${String(thing)}`);
  return thing.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}
