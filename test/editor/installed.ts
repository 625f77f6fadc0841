import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { HostRun } from './extension-host.ts';
import { launchBrowser } from './host/browser.ts';
import { installExtension } from './host/extension.ts';
import { startHost } from './host/host.ts';
import { openWorkbench, type Workbench } from './host/workbench.ts';

export interface Window extends Workbench {
  readonly browser: BrowserContext;
  /** Where the extension is installed. */
  readonly extension: string;
}

/**
 * Runs something in the embedded VS Code, where the built extension is installed as a user would have it, with a folder open
 * that is not trusted.
 */
export async function inInstalled<T>(
  { vscode, chromium, folder }: HostRun,
  opened: string,
  run: (window: Window) => Promise<T>,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<T> {
  const home = join(folder, 'host');
  const extension = installExtension(join(home, 'extensions'));
  const host = await startHost({ vscode, home });
  const browser = await launchBrowser(chromium, join(folder, 'browser'));
  try {
    const page = await browser.newPage();
    await prepare?.(page);
    const workbench = await openWorkbench(page, host.url({ folder: opened }));
    return await run({ ...workbench, browser, extension });
  } finally {
    await browser.close();
    await host.stop();
  }
}
