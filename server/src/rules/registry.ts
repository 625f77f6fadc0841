import { asyncCallback } from './async-callback.ts';
import { asyncDunder } from './async-dunder.ts';
import { asyncForOnSyncIterable } from './async-for-on-sync-iterable.ts';
import { asyncFunctionAsCondition } from './async-function-as-condition.ts';
import { asyncGeneratorCleanup } from './async-generator-cleanup.ts';
import { asyncOverride } from './async-override.ts';
import { asyncProperty } from './async-property.ts';
import { asyncTestNotRun } from './async-test-not-run.ts';
import { asyncWithOnSyncCm } from './async-with-on-sync-cm.ts';
import { asyncioRunInLoop } from './asyncio-run-in-loop.ts';
import { awaitNonAwaitable } from './await-non-awaitable.ts';
import { awaitOutsideAsync } from './await-outside-async.ts';
import { blockingCall } from './blocking-call.ts';
import { blockingDatabase } from './blocking-database.ts';
import { blockingFile } from './blocking-file.ts';
import { blockingPath } from './blocking-path.ts';
import { blockingHttp } from './blocking-http.ts';
import { blockingInput } from './blocking-input.ts';
import { blockingLock } from './blocking-lock.ts';
import { blockingSleep } from './blocking-sleep.ts';
import { blockingSocket } from './blocking-socket.ts';
import { blockingSubprocess } from './blocking-subprocess.ts';
import { blockingWait } from './blocking-wait.ts';
import { busyWait } from './busy-wait.ts';
import { coroutineAsValue } from './coroutine-as-value.ts';
import { coroutineReuse } from './coroutine-reuse.ts';
import { cpuBoundLoop } from './cpu-bound-loop.ts';
import { danglingTask } from './dangling-task.ts';
import { deprecatedEventLoop } from './deprecated-event-loop.ts';
import { djangoAsyncUnsafe } from './django-async-unsafe.ts';
import { fixtureNotAwaited } from './fixture-not-awaited.ts';
import { flaskBackgroundTask } from './flask-background-task.ts';
import { gatherExceptions } from './gather-exceptions.ts';
import { gatherFunctionObject } from './gather-function-object.ts';
import { gatherNotUnpacked } from './gather-not-unpacked.ts';
import { lockAcrossAwait } from './lock-across-await.ts';
import { loopBoundPrimitive } from './loop-bound-primitive.ts';
import { loopDeadlock } from './loop-deadlock.ts';
import { mockNotAsync } from './mock-not-async.ts';
import { pointlessTask } from './pointless-task.ts';
import { raceAcrossAwait } from './race-across-await.ts';
import { returnValueInAsyncGenerator } from './return-value-in-async-generator.ts';
import type { Rule } from './rule.ts';
import { sequentialAwaits } from './sequential-awaits.ts';
import { sharedCollection } from './shared-collection.ts';
import { singleTaskGroup } from './single-task-group.ts';
import { sleepForever } from './sleep-forever.ts';
import { swallowedCancellation } from './swallowed-cancellation.ts';
import { syncForOnAsyncIterable } from './sync-for-on-async-iterable.ts';
import { syncWithOnAsyncCm } from './sync-with-on-async-cm.ts';
import { taskScopeControlFlow } from './task-scope-control-flow.ts';
import { threadUnsafeCall } from './thread-unsafe-call.ts';
import { timeoutParameter } from './timeout-parameter.ts';
import { timeoutWithoutAwait } from './timeout-without-await.ts';
import { unawaitedCoroutine } from './unawaited-coroutine.ts';
import { unawaitedReturn } from './unawaited-return.ts';
import { unusedAsync } from './unused-async.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { waitCoroutines } from './wait-coroutines.ts';
import { wrongLockType } from './wrong-lock-type.ts';
import { yieldFromInAsync } from './yield-from-in-async.ts';
import { yieldInTaskScope } from './yield-in-task-scope.ts';

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
  asyncioRunInLoop,
  deprecatedEventLoop,
  loopBoundPrimitive,
  threadUnsafeCall,
  loopDeadlock,
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
  syncWithOnAsyncCm,
  syncForOnAsyncIterable,
  asyncWithOnSyncCm,
  asyncForOnSyncIterable,
  raceAcrossAwait,
  sharedCollection,
  wrongLockType,
  asyncTestNotRun,
  djangoAsyncUnsafe,
  flaskBackgroundTask,
  fixtureNotAwaited,
  mockNotAsync,
  unusedSuppression,
];

export const ruleIds: ReadonlySet<string> = new Set(rules.map((rule) => rule.id));
