import { expect, test } from 'vitest';
import { bindingsBehindTests } from '../../../server/src/facts/behind-tests.ts';
import type { Facts } from '../../../server/src/facts/facts.ts';

const facts = (...priors: readonly (readonly number[] | undefined)[]): Facts =>
  ({ bindings: priors.map((prior) => (prior ? { type: 'narrow', prior } : { type: 'value' })) }) as unknown as Facts;

test('a test in a loop leads back to itself', () => {
  expect(bindingsBehindTests(facts(undefined, [0, 2], [1], undefined), [2, 3])).toEqual([3, 0]);
});

test('many tests in a row leave many ways, and each is gone once', () => {
  const tests = Array.from({ length: 200 }, (_, i) => [Math.max(0, i - 1), i]);
  expect(bindingsBehindTests(facts(undefined, ...tests), [200])).toEqual([0]);
});
