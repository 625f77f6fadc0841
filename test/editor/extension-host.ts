import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launchBrowser } from './host/browser.ts';
import { installExtension } from './host/extension.ts';
import { startHost } from './host/host.ts';
import { printed, type Result } from './result.ts';

/** The whole suite takes less than a minute on a machine with nothing else to do; a run that takes longer than this hangs. */
const TIMEOUT = 600_000;

const SUITE = resolve('out', 'editor-suite');

export interface HostRun {
  readonly vscode: string;
  readonly chromium: string;
  /** An own folder, with `workspaces/` in it. */
  readonly folder: string;
}

/** The suite of `suite/` in the extension host of the embedded VS Code. */
export async function runInHost({ vscode, chromium, folder }: HostRun): Promise<readonly Result[]> {
  await bundleSuite();
  const report = join(folder, 'report.json');
  const extension = installExtension(join(folder, 'development'));
  const host = await startHost({
    vscode,
    home: join(folder, 'host'),
    args: ['--enable-smoke-test-driver', '--disable-workspace-trust'],
    env: environment(report),
  });
  const browser = await launchBrowser(chromium, join(folder, 'browser'));
  try {
    const page = await browser.newPage();
    await page.exposeFunction('codeAutomationLog', () => undefined);
    const ended = new Promise<void>((done) => void page.exposeFunction('codeAutomationExit', () => done()));
    const remote = (path: string): string => `vscode-remote://${host.authority}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(join(SUITE, 'index.js'))],
      ['skipWelcome', 'true'],
    ];
    const workspace = join(folder, 'workspaces', 'roots.code-workspace');
    await page.goto(host.url({ workspace, payload: JSON.stringify(payload) }));
    await withTimeout(ended);
  } finally {
    await browser.close();
    await host.stop();
  }
  return resultsFrom(report);
}

/** The same suite in a desktop VS Code that is installed on this machine. */
export async function runInDesktop(executable: string, folder: string): Promise<readonly Result[]> {
  await bundleSuite();
  const report = join(folder, 'report.json');
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: installExtension(join(folder, 'development')),
    extensionTestsPath: join(SUITE, 'index.js'),
    extensionTestsEnv: environment(report),
    launchArgs: [
      join(folder, 'workspaces', 'roots.code-workspace'),
      `--user-data-dir=${join(folder, 'user')}`,
      `--extensions-dir=${join(folder, 'extensions')}`,
      '--disable-workspace-trust',
    ],
  }).catch(() => undefined); // Failed tests stand in the report; where there is none, the run failed.
  return resultsFrom(report);
}

/** For the suite: where its results go, and the command line, which the extension does not hold. */
const environment = (report: string): Record<string, string> => ({
  EDITOR_REPORT: report,
  EDITOR_PROGRAM: resolve('dist', 'cli.js'),
});

/** One file for each test file: mocha loads them by name. */
async function bundleSuite(): Promise<void> {
  rmSync(SUITE, { recursive: true, force: true });
  const files = readdirSync('test/editor/suite').filter((name) => name === 'index.ts' || name.endsWith('.test.ts'));
  await build({
    entryPoints: files.map((name) => join('test/editor/suite', name)),
    outdir: SUITE,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

async function withTimeout(ended: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, TIMEOUT)));
  await Promise.race([ended, late]);
  clearTimeout(timer);
}

function resultsFrom(report: string): readonly Result[] {
  const suite = 'extension host';
  if (!existsSync(report)) return [{ suite, name: 'ran to its end', passed: false, message: 'There is no report.' }];
  const results = JSON.parse(readFileSync(report, 'utf8')) as readonly Omit<Result, 'suite'>[];
  const all = results.map((result) => ({ suite, ...result }));
  for (const result of all) console.log(printed(result));
  return all;
}
