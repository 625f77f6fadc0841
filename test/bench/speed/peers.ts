import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CACHE } from '../recall/packages.ts';

const VENV = resolve(CACHE, 'speed/venv');
const REQUIREMENTS = 'test/bench/speed/requirements.txt';

/** The folder of the peers' programs, installed in pinned versions unless they are there. */
export function installPeers(): string {
  const programs = join(VENV, 'bin');
  const installed = join(VENV, 'requirements.txt');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return programs;
  rmSync(VENV, { recursive: true, force: true });
  execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'inherit' });
  const options = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--requirement', REQUIREMENTS];
  execFileSync(join(programs, 'python'), options, { stdio: 'inherit' });
  writeFileSync(installed, wanted);
  return programs;
}
