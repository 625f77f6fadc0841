/** Runs small programs before and after each fix that keeps what a program does: they must print the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/text/edits.ts';
import { FOLDER, testWorkspace } from '../harness/workspace.ts';
import { findPython, runPython } from './run-python.ts';

const PROGRAMS = join(import.meta.dirname, 'kept');
const SECONDS = 60;
const URI = `${FOLDER}/main.py`;

/** What asyncio's debug mode and the interpreter say beside the program is not what it does. */
const printed = (output: string): readonly string[] =>
  output.split('\n').filter((line) => line !== '' && !/^Executing <|Warning: |^ {2}|^Task was destroyed/.test(line));

const running = describe.skipIf(findPython() === undefined);

for (const name of readdirSync(PROGRAMS)) {
  // `blocking-file.anyio.py` is another program for `blocking-file`.
  const rule = name.split('.')[0]!;
  const program = readFileSync(join(PROGRAMS, name), 'utf8');
  running(`fixes in ${name}`, async () => {
    const workspace = await testWorkspace({ 'main.py': program }, { severity: { [rule]: 'information' } });
    const fixes = workspace
      .findings(URI)
      .filter((finding) => finding.rule === rule)
      .flatMap((finding) =>
        finding.fixes().map((fix) => ({ title: fix.title.en, edits: fix.edits, at: finding.start })),
      );
    afterAll(() => {
      workspace.dispose();
    });
    const before = runPython(program, SECONDS);
    test('there are some', () => {
      expect(fixes).not.toEqual([]);
    });
    test.each(fixes)('$title keeps what is printed ($at)', { timeout: 3 * SECONDS * 1000 }, async ({ edits }) => {
      const { output, hung } = await runPython(applyEdits(program, edits), SECONDS);
      expect(hung).toBe(false);
      expect(printed(output)).toEqual(printed((await before).output));
    });
  });
}
