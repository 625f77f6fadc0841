import type { ArgumentPlace } from '../argument-place.ts';
import { joinTables, under, type NameTable } from '../name-table.ts';

/** A callable that runs the function it is given somewhere else than on the loop's thread. */
export interface OffLoader {
  readonly function: ArgumentPlace;
  /** `greenlet`: on the loop's thread, but its I/O is awaited underneath. `either`: as the executor says. */
  readonly to: 'thread' | 'process' | 'either' | 'greenlet';
  /** `function`: an async function that does it when called. */
  readonly returns: 'awaitable' | 'concurrent-future' | 'worker' | 'function' | 'iterator' | 'value' | 'nothing';
  /** Takes async functions too, and runs those on a loop. */
  readonly acceptsAsync?: true;
}

const first = (name: string): ArgumentPlace => ({ position: 0, name });
const awaited = (name: string, to: OffLoader['to'] = 'thread'): OffLoader => ({
  function: first(name),
  to,
  returns: 'awaitable',
});
const target = (position: number, to: OffLoader['to']): OffLoader => ({
  function: { position, name: 'target' },
  to,
  returns: 'worker',
});
const inExecutor: OffLoader = { function: { position: 1, name: 'func' }, to: 'either', returns: 'awaitable' };
const wrapper = (name: string): OffLoader => ({ function: first(name), to: 'thread', returns: 'function' });

const standardLibrary: NameTable<OffLoader> = joinTables(
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

const asyncLibraries: NameTable<OffLoader> = {
  'anyio.to_thread.run_sync': awaited('func'),
  'anyio.to_process.run_sync': awaited('func', 'process'),
  'anyio.to_interpreter.run_sync': awaited('func'),
  'trio.to_thread.run_sync': awaited('sync_fn'),
  'asyncer.asyncify': wrapper('function'),
  'asgiref.sync.sync_to_async': wrapper('func'),
  'aiofiles.os.wrap': wrapper('func'),
  'aiofiles.ospath.wrap': wrapper('func'),
  'twisted.internet.threads.deferToThread': awaited('f'),
  'tornado.ioloop.IOLoop.run_in_executor': {
    function: { position: 1, name: 'func' },
    to: 'either',
    returns: 'awaitable',
  },
};

const background: OffLoader = { function: first('func'), to: 'thread', returns: 'nothing', acceptsAsync: true };

const frameworks: NameTable<OffLoader> = {
  'starlette.concurrency.run_in_threadpool': awaited('func'),
  'starlette.background.BackgroundTask': background,
  'starlette.background.BackgroundTasks.add_task': background,
  'fastapi.BackgroundTasks.add_task': background,
  'channels.db.database_sync_to_async': wrapper('func'),
  'quart.utils.run_sync': wrapper('func'),
  'quart.Quart.sync_to_async': wrapper('func'),
  'quart.Quart.ensure_async': { ...wrapper('func'), acceptsAsync: true },
  'homeassistant.core.HomeAssistant.async_add_executor_job': awaited('target'),
  'homeassistant.core.HomeAssistant.async_add_import_executor_job': awaited('target'),
  'sqlalchemy.ext.asyncio.AsyncSession.run_sync': awaited('fn', 'greenlet'),
  'sqlalchemy.ext.asyncio.AsyncConnection.run_sync': awaited('fn', 'greenlet'),
};

export const offLoaders: NameTable<OffLoader> = joinTables(standardLibrary, asyncLibraries, frameworks);

/** Called in another thread, these run a function or coroutine on the loop's thread. */
export const onLoaders: NameTable<{ readonly what: 'coroutine' | 'function'; readonly argument: ArgumentPlace }> = {
  'asyncio.run_coroutine_threadsafe': { what: 'coroutine', argument: first('coro') },
  'asyncio.AbstractEventLoop.call_soon_threadsafe': { what: 'function', argument: first('callback') },
  'anyio.from_thread.run': { what: 'function', argument: first('func') },
  'anyio.from_thread.run_sync': { what: 'function', argument: first('func') },
  'anyio.from_thread.BlockingPortal.call': { what: 'function', argument: first('func') },
  'anyio.from_thread.BlockingPortal.start_task_soon': { what: 'function', argument: first('func') },
  'trio.from_thread.run': { what: 'function', argument: first('afn') },
  'trio.from_thread.run_sync': { what: 'function', argument: first('fn') },
};

/** Not thread-safe: what to use in code that runs in a thread. */
export const threadUnsafe: NameTable<string> = joinTables(
  under('asyncio.Queue', 'put_nowait get_nowait task_done', '`loop.call_soon_threadsafe()`'),
  under('asyncio.Future', 'set_result set_exception cancel add_done_callback', '`loop.call_soon_threadsafe()`'),
  under('asyncio.Event', 'set clear', '`loop.call_soon_threadsafe()`'),
  under('asyncio.Lock', 'release', '`loop.call_soon_threadsafe()`'),
  under('asyncio.Semaphore', 'release', '`loop.call_soon_threadsafe()`'),
  under('asyncio.Condition', 'notify notify_all', '`loop.call_soon_threadsafe()`'),
  under('asyncio.StreamWriter', 'write writelines close', '`loop.call_soon_threadsafe()`'),
  under('asyncio.WriteTransport', 'write writelines', '`loop.call_soon_threadsafe()`'),
  under('asyncio.AbstractEventLoop', 'call_soon', '`loop.call_soon_threadsafe()`'),
  under('asyncio.AbstractEventLoop', 'call_later call_at stop', '`loop.call_soon_threadsafe()`'),
  under('asyncio.AbstractEventLoop', 'create_task', '`asyncio.run_coroutine_threadsafe()`'),
  under('asyncio', 'create_task ensure_future', '`asyncio.run_coroutine_threadsafe()`'),
  under('anyio.Event', 'set', '`anyio.from_thread.run_sync()`'),
  under('trio.Event', 'set', '`trio.from_thread.run_sync()`'),
);
