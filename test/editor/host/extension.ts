import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Builds `dist/` from the sources. */
export function buildExtension(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}

/** Puts exactly the files that would be shipped into `extensions`, as if the user had installed them; returns their folder. */
export function installExtension(extensions: string): string {
  const { publisher, name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;
  const folder = join(extensions, `${publisher}.${name}-${version}`);
  for (const file of shippedFiles()) cpSync(file, join(folder, file));
  return folder;
}

function shippedFiles(): readonly string[] {
  const listed = execFileSync('npx', ['vsce', 'ls', '--no-dependencies'], { encoding: 'utf8' });
  return listed.split('\n').filter((line) => line !== '');
}
