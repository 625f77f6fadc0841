import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CACHE } from '../recall/packages.ts';

/** Where suites are unpacked and run. */
export const SUITES = resolve(CACHE, 'suites');

/** A virtual environment with all that the suites import, in pinned versions. */
export const VENV = join(SUITES, 'venv');

const REQUIREMENTS = 'test/bench/fixes/requirements.txt';

/** Makes the environment unless it is there, and gives its Python. */
export function environment(): string {
  const python = join(VENV, 'bin/python');
  const installed = join(VENV, 'requirements.txt');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return python;
  rmSync(VENV, { recursive: true, force: true });
  execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'inherit' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS], { stdio: 'inherit' });
  writeFileSync(installed, wanted);
  return python;
}
