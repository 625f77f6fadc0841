import type { ArgumentPlace } from '../argument-place.ts';
import { joinTables, under, type NameTable } from '../name-table.ts';

/** A callable that runs the function it is given somewhere else than on the loop's thread. */
export interface ExecutorDispatch {
  readonly function: ArgumentPlace;
  /** `greenlet`: on the loop's thread, but its I/O is awaited underneath. `either`: as the executor says. */
  readonly to: 'thread' | 'process' | 'either' | 'greenlet';
  /** `function`: an async function that does it when called. */
  readonly returns: 'awaitable' | 'concurrent-future' | 'worker' | 'function' | 'iterator' | 'value' | 'nothing';
  /** Takes async functions too, and runs those on a loop. */
  readonly acceptsAsync?: true;
}

const first = (name: string): ArgumentPlace => ({ position: 0, name });
const awaited = (name: string, to: ExecutorDispatch['to'] = 'thread'): ExecutorDispatch => ({
  function: first(name),
  to,
  returns: 'awaitable',
});
const target = (position: number, to: ExecutorDispatch['to']): ExecutorDispatch => ({
  function: { position, name: 'target' },
  to,
  returns: 'worker',
});
const inExecutor: ExecutorDispatch = { function: { position: 1, name: 'func' }, to: 'either', returns: 'awaitable' };

export const executorDispatches: NameTable<ExecutorDispatch> = joinTables(
  {
    'asyncio.to_thread': awaited('func'),
    'asyncio.AbstractEventLoop.run_in_executor': inExecutor,
    'asyncio.BaseEventLoop.run_in_executor': inExecutor,
    'concurrent.futures.Executor.submit': { function: { position: 0 }, to: 'either', returns: 'concurrent-future' },
    'concurrent.futures.Executor.map': { function: first('fn'), to: 'either', returns: 'iterator' },
    'threading.Thread': target(1, 'thread'),
    'threading.Timer': { function: { position: 1, name: 'function' }, to: 'thread', returns: 'worker' },
    '_thread.start_new_thread': { function: { position: 0 }, to: 'thread', returns: 'nothing' },
    'multiprocessing.Process': target(1, 'process'),
    'concurrent.futures.ThreadPoolExecutor': {
      function: { position: 2, name: 'initializer' },
      to: 'thread',
      returns: 'worker',
    },
    'concurrent.futures.ProcessPoolExecutor': {
      function: { position: 2, name: 'initializer' },
      to: 'process',
      returns: 'worker',
    },
  },
  under('multiprocessing.pool.Pool', 'apply apply_async map map_async starmap starmap_async imap imap_unordered', {
    function: first('func'),
    to: 'process',
    returns: 'value',
  }),
);

/** Called in another thread, it runs a function or coroutine on the loop's thread. */
export interface LoopDispatch {
  readonly what: 'coroutine' | 'function';
  readonly argument: ArgumentPlace;
}

export const loopDispatches: NameTable<LoopDispatch> = {
  'asyncio.run_coroutine_threadsafe': { what: 'coroutine', argument: first('coro') },
  'asyncio.AbstractEventLoop.call_soon_threadsafe': { what: 'function', argument: first('callback') },
};

/** Not thread-safe: what to use in code that runs in a thread. */
export const threadUnsafe: NameTable<string> = joinTables(
  under('asyncio.Queue', 'put_nowait get_nowait task_done', '`loop.call_soon_threadsafe()`'),
  under('asyncio.Future', 'set_result set_exception cancel add_done_callback', '`loop.call_soon_threadsafe()`'),
  under('asyncio.Event', 'set', '`loop.call_soon_threadsafe()`'),
  under('asyncio.Lock', 'release', '`loop.call_soon_threadsafe()`'),
  under('asyncio.Semaphore', 'release', '`loop.call_soon_threadsafe()`'),
  under('asyncio.Condition', 'notify notify_all', '`loop.call_soon_threadsafe()`'),
  under('asyncio.StreamWriter', 'write writelines close', '`loop.call_soon_threadsafe()`'),
  under('asyncio.WriteTransport', 'write writelines', '`loop.call_soon_threadsafe()`'),
  under('asyncio.AbstractEventLoop', 'call_soon', '`loop.call_soon_threadsafe()`'),
  under('asyncio.AbstractEventLoop', 'call_later call_at stop', '`loop.call_soon_threadsafe()`'),
  under('asyncio.AbstractEventLoop', 'create_task', '`asyncio.run_coroutine_threadsafe()`'),
  under('asyncio', 'create_task ensure_future', '`asyncio.run_coroutine_threadsafe()`'),
);
