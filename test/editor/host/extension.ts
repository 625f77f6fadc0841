import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzip } from '../../package/zip.ts';

/** Builds `dist/` from the sources. */
export function buildExtension(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}

/** Puts exactly the files that would be shipped into `extensions`, as if the user had installed them; returns their folder. */
export function installExtension(extensions: string): string {
  const { publisher, name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;
  const folder = join(extensions, `${publisher}.${name}-${version}`);
  for (const [path, content] of shippedFiles()) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** What the packed extension holds, by path in its folder. */
function shippedFiles(): readonly (readonly [string, Buffer])[] {
  const folder = mkdtempSync(join(tmpdir(), 'async-pitfalls-package-'));
  try {
    const archive = join(folder, 'extension.vsix');
    execFileSync('npx', ['vsce', 'package', '--no-dependencies', '--out', archive], { stdio: 'pipe' });
    return [...unzip(readFileSync(archive))]
      .filter(([path]) => path.startsWith('extension/'))
      .map(([path, content]) => [path.slice('extension/'.length), content]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
