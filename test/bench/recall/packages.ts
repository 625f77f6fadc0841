import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Import names of the packages that are broken: mature, async, and written in several styles. */
export const packageNames: readonly string[] = [
  ...['aiohttp', 'aiosqlite', 'anyio', 'asyncssh', 'distributed', 'httpx', 'hypercorn', 'jupyter_client'],
  ...['jupyter_server', 'nats', 'starlette', 'tornado', 'websockets'],
];

const REQUIREMENTS = 'test/bench/recall/requirements.txt';

/** Looks like a virtual environment. Not in the repository. */
export const CACHE = '.bench';
export const SITE_PACKAGES = join(CACHE, 'lib/python3.13/site-packages');
export const INTERPRETER = resolve(CACHE, 'bin/python');

/** Downloads the packages and all that they import, in pinned versions, unless they are there. */
export function installPackages(): void {
  const installed = join(SITE_PACKAGES, 'requirements.txt');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return;
  rmSync(SITE_PACKAGES, { recursive: true, force: true });
  const options = ['--quiet', '--no-deps', '--no-compile', '--target', SITE_PACKAGES];
  execFileSync('python3', ['-m', 'pip', 'install', ...options, '--requirement', REQUIREMENTS], { stdio: 'inherit' });
  writeFileSync(join(CACHE, 'pyvenv.cfg'), 'version = 3.13\n');
  writeFileSync(installed, wanted);
}

/** Files of a package by their path below site-packages, with forward slashes; its tests are left out. */
export function packageFiles(name: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(join(SITE_PACKAGES, name), { recursive: true, encoding: 'utf8' }).sort()) {
    const path = `${name}/${entry.replaceAll('\\', '/')}`;
    if (/\.pyi?$/.test(path) && !/\/tests?\//.test(path))
      files.set(path, readFileSync(join(SITE_PACKAGES, path), 'utf8'));
  }
  return files;
}
