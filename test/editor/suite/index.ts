import Mocha from 'mocha';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What VS Code calls: runs the test files beside this one and writes their results to the file that EDITOR_REPORT names. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: 'min' });
  for (const name of readdirSync(__dirname)) {
    if (name.endsWith('.test.js')) mocha.addFile(join(__dirname, name));
  }
  const results: { name: string; passed: boolean; message?: string }[] = [];
  const failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', (test) => results.push({ name: test.fullTitle(), passed: true }))
      .on('fail', (test, error: Error) =>
        results.push({ name: test.fullTitle(), passed: false, message: error.stack ?? error.message }),
      );
  });
  writeFileSync(process.env.EDITOR_REPORT!, JSON.stringify(results));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
