/** Runs the examples of the rules' pages: the bad one must show what the page claims, the good one must not. */
import { describe, expect, test } from 'vitest';
import { rules } from '../../server/src/rules/registry.ts';
import type { Demonstration, Example } from '../../server/src/rules/rule.ts';
import { findPython, missingModules, type Run, runPython } from './run-python.ts';

/** Enough for a start of Python on a busy machine. */
const SECONDS = 30;
/** A program that goes on for so long without an end counts as hanging. */
const HANGS_AFTER = 8;

const python = findPython();

const demonstrations = rules.flatMap((rule) =>
  rule.docs.examples.flatMap((example, index) => {
    const { claim } = example;
    return claim === undefined || 'because' in claim ? [] : [{ name: `${rule.id} ${index + 1}`, example, claim }];
  }),
);

const absent = python === undefined ? [] : missingModules(demonstrations.flatMap(({ claim }) => claim.modules ?? []));

describe.concurrent('running the examples', () => {
  if (python === undefined) console.warn('There is no python3 on this machine: the claims of the pages are not run.');
  for (const { name, example, claim } of demonstrations) {
    const reason = obstacle(claim);
    test.skipIf(reason !== undefined)(
      `${name} shows what its page claims${reason === undefined ? '' : ` (${reason})`}`,
      { timeout: 3 * SECONDS * 1000 },
      () => demonstrate(example, claim),
    );
  }
});

async function demonstrate({ bad, good }: Example, claim: Demonstration): Promise<void> {
  const wrong = await runPython(bad, claim.hangs ? HANGS_AFTER : SECONDS);
  expect(missed(wrong, claim), `the bad example:\n${wrong.output}`).toEqual([]);
  const right = await runPython(good, SECONDS);
  expect(right.hung, `the good example does not end:\n${right.output}`).toBe(false);
  expect(missed(right, claim), `the good example shows it, too:\n${right.output}`).toEqual(parts(claim));
}

/** What keeps a claim from being tried here. */
function obstacle({ python: oldest, modules }: Demonstration): string | undefined {
  if (python === undefined) return 'no python3';
  if (oldest !== undefined && isOlder(python.version, oldest)) return `needs Python ${oldest}`;
  const missing = modules?.filter((name) => absent.includes(name)) ?? [];
  return missing.length > 0 ? `needs ${missing.join(', ')}` : undefined;
}

function isOlder([major, minor]: readonly [number, number], oldest: string): boolean {
  const [oldestMajor, oldestMinor] = oldest.split('.').map(Number);
  return major < oldestMajor! || (major === oldestMajor && minor < oldestMinor!);
}

/** Those parts of a claim that a run does not show. */
function missed({ output, hung, stallMilliseconds }: Run, claim: Demonstration): readonly string[] {
  return parts(claim).filter((part) => {
    if (part === 'shows') return !output.includes(claim.shows ?? '');
    return part === 'hangs' ? !hung : stallMilliseconds < (claim.stallMilliseconds ?? Infinity);
  });
}

const parts = (claim: Demonstration): readonly ('shows' | 'stallMilliseconds' | 'hangs')[] =>
  (['shows', 'stallMilliseconds', 'hangs'] as const).filter((part) => claim[part] !== undefined);
