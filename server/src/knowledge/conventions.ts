import * as asyncness from './conventions/asyncness.ts';
import * as connections from './conventions/connections.ts';
import type { Convention } from './conventions/convention.ts';
import * as lifeCycle from './conventions/life-cycle.ts';
import * as locks from './conventions/locks.ts';
import * as tasks from './conventions/tasks.ts';
import * as tests from './conventions/tests.ts';
import * as limits from './conventions/thresholds.ts';
import type { Threshold } from './conventions/thresholds.ts';

/** All conventions, by name. */
export const conventions: Readonly<Record<string, Convention>> = {
  ...asyncness,
  ...connections,
  ...lifeCycle,
  ...locks,
  ...tasks,
  ...tests,
};

/** All numbers, by name. */
export const thresholds: Readonly<Record<string, Threshold>> = { ...limits };
