/** What is known of the event loop: who starts it, who feeds it, who leaves it. */
export { calledInTurn, callbackTakers, dependencyTakers, eitherHooks, type CallbackTaker } from './loop/callbacks.ts';
export { deprecatedNames, removedLoopParameter, type DeprecatedName } from './loop/deprecated.ts';
export { offLoaders, onLoaders, threadUnsafe, type OffLoader } from './loop/off-loaders.ts';
export {
  asyncLocks,
  keepTurn,
  loopBound,
  needsRunningLoop,
  notConcurrent,
  threadLocks,
  type LockTwin,
  type LoopBinding,
} from './loop/primitives.ts';
export { loopGetters, loopStarters, nestedLoopPatches, runningLoopGuards, type LoopStarter } from './loop/starters.ts';
export {
  cancellationExceptions,
  cancelScopes,
  coroutineConsumers,
  exceptionSwallowers,
  sleeps,
  taskContext,
  taskScopes,
  taskSpawners,
  type CoroutineConsumer,
  type TaskSpawner,
} from './loop/tasks.ts';
export {
  asyncTestMarks,
  asyncTestPlugin,
  asyncTestPlugins,
  mocks,
  testCases,
  type AsyncTestPlugin,
} from './loop/tests.ts';
export { threadBoundTypes, wantsMainThread } from './loop/thread-bound.ts';
export { coroutineGuards, valueConsumers, type ValueConsumer } from './loop/values.ts';
