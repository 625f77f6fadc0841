import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, launchBrowser } from './host/browser.ts';
import { inTemporaryFolder } from './host/folder.ts';
import { adoptVSCode } from './host/install.ts';
import { runCommand } from './host/missing.ts';
import { openWorkbench } from './host/workbench.ts';
import { report, type Result, tried } from './result.ts';

/**
 * `npm run test:start`: what the README says to try first, in a fresh clone of the commit, as a stranger would.
 * The clone fetches its own VS Code, which then serves the other tests of this checkout where they have none.
 */

/** Nothing may depend on where the clone lies. */
const CLONE = 'Völlig neu, 新しい (1)';

/** The longest wait for the address, in milliseconds: 320 MB come over a slow line. */
const LIMIT = 900_000;

async function results(): Promise<readonly Result[]> {
  const chromium = findChromium();
  return inTemporaryFolder(async (folder) => {
    const clone = join(folder, CLONE);
    const all: Result[] = [];
    let started: Started | undefined;
    const steps: Readonly<Record<string, () => void | Promise<void>>> = {
      'the commit is cloned and `npm ci` installs it': () => cloneAndInstall(folder, clone),
      '`npm start` prints an address': async () => void (started = await start(clone)),
      'VS Code is there and shows what is found in the example': () => look(chromium, folder, started!.address),
      'Ctrl+C ends it, and nothing goes on running': () => stop(started!.npm, folder),
    };
    try {
      for (const [name, step] of Object.entries(steps)) {
        all.push(await tried('fresh clone', name, step));
        if (!all.at(-1)!.passed) break;
      }
    } finally {
      if (started !== undefined) interrupt(started.npm);
    }
    if (all.at(-1)!.passed) adoptVSCode(clone);
    return all;
  });
}

function cloneAndInstall(folder: string, clone: string): void {
  // Whoever owns this checkout: git otherwise refuses to read another user's.
  const settings = join(folder, 'gitconfig');
  writeFileSync(settings, '[safe]\n\tdirectory = *\n');
  execFileSync('git', ['clone', '--quiet', process.cwd(), clone], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, GIT_CONFIG_GLOBAL: settings },
  });
  execFileSync('npm', ['ci'], { cwd: clone, stdio: ['ignore', 'inherit', 'inherit'] });
}

interface Started {
  readonly npm: ChildProcess;
  readonly address: string;
}

async function start(clone: string): Promise<Started> {
  // A process group of its own, which gets the signal as a whole, like what runs in a terminal.
  const npm = spawn('npm', ['start'], { cwd: clone, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  let output = '';
  const address = new Promise<string>((resolve, reject) => {
    npm.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      const printed = /http:\/\/\S+/.exec(output)?.[0];
      if (printed !== undefined) resolve(printed);
    });
    npm.once('exit', (code) => reject(new Error(`It ended with ${String(code)}:\n${output}`)));
    setTimeout(() => reject(new Error(`There is no address:\n${output}`)), LIMIT).unref();
  });
  try {
    return { npm, address: await address };
  } catch (error) {
    interrupt(npm);
    throw error;
  }
}

async function look(chromium: string, folder: string, address: string): Promise<void> {
  const browser = await launchBrowser(chromium, join(folder, 'browser'));
  try {
    const { page, squiggles, problems } = await openWorkbench(await browser.newPage(), address);
    await squiggles.first().waitFor();
    await page.keyboard.press('Control+Shift+m');
    await problems.filter({ hasText: 'async-pitfalls' }).first().waitFor();
    // Among the first rows: the list draws no more than fit in.
    await problems.filter({ hasText: 'coroutine-as-value' }).first().waitFor();
  } finally {
    await browser.close();
  }
}

async function stop(npm: ChildProcess, folder: string): Promise<void> {
  const ended = once(npm, 'exit');
  interrupt(npm);
  await ended;
  const running = (): readonly string[] =>
    execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(folder));
  // The extension host needs a moment to end after the server that it belongs to.
  const end = Date.now() + 30_000;
  while (running().length > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(running(), []);
}

function interrupt({ pid, exitCode, signalCode }: ChildProcess): void {
  if (exitCode === null && signalCode === null) process.kill(-pid!, 'SIGINT');
}

void runCommand(() => report('start', results));
