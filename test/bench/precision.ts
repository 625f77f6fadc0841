/**
 * Checks real applications, and counts how much of what is said of them is right, by the verdicts of people who read it
 * (`precision/verdicts.json`). `npm run bench:precision -- [--applications a,b] [--held-out] [--new] [--record] [--gone]`:
 * errors and warnings that nobody has judged are shown by `--new`, and put into the file by `--record`; `--gone` shows
 * those that are judged and found no more. The applications are downloaded into `.bench/`.
 */
import { parseArgs } from 'node:util';
import { analyse, type Analysed } from './precision/analyse.ts';
import { applications, heldOut } from './precision/applications.ts';
import { densityTable, verdictTable } from './precision/tables.ts';
import { addUnjudged, gone, readVerdicts } from './precision/verdicts.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      applications: { type: 'string' },
      'held-out': { type: 'boolean', default: false },
      new: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      gone: { type: 'boolean', default: false },
    },
  });
  const wanted = values.applications?.split(',');
  const chosen = (values['held-out'] ? heldOut : applications).filter(({ name }) => wanted?.includes(name) ?? true);
  const analysed: Analysed[] = [];
  for (const application of chosen) analysed.push(await analyse(application));

  const verdicts = readVerdicts();
  const findings = analysed.flatMap((it) => it.findings);
  const problems = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  console.log(`${verdictTable(analysed, verdicts)}\n\n${densityTable(analysed)}`);
  if (values.new) {
    for (const { shown } of problems.filter((it) => !verdicts.of(it)?.verdict)) console.log(`\n${shown}`);
  }
  if (values.record) addUnjudged(verdicts, problems);
  if (values.gone) {
    const names = new Set(chosen.map(({ name }) => name));
    for (const { application, path, rule, message, line, verdict } of gone(verdicts, names, findings))
      console.log(`\n${verdict} ${application} ${path} ${rule}: ${message}\n  ${line}`);
  }
}

void main();
