import { expect, test } from 'vitest';
import { rules } from '../../../server/src/rules/registry.ts';

test.each(rules.map((rule) => [rule.id, rule] as const))(
  '%s claims what its mistake does, or says why not',
  (_, rule) => {
    const [first] = rule.docs.examples;
    expect(first?.claim).toBeDefined();
  },
);

test('a claim says what a run shows, a reason is a sentence', () => {
  const claims = rules.flatMap(({ docs }) => docs.examples.flatMap(({ claim }) => claim ?? []));
  const empty = claims.filter((claim) =>
    'because' in claim
      ? !/^[A-Z`].*\.$/.test(claim.because)
      : !claim.shows && claim.stallMilliseconds === undefined && !claim.hangs,
  );
  expect(empty).toEqual([]);
});
