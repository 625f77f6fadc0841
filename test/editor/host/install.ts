import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Missing } from './missing.ts';

/** npm's packaging of the VS Code server: its major version is VS Code's minor one, here 1.100.3. Runs on Node 20. */
const PACKAGE = 'code-server@4.100.3';

/** Finds files and texts. The version that VS Code itself names would download its program from elsewhere. */
const SEARCH = '@vscode/ripgrep@1.18.0';

const NAME = join('.test-editor', PACKAGE.replace('@', '-'));
const FOLDER = resolve(NAME);
const VSCODE = join(FOLDER, 'node_modules', 'code-server', 'lib', 'vscode');

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
