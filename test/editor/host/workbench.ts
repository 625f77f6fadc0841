import type { Locator, Page } from 'playwright-core';

/** The longest wait for any one thing, in milliseconds: a slow machine takes seconds to start an extension host. */
const LIMIT = 40_000;

/** How long a key has to open an input or menu that takes an answer, in milliseconds, before it is pressed again. */
export const TRY_LIMIT = 3000;

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

  async function ask(key: string, text: string, answer: () => Promise<void>): Promise<void> {
    await retried(async () => {
      await page.keyboard.press(key);
      await input.fill(text, { timeout: TRY_LIMIT });
      await answer();
    });
    await input.waitFor({ state: 'hidden' });
  }

  const choose = (command: string, row: string): Promise<void> =>
    ask('F1', `>${command}`, () => choices.filter({ hasText: row }).first().click({ timeout: TRY_LIMIT }));

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
      // In browsers the explorer keeps the focus.
      await page.keyboard.press('Control+1');
      await page.locator('.monaco-editor.focused .view-line').first().waitFor();
    },
    async goTo(line, column) {
      await ask('Control+g', `:${String(line)}:${String(column)}`, () => input.press('Enter', { timeout: TRY_LIMIT }));
      await page.locator('.monaco-editor.focused').waitFor();
    },
    runCommand: (title) => choose(title, title),
    close: () => choose('Revert and Close Editor', 'View: Revert and Close Editor'),
  };
}

/** While the focus moves, out of a web view for one, keys are lost, and inputs and menus that have opened close again. */
export async function retried(trial: () => Promise<void>): Promise<void> {
  const end = Date.now() + LIMIT;
  for (;;) {
    try {
      await trial();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
