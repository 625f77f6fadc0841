import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultsFolder } from '../../server/tools/count-tests.ts';

/** What became of one test. */
export interface Result {
  readonly suite: string;
  readonly name: string;
  readonly passed: boolean;
  /** Why it failed. */
  readonly message?: string;
}

/** Runs one test and says what became of it. */
export async function tried(suite: string, name: string, test: () => void | Promise<void>): Promise<Result> {
  const outcome = await Promise.resolve()
    .then(test)
    .then(
      () => ({ passed: true }),
      (error: unknown) => ({
        passed: false,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
  const result = { suite, name, ...outcome };
  console.log(printed(result));
  return result;
}

export function printed({ suite, name, passed, message }: Result): string {
  return `${passed ? '✓' : '✗'} ${suite}: ${name}${message === undefined ? '' : `\n    ${message.replaceAll('\n', '\n    ')}`}`;
}

/** Leaves the results of a run where `count-tests.ts` looks for them, and sets the exit code. */
export async function report(name: string, run: () => Promise<readonly Result[]>): Promise<void> {
  const file = join(resultsFolder, `${name}.json`);
  mkdirSync(resultsFolder, { recursive: true });
  rmSync(file, { force: true });
  const tests = await run();
  const numPassedTests = tests.filter(({ passed }) => passed).length;
  const numFailedTests = tests.length - numPassedTests;
  writeFileSync(file, `${JSON.stringify({ numPassedTests, numFailedTests, tests }, undefined, 2)}\n`);
  console.log(`${String(numPassedTests)} passed, ${String(numFailedTests)} failed`);
  if (numFailedTests > 0) process.exitCode = 1;
}
