/**
 * Sums the suites' results. Each suite leaves a JSON file in out/test-results/ with at least the two fields of
 * `Results`, as Vitest's JSON reporter writes them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const resultsFolder = 'out/test-results';

interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export function countTests(folder = resultsFolder): Counts {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  const results = files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Results);
  return {
    passed: results.reduce((sum, { numPassedTests }) => sum + numPassedTests, 0),
    failed: results.reduce((sum, { numFailedTests }) => sum + numFailedTests, 0),
  };
}

export function showCounts({ passed, failed }: Counts): void {
  console.log(`${passed} passed, ${failed} failed`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const counts = countTests();
  showCounts(counts);
  if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
}
