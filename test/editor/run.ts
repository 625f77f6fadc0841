import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runInDesktop, runInHost } from './extension-host.ts';
import { findChromium } from './host/browser.ts';
import { buildExtension } from './host/extension.ts';
import { inTemporaryFolder } from './host/folder.ts';
import { installedVersion, installedVSCode } from './host/install.ts';
import { runInChinese } from './chinese.ts';
import { runCommand } from './host/missing.ts';
import { runLooks } from './looks.ts';
import { runInterface } from './interface.ts';
import { runRefactoring } from './refactoring.ts';
import { report, type Result } from './result.ts';

/** `npm run test:editor`: the built extension in a real VS Code, from the inside and as a user sees it. */

const SCREENSHOTS = resolve('out', 'screenshots');

async function results(): Promise<readonly Result[]> {
  const chromium = findChromium();
  const vscode = installedVSCode();
  buildExtension();
  rmSync(SCREENSHOTS, { recursive: true, force: true });
  mkdirSync(SCREENSHOTS, { recursive: true });
  const desktop = process.env.VSCODE_EXECUTABLE_PATH;
  const inDesktop = desktop === undefined ? [] : await inFolder((folder) => runInDesktop(desktop, folder));
  console.log(`VS Code ${installedVersion(vscode)} in ${chromium}`);
  return [
    ...inDesktop,
    ...(await inFolder((folder) => runInHost({ vscode, chromium, folder }))),
    ...(await inFolder((folder) => runInterface({ vscode, chromium, folder, screenshots: SCREENSHOTS }))),
    ...(await inFolder((folder) => runLooks({ vscode, chromium, folder, screenshots: SCREENSHOTS }))),
    ...(await inFolder((folder) => runRefactoring({ vscode, chromium, folder, screenshots: SCREENSHOTS }))),
    ...(await inFolder((folder) => runInChinese({ vscode, chromium, folder, screenshots: SCREENSHOTS }))),
  ];
}

/** An own folder with a copy of the workspaces to edit. */
function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  return inTemporaryFolder((folder) => {
    cpSync('test/editor/workspaces', join(folder, 'workspaces'), { recursive: true });
    return run(folder);
  });
}

void runCommand(() => report('editor', results));
