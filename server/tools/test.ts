/**
 * `npm test`: all checks, one after the other, then all tests outside the editor.
 * Says in its last line how many tests passed and failed, and ends with an error if anything did.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resultsFolder, showCounts } from './count-tests.ts';

const checks = [
  ['run', 'typecheck'],
  ['run', 'lint'],
  ['run', 'format:check'],
  ['run', 'generate', '--', '--check'],
  // Packing builds first: protocol tests run what is built, the package's test reads what is packed.
  ['run', 'package'],
];

const tests = [
  'exec',
  '--',
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile=${resultsFolder}/code.json`,
];

function main(): void {
  rmSync(resultsFolder, { recursive: true, force: true });
  showCounts([...checks, tests].every(npm));
}

function npm(args: readonly string[]): boolean {
  const { status } = spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  return status === 0;
}

main();
