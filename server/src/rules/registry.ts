import { blockingCall } from './blocking/blocking-call.ts';
import { blockingDatabase } from './blocking/blocking-database.ts';
import { blockingFile } from './blocking/blocking-file.ts';
import { blockingHttp } from './blocking/blocking-http.ts';
import { blockingInput } from './blocking/blocking-input.ts';
import { blockingLock } from './blocking/blocking-lock.ts';
import { blockingPath } from './blocking/blocking-path.ts';
import { blockingSleep } from './blocking/blocking-sleep.ts';
import { blockingSocket } from './blocking/blocking-socket.ts';
import { blockingSubprocess } from './blocking/blocking-subprocess.ts';
import { blockingWait } from './blocking/blocking-wait.ts';
import { cpuBoundLoop } from './blocking/cpu-bound-loop.ts';
import { clientPerCall } from './blocking/client-per-call.ts';
import { lockAcrossAwait } from './blocking/lock-across-await.ts';
import { asyncCallback } from './coroutines/async-callback.ts';
import { asyncDunder } from './coroutines/async-dunder.ts';
import { asyncFunctionAsCondition } from './coroutines/async-function-as-condition.ts';
import { asyncOverride } from './coroutines/async-override.ts';
import { asyncProperty } from './coroutines/async-property.ts';
import { awaitNonAwaitable } from './coroutines/await-non-awaitable.ts';
import { awaitOutsideAsync } from './coroutines/await-outside-async.ts';
import { coroutineAsValue } from './coroutines/coroutine-as-value.ts';
import { coroutineReuse } from './coroutines/coroutine-reuse.ts';
import { returnValueInAsyncGenerator } from './coroutines/return-value-in-async-generator.ts';
import { unawaitedCoroutine } from './coroutines/unawaited-coroutine.ts';
import { unawaitedReturn } from './coroutines/unawaited-return.ts';
import { unusedAsync } from './coroutines/unused-async.ts';
import { stopIteration } from './coroutines/stop-iteration.ts';
import { syncCallback } from './coroutines/sync-callback.ts';
import { yieldFromInAsync } from './coroutines/yield-from-in-async.ts';
import { asyncioRunInLoop } from './event-loop/asyncio-run-in-loop.ts';
import { deprecatedEventLoop } from './event-loop/deprecated-event-loop.ts';
import { loopBoundPrimitive } from './event-loop/loop-bound-primitive.ts';
import { loopDeadlock } from './event-loop/loop-deadlock.ts';
import { newerPython } from './event-loop/newer-python.ts';
import { contextLost } from './event-loop/context-lost.ts';
import { noRunningLoop } from './event-loop/no-running-loop.ts';
import { threadUnsafeCall } from './event-loop/thread-unsafe-call.ts';
import { asyncTestNotRun } from './frameworks/async-test-not-run.ts';
import { djangoAsyncUnsafe } from './frameworks/django-async-unsafe.ts';
import { fixtureNotAwaited } from './frameworks/fixture-not-awaited.ts';
import { flaskBackgroundTask } from './frameworks/flask-background-task.ts';
import { mockNotAsync } from './frameworks/mock-not-async.ts';
import { asyncForOnSyncIterable } from './protocols/async-for-on-sync-iterable.ts';
import { asyncWithOnSyncCm } from './protocols/async-with-on-sync-cm.ts';
import { syncForOnAsyncIterable } from './protocols/sync-for-on-async-iterable.ts';
import { syncWithOnAsyncCm } from './protocols/sync-with-on-async-cm.ts';
import type { Rule } from './rule.ts';
import { raceAcrossAwait } from './shared-state/race-across-await.ts';
import { sharedCollection } from './shared-state/shared-collection.ts';
import { wrongLockType } from './shared-state/wrong-lock-type.ts';
import { uselessLock } from './shared-state/useless-lock.ts';
import { lockNotReleased } from './shared-state/lock-not-released.ts';
import { lockNotHeld } from './shared-state/lock-not-held.ts';
import { unusedSuppression } from './suppressions/unused-suppression.ts';
import { asyncGeneratorCleanup } from './tasks/async-generator-cleanup.ts';
import { busyWait } from './tasks/busy-wait.ts';
import { danglingTask } from './tasks/dangling-task.ts';
import { gatherExceptions } from './tasks/gather-exceptions.ts';
import { gatherFunctionObject } from './tasks/gather-function-object.ts';
import { gatherNotUnpacked } from './tasks/gather-not-unpacked.ts';
import { pointlessTask } from './tasks/pointless-task.ts';
import { sequentialAwaits } from './tasks/sequential-awaits.ts';
import { singleTaskGroup } from './tasks/single-task-group.ts';
import { sleepForever } from './tasks/sleep-forever.ts';
import { handlerNeverRuns } from './tasks/handler-never-runs.ts';
import { unboundedConcurrency } from './tasks/unbounded-concurrency.ts';
import { swallowedCancellation } from './tasks/swallowed-cancellation.ts';
import { taskScopeControlFlow } from './tasks/task-scope-control-flow.ts';
import { timeoutParameter } from './tasks/timeout-parameter.ts';
import { timeoutWithoutAwait } from './tasks/timeout-without-await.ts';
import { waitCoroutines } from './tasks/wait-coroutines.ts';
import { yieldInTaskScope } from './tasks/yield-in-task-scope.ts';

/** All rules, in the order of the docs. */
export const rules: readonly Rule[] = [
  unawaitedCoroutine,
  coroutineAsValue,
  awaitNonAwaitable,
  awaitOutsideAsync,
  coroutineReuse,
  unawaitedReturn,
  asyncCallback,
  asyncDunder,
  asyncOverride,
  asyncProperty,
  asyncFunctionAsCondition,
  yieldFromInAsync,
  returnValueInAsyncGenerator,
  unusedAsync,
  stopIteration,
  syncCallback,
  asyncioRunInLoop,
  deprecatedEventLoop,
  loopBoundPrimitive,
  threadUnsafeCall,
  loopDeadlock,
  newerPython,
  contextLost,
  noRunningLoop,
  danglingTask,
  gatherFunctionObject,
  gatherNotUnpacked,
  gatherExceptions,
  waitCoroutines,
  swallowedCancellation,
  timeoutWithoutAwait,
  yieldInTaskScope,
  asyncGeneratorCleanup,
  taskScopeControlFlow,
  singleTaskGroup,
  busyWait,
  pointlessTask,
  sequentialAwaits,
  timeoutParameter,
  sleepForever,
  handlerNeverRuns,
  unboundedConcurrency,
  blockingSleep,
  blockingHttp,
  blockingSubprocess,
  blockingFile,
  blockingPath,
  blockingDatabase,
  blockingSocket,
  blockingLock,
  lockAcrossAwait,
  blockingWait,
  blockingInput,
  blockingCall,
  cpuBoundLoop,
  clientPerCall,
  syncWithOnAsyncCm,
  syncForOnAsyncIterable,
  asyncWithOnSyncCm,
  asyncForOnSyncIterable,
  raceAcrossAwait,
  sharedCollection,
  wrongLockType,
  uselessLock,
  lockNotReleased,
  lockNotHeld,
  asyncTestNotRun,
  djangoAsyncUnsafe,
  flaskBackgroundTask,
  fixtureNotAwaited,
  mockNotAsync,
  unusedSuppression,
];

export const ruleIds: ReadonlySet<string> = new Set(rules.map((rule) => rule.id));

/** Those that have leniencies to drop. */
export const strictRules: ReadonlySet<string> = new Set(rules.filter(({ strict }) => strict).map(({ id }) => id));
