import { describe, expect, it } from 'vitest';
import { restartBudget } from '../../../client/src/restart-budget.ts';

describe('the budget of restarts', () => {
  it('is spent by as many restarts as it allows', () => {
    const budget = restartBudget(2, 1000);
    expect([0, 1, 2].map((now) => budget.spend(now))).toEqual([true, true, false]);
  });

  it('comes back when the restarts are long ago', () => {
    const budget = restartBudget(2, 1000);
    expect([0, 500, 999].map((now) => budget.spend(now))).toEqual([true, true, false]);
    expect([1000, 1499, 1500].map((now) => budget.spend(now))).toEqual([true, false, true]);
  });
});
