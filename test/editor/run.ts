import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { resultsFolder } from '../../server/tools/count-tests.ts';
import { runInDesktop, runInHost } from './extension-host.ts';
import { findChromium } from './host/browser.ts';
import { buildExtension } from './host/extension.ts';
import { installedVersion, installedVSCode } from './host/install.ts';
import { printed, type Result } from './result.ts';
import { runInterface } from './interface.ts';

/** `npm run test:editor`: the built extension in a real VS Code, from the inside and as a user sees it. */

const REPORT = join(resultsFolder, 'editor.json');
const SCREENSHOTS = resolve('out', 'screenshots');

async function main(): Promise<void> {
  rmSync(SCREENSHOTS, { recursive: true, force: true });
  mkdirSync(SCREENSHOTS, { recursive: true });
  mkdirSync(resultsFolder, { recursive: true });
  rmSync(REPORT, { force: true });
  buildExtension();
  const all = await results();
  const failed = all.filter((result) => !result.passed);
  writeFileSync(
    REPORT,
    `${JSON.stringify({ numPassedTests: all.length - failed.length, numFailedTests: failed.length, tests: all }, undefined, 2)}\n`,
  );
  console.log(`${all.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

/** An own folder in the system's temporary one, gone afterwards, with a copy of the workspaces to edit. */
async function inFolder(run: (folder: string) => Promise<readonly Result[]>): Promise<readonly Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'async-pitfalls-'));
  cpSync('test/editor/workspaces', join(folder, 'workspaces'), { recursive: true });
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function results(): Promise<readonly Result[]> {
  const desktop = process.env.VSCODE_EXECUTABLE_PATH;
  const inDesktop = desktop === undefined ? [] : await inFolder((folder) => runInDesktop(desktop, folder));
  const chromium = findChromium();
  if (chromium === undefined) return [...inDesktop, ...withoutChromium()];
  const vscode = installedVSCode();
  console.log(`VS Code ${installedVersion(vscode)} in ${chromium}`);
  return [
    ...inDesktop,
    ...(await inFolder((folder) => runInHost({ vscode, chromium, folder }))),
    ...(await inFolder((folder) => runInterface({ vscode, chromium, folder, screenshots: SCREENSHOTS }))),
  ];
}

/** Nobody should take a run without a browser for a green one where it counts. */
function withoutChromium(): readonly Result[] {
  const message = 'No Chromium found. Install it (Debian: `chromium`) or set CHROMIUM to its path.';
  if (process.env.CI !== undefined) {
    const result = { suite: 'browser', name: 'is there', passed: false, message };
    console.log(printed(result));
    return [result];
  }
  console.log(`${message}\nSkipped: the extension-host suite in the embedded VS Code, and the run of its interface.`);
  return [];
}

void main();
