import { table } from '../recall/tables.ts';
import { breakKinds } from '../recall/break.ts';
import type { TriedFix } from './every-fix.ts';
import type { FixedMutant } from './mutants.ts';
import type { RandomResult } from './random-fixes.ts';
import type { FixedResult, SuiteResult } from './run-suites.ts';

export function suiteTable(results: readonly SuiteResult[]): string {
  const sum = (of: (result: SuiteResult) => number): number => results.reduce((total, it) => total + of(it), 0);
  const cells = (of: (fixed: SuiteResult) => FixedResult): ((result: SuiteResult) => readonly number[]) => {
    return (result) => [of(result).fixes, of(result).differences.length, of(result).again];
  };
  const [safe, unsafe] = [cells((it) => it.safe), cells((it) => it.unsafe)];
  const rows = results.map((it) => [it.suite, ...[it.tests, it.flaky, ...safe(it), ...unsafe(it)].map(String)]);
  const columns = rows[0]?.slice(1).map((_, i) => sum((it) => [it.tests, it.flaky, ...safe(it), ...unsafe(it)][i]!));
  const head = ['package', 'tests', 'flaky', 'safe fixes', 'other outcome', 'again'];
  return table(
    [...head, 'all fixes', 'other outcome', 'again'],
    [...rows, ['**all**', ...(columns ?? []).map(String)]],
  );
}

export function mutantTable(restored: readonly FixedMutant[]): string {
  const rows = [...breakKinds, undefined].map((kind) => {
    const some = restored.filter((it) => kind === undefined || it.kind === kind);
    const fixed = some.filter(({ safety }) => safety !== 'none');
    const safe = some.filter(({ safety }) => safety === 'safe');
    const original = (of: readonly FixedMutant[]) => of.filter(({ isOriginal }) => isOriginal).length;
    return [
      kind ?? '**all**',
      ...[some.length, fixed.length, original(fixed), safe.length, original(safe)].map(String),
    ];
  });
  return table(['broken', 'found', 'with a fix', 'original again', 'safe fixes', 'original again'], rows);
}

export function everyTable(tried: readonly TriedFix[]): string {
  const rules = [...new Set(tried.map(({ rule }) => rule))].sort();
  const rows = [...rules, undefined].map((rule) => {
    const some = tried.filter((it) => rule === undefined || it.rule === rule);
    const bad = some.filter(({ problems }) => problems.length > 0);
    return [rule ?? '**all**', String(some.length), String(bad.length), [...new Set(bad.flatMap(kindsOf))].join(', ')];
  });
  return table(['rule', 'fixes', 'with problems', 'which'], rows);
}

const kindsOf = ({ problems }: TriedFix): readonly string[] =>
  problems.map((problem) => problem.split(' ').slice(0, 2).join(' '));

export const randomTable = ({ applications, damaged, fixedTwice, changedAgain }: RandomResult): string =>
  table(
    ['fixes applied', 'texts damaged', 'files fixed twice', 'changed by the second run'],
    [[applications, damaged.length, fixedTwice, changedAgain.length].map(String)],
  );
