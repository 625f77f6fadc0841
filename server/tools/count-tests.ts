/**
 * Sums the suites' results. Each suite leaves a JSON file in out/test-results/ with at least the two fields of
 * `Results`, as Vitest's JSON reporter writes them. `--failed` says that a suite or a check ended with an error.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const resultsFolder = 'out/test-results';

interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

/** Prints the counts as a line of their own and sets the exit code. */
export function showCounts(succeeded: boolean, folder = resultsFolder): void {
  const results = existsSync(folder) ? readResults(folder) : [];
  const passed = results.reduce((sum, { numPassedTests }) => sum + numPassedTests, 0);
  const failedTests = results.reduce((sum, { numFailedTests }) => sum + numFailedTests, 0);
  // A check that fails, a suite that cannot start and a run without any test count for one failed test.
  const failed = succeeded && passed > 0 ? failedTests : Math.max(failedTests, 1);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

function readResults(folder: string): Results[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Results);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) showCounts(!process.argv.includes('--failed'));
