/** What is known of the event loop: who starts it, who feeds it, who leaves it; of asyncio, and of all libraries. */
import type { ArgumentPlace } from './argument-place.ts';
import { withLibraries } from './libraries.ts';
import type { GivenArguments } from './libraries/library.ts';
import * as callbacks from './loop/callbacks.ts';
import * as loads from './loop/dispatches.ts';
import * as primitives from './loop/primitives.ts';
import * as starters from './loop/starters.ts';
import * as tasks from './loop/tasks.ts';
import * as tests from './loop/tests.ts';
import * as values from './loop/values.ts';
import { joinTables } from './name-table.ts';

export { calledInTurn, type CallbackTaker } from './loop/callbacks.ts';
export { deprecatedNames, neverThere, removedLoopParameter, type DeprecatedName } from './loop/deprecated.ts';
export { newerNames, type NewerName } from './loop/newer.ts';
export { threadLocks, type LockCounterpart } from './loop/primitives.ts';
export { loopGetters } from './loop/starters.ts';
export { exceptionSwallowers, taskContext, type CoroutineConsumer, type TaskSpawner } from './loop/tasks.ts';
export { ofOwnThread, threadBoundTypes, wantsMainThread } from './loop/thread-bound.ts';
export type { ValueConsumer } from './loop/values.ts';
export {
  asyncFixture,
  asyncTestMarks,
  asyncTestPlugin,
  asyncTestPlugins,
  fixtures,
  testMarks,
} from './libraries/pytest.ts';

export const executorDispatches = withLibraries(loads.executorDispatches, (library) => library.executorDispatches);
export const loopDispatches = withLibraries(loads.loopDispatches, (library) => library.loopDispatches);
export const threadUnsafe = withLibraries(loads.threadUnsafe, (library) => library.threadUnsafe);

export const loopStarters = withLibraries(starters.loopStarters, (library) => library.loopStarters);
export const nestedLoopPatches = withLibraries<true>({}, (library) => library.nestedLoopPatches);
export const runningLoopGuards = withLibraries(starters.runningLoopGuards, (library) => library.runningLoopGuards);

export const taskSpawners = withLibraries(tasks.taskSpawners, (library) => library.taskSpawners);
export const coroutineConsumers = withLibraries(tasks.coroutineConsumers, (library) => library.coroutineConsumers);
export const runsForEach = withLibraries(tasks.runsForEach, (library) => library.runsForEach);
export const taskScopes = withLibraries(tasks.taskScopes, (library) => library.taskScopes);
export const cancelScopes = withLibraries(tasks.cancelScopes, (library) => library.cancelScopes);
export const cancellationExceptions = withLibraries(
  tasks.cancellationExceptions,
  (library) => library.cancellationExceptions,
);
/** Coroutine functions of asyncio that never raise `TimeoutError` of their own. */
export const neverTimeOut = tasks.neverTimeOut;
export const sleeps = withLibraries(tasks.sleeps, (library) => library.sleeps);

export const loopBound = withLibraries(primitives.loopBound, (library) => library.loopBound);
export const answers = withLibraries<true>({}, (library) => library.answers);
export const calledAgain = withLibraries<true>({}, (library) => library.calledAgain);
/** Clients and sessions of libraries that keep connections of one event loop. */
export const loopBoundClients = withLibraries<primitives.LoopBinding>({}, (library) => library.loopBound);
export const needsRunningLoop = withLibraries(primitives.needsRunningLoop, (library) => library.needsRunningLoop);
/** Of these, two objects never keep each other's holders out, unlike locks of a database or a file. */
export const locksInMemory = withLibraries(primitives.asyncLocks, (library) => library.locksInMemory);
export const asyncLocks = withLibraries(primitives.asyncLocks, (library) => library.asyncLocks);
export const exclusiveLocks = withLibraries(primitives.exclusiveLocks, (library) => library.exclusiveLocks);
export const notConcurrent = withLibraries(primitives.notConcurrent, (library) => library.notConcurrent);
export const keepTurn = withLibraries<true>({}, (library) => library.keepTurn);

/** Everything that wants a plain function, executor dispatch included. */
export const callbackTakers = joinTables<callbacks.CallbackTaker>(
  withLibraries(callbacks.callbackTakers, (library) => library.callbackTakers),
  callbacks.workersOf(executorDispatches),
);
export const plainCallers = withLibraries<callbacks.PlainCaller>({}, (library) => library.plainCallers);
export const asyncCallers = withLibraries<callbacks.AsyncCaller>({}, (library) => library.asyncCallers);
export const givenArguments = withLibraries<GivenArguments>({}, (library) => library.givenArguments);
export const dependencyTakers = withLibraries<ArgumentPlace>({}, (library) => library.dependencyTakers);
export const eitherHooks = withLibraries<true>({}, (library) => library.eitherHooks);

export const valueConsumers = withLibraries(values.valueConsumers, (library) => library.valueConsumers);
export const coroutineGuards = withLibraries(values.coroutineGuards, (library) => library.coroutineGuards);
export const testCases = withLibraries(tests.testCases, (library) => library.testCases);
export const mocks = withLibraries(tests.mocks, (library) => library.mocks);
