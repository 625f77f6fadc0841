import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NAMESPACE } from '../../../server/src/project/project.ts';
import type { LibrarySource } from '../../../server/src/workspace/library.ts';

/** Import names of the packages that are broken: mature, async, and written in several styles. */
export const packageNames: readonly string[] = [
  ...['aiohttp', 'aiosqlite', 'anyio', 'asyncssh', 'distributed', 'httpx', 'hypercorn', 'jupyter_client'],
  ...['jupyter_server', 'nats', 'starlette', 'tornado', 'websockets'],
];

const REQUIREMENTS = 'test/bench/recall/requirements.txt';

/** Not in the repository. */
export const CACHE = '.bench';
export const SITE_PACKAGES = join(CACHE, 'site-packages');

/** Downloads the packages and all that they import, in pinned versions, unless they are there. */
export function installPackages(): void {
  const installed = join(SITE_PACKAGES, 'requirements.txt');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return;
  rmSync(SITE_PACKAGES, { recursive: true, force: true });
  const options = ['--quiet', '--no-deps', '--no-compile', '--target', SITE_PACKAGES];
  execFileSync('python3', ['-m', 'pip', 'install', ...options, '--requirement', REQUIREMENTS], { stdio: 'inherit' });
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

/** The installed packages as a library for the analysis. */
export function installedPackages(): LibrarySource {
  const root = pathToFileURL(SITE_PACKAGES).href;
  return {
    find(module) {
      const path = module.replaceAll('.', '/');
      const found = ['/__init__.pyi', '.pyi', '/__init__.py', '.py'].find((end) =>
        existsSync(join(SITE_PACKAGES, path + end)),
      );
      if (found !== undefined) return `${root}/${path}${found}`;
      return existsSync(join(SITE_PACKAGES, path)) ? NAMESPACE + module : undefined;
    },
    read: (uri) =>
      uri.startsWith(`${root}/`) ? readFileSync(join(SITE_PACKAGES, uri.slice(root.length + 1)), 'utf8') : undefined,
  };
}
