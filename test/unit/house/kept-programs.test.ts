/** Each kind of fix that keeps what a program does has a program in `test/claims/kept` that is run before and after it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repairKinds, repairs } from '../../claims/repairs.ts';
import { kindOfFix, kindsInSnapshots } from '../../harness/fix-kinds.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const PROGRAMS = 'test/claims/kept';
const offered = kindsInSnapshots('test/rules/snapshots');

test('every kind of fix is run, or repairs what fails', { timeout: 120_000 }, async () => {
  const run = new Set<string>();
  for (const name of readdirSync(PROGRAMS)) for (const kind of await kindsIn(name)) run.add(kind);
  const missing = [...offered].flatMap(([rule, kinds]) =>
    rule in repairs
      ? []
      : [...kinds]
          .filter((kind) => !run.has(`${rule}: ${kind}`) && repairKinds[rule]?.[kind] === undefined)
          .map((kind) => `${rule}: ${kind}`),
  );
  expect(missing).toEqual([]);
});

test('what is said to repair is offered, and is not run as well', () => {
  expect(Object.keys(repairs).filter((rule) => !offered.has(rule))).toEqual([]);
  for (const [rule, kinds] of Object.entries(repairKinds))
    expect(Object.keys(kinds).filter((kind) => !offered.get(rule)?.has(kind))).toEqual([]);
  const programs = readdirSync(PROGRAMS).map((name) => name.split('.')[0]!);
  expect(programs.filter((rule) => rule in repairs)).toEqual([]);
});

async function kindsIn(name: string): Promise<readonly string[]> {
  const rule = name.split('.')[0]!;
  const program = readFileSync(join(PROGRAMS, name), 'utf8');
  const workspace = await testWorkspace({ 'main.py': program }, { severity: { [rule]: 'information' } });
  const found = workspace.findings(`${FOLDER}/main.py`).filter((finding) => finding.rule === rule);
  const kinds = found.flatMap((finding) => finding.fixes().map(({ title }) => `${rule}: ${kindOfFix(title.en)}`));
  workspace.dispose();
  return kinds;
}
