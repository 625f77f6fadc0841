import type { Rule } from './rule.ts';
import { asyncForOnSyncIterable } from './async-for-on-sync-iterable.ts';
import { asyncWithOnSyncCm } from './async-with-on-sync-cm.ts';
import { asyncioRunInLoop } from './asyncio-run-in-loop.ts';
import { awaitNonAwaitable } from './await-non-awaitable.ts';
import { awaitOutsideAsync } from './await-outside-async.ts';
import { blockingSleep } from './blocking-sleep.ts';
import { coroutineAsValue } from './coroutine-as-value.ts';
import { cpuBoundLoop } from './cpu-bound-loop.ts';
import { danglingTask } from './dangling-task.ts';
import { deprecatedEventLoop } from './deprecated-event-loop.ts';
import { gatherExceptions } from './gather-exceptions.ts';
import { gatherFunctionObject } from './gather-function-object.ts';
import { gatherNotUnpacked } from './gather-not-unpacked.ts';
import { pointlessTask } from './pointless-task.ts';
import { raceAcrossAwait } from './race-across-await.ts';
import { syncForOnAsyncIterable } from './sync-for-on-async-iterable.ts';
import { syncWithOnAsyncCm } from './sync-with-on-async-cm.ts';
import { unawaitedCoroutine } from './unawaited-coroutine.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { waitCoroutines } from './wait-coroutines.ts';
import { wrongLockType } from './wrong-lock-type.ts';

/** All rules, in the order of the docs. */
export const rules: readonly Rule[] = [
  unawaitedCoroutine,
  coroutineAsValue,
  awaitNonAwaitable,
  awaitOutsideAsync,
  asyncioRunInLoop,
  deprecatedEventLoop,
  danglingTask,
  gatherFunctionObject,
  gatherNotUnpacked,
  gatherExceptions,
  waitCoroutines,
  pointlessTask,
  blockingSleep,
  cpuBoundLoop,
  syncWithOnAsyncCm,
  syncForOnAsyncIterable,
  asyncWithOnSyncCm,
  asyncForOnSyncIterable,
  raceAcrossAwait,
  wrongLockType,
  unusedSuppression,
];

export const ruleIds: ReadonlySet<string> = new Set(rules.map((rule) => rule.id));
