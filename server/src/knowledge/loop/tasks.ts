import type { ArgumentPlace } from '../argument-place.ts';
import { joinTables, under, type NameTable } from '../name-table.ts';

/** A callable that makes a coroutine run by itself. */
export interface TaskSpawner {
  readonly spawns: {
    readonly what: 'coroutine' | 'function';
    readonly argument: ArgumentPlace;
    /** A plain function runs in a thread, and what it returns is dropped. */
    readonly plainInThread?: true;
  };
  readonly returns: 'task' | 'future' | 'concurrent-future' | 'nothing';
  /**
   * What dropping the result loses: the task itself, which the loop holds only weakly and the garbage collector may take
   * while it waits; its errors, which nobody sees. Undefined: nothing, since something else keeps the task and reports.
   */
  readonly dropping?: 'task' | 'errors';
  /** May be called from another thread than the loop's. */
  readonly threadSafe?: true;
}

const coroutineAt = (position: number, name: string): TaskSpawner['spawns'] => ({
  what: 'coroutine',
  argument: { position, name },
});
const functionAt = (position: number, name: string): TaskSpawner['spawns'] => ({
  what: 'function',
  argument: { position, name },
});
const functionOrThread = (position: number, name: string): TaskSpawner['spawns'] => ({
  ...functionAt(position, name),
  plainInThread: true,
});
const supervised = (spawns: TaskSpawner['spawns'], returns: TaskSpawner['returns'] = 'nothing'): TaskSpawner => ({
  spawns,
  returns,
});

export const taskSpawners: NameTable<TaskSpawner> = joinTables(
  {
    'asyncio.create_task': { spawns: coroutineAt(0, 'coro'), returns: 'task', dropping: 'task' },
    'asyncio.ensure_future': { spawns: coroutineAt(0, 'coro_or_future'), returns: 'task', dropping: 'task' },
    'asyncio.AbstractEventLoop.create_task': { spawns: coroutineAt(0, 'coro'), returns: 'task', dropping: 'task' },
    'asyncio.BaseEventLoop.create_task': { spawns: coroutineAt(0, 'coro'), returns: 'task', dropping: 'task' },
    'asyncio.gather': {
      spawns: { what: 'coroutine', argument: { position: 0, rest: true } },
      returns: 'future',
      dropping: 'task',
    },
    'asyncio.shield': { spawns: coroutineAt(0, 'arg'), returns: 'future', dropping: 'task' },
    'asyncio.run_coroutine_threadsafe': {
      spawns: coroutineAt(0, 'coro'),
      returns: 'concurrent-future',
      dropping: 'errors',
      threadSafe: true,
    },
    'asyncio.Task': { spawns: coroutineAt(0, 'coro'), returns: 'task', dropping: 'task' },
    'asyncio.TaskGroup.create_task': supervised(coroutineAt(0, 'coro'), 'task'),
  },
  under('anyio.abc.TaskGroup', 'start_soon start', supervised(functionAt(0, 'func'))),
  under('trio.Nursery', 'start_soon start', supervised(functionAt(0, 'async_fn'))),
  under('trio.lowlevel', 'spawn_system_task', supervised(functionAt(0, 'async_fn'), 'task')),
  under('anyio.from_thread.BlockingPortal', 'start_task_soon', {
    spawns: functionAt(0, 'func'),
    returns: 'concurrent-future',
    dropping: 'errors',
    threadSafe: true,
  }),
  under('starlette.background.BackgroundTasks', 'add_task', supervised(functionOrThread(0, 'func'))),
  under('fastapi.BackgroundTasks', 'add_task', supervised(functionOrThread(0, 'func'))),
  under('starlette.background', 'BackgroundTask', supervised(functionOrThread(0, 'func'))),
  under('telegram.ext.Application', 'create_task', supervised(coroutineAt(0, 'coroutine'), 'task')),
  under('quart.Quart', 'add_background_task', supervised(functionAt(0, 'func'))),
  under('sanic.Sanic', 'add_task', supervised(coroutineAt(0, 'task'))),
  under('homeassistant.core.HomeAssistant', 'async_create_task', supervised(coroutineAt(0, 'target'), 'task')),
  under(
    'homeassistant.core.HomeAssistant',
    'async_create_background_task',
    supervised(coroutineAt(0, 'target'), 'task'),
  ),
);

/** A callable that takes coroutines (or futures) and sees to it that they run. */
export interface CoroutineConsumer {
  readonly argument: ArgumentPlace;
  /** The argument is an iterable of them. */
  readonly elements?: true;
  /** Bare coroutines raise TypeError since Python 3.11: it wants tasks. */
  readonly tasksOnly?: true;
  /** The result must be awaited (or iterated) for anything to happen. */
  readonly needsAwait?: true;
  /** Tasks and other futures raise TypeError, or belong to no loop that runs. */
  readonly coroutinesOnly?: true;
  /** A function that gives a coroutine will do as well. */
  readonly orFunction?: true;
}

export const coroutineConsumers: NameTable<CoroutineConsumer> = {
  'asyncio.gather': { argument: { position: 0, rest: true } },
  'asyncio.create_task': { argument: { position: 0, name: 'coro' }, coroutinesOnly: true },
  'asyncio.ensure_future': { argument: { position: 0, name: 'coro_or_future' } },
  'asyncio.shield': { argument: { position: 0, name: 'arg' } },
  'asyncio.wait_for': { argument: { position: 0, name: 'fut' }, needsAwait: true },
  'asyncio.wait': { argument: { position: 0, name: 'fs' }, elements: true, tasksOnly: true, needsAwait: true },
  'asyncio.as_completed': { argument: { position: 0, name: 'fs' }, elements: true },
  'asyncio.run': { argument: { position: 0, name: 'main' }, coroutinesOnly: true },
  'asyncio.Runner.run': { argument: { position: 0, name: 'coro' }, coroutinesOnly: true },
  'asyncio.run_coroutine_threadsafe': { argument: { position: 0, name: 'coro' }, coroutinesOnly: true },
  'asyncio.AbstractEventLoop.run_until_complete': { argument: { position: 0, name: 'future' } },
  'asyncio.AbstractEventLoop.create_task': { argument: { position: 0, name: 'coro' }, coroutinesOnly: true },
  'asyncio.BaseEventLoop.run_until_complete': { argument: { position: 0, name: 'future' } },
  'asyncio.BaseEventLoop.create_task': { argument: { position: 0, name: 'coro' }, coroutinesOnly: true },
  'asyncio.TaskGroup.create_task': { argument: { position: 0, name: 'coro' }, coroutinesOnly: true },
  'asyncio.Task': { argument: { position: 0, name: 'coro' }, coroutinesOnly: true },
  'uvloop.run': { argument: { position: 0, name: 'main' }, coroutinesOnly: true },
  'anyio.gather': { argument: { position: 0, rest: true }, needsAwait: true },
  'anyio.as_completed': { argument: { position: 0, rest: true } },
  'telegram.ext.Application.create_task': { argument: { position: 0, name: 'coroutine' } },
  'sanic.Sanic.add_task': { argument: { position: 0, name: 'task' }, orFunction: true },
  'homeassistant.core.HomeAssistant.async_create_task': { argument: { position: 0, name: 'target' } },
  'homeassistant.core.HomeAssistant.async_create_background_task': { argument: { position: 0, name: 'target' } },
};

/** Blocks that own the tasks started in them. Entered with `async with`. */
export const taskScopes: NameTable<'asyncio' | 'anyio' | 'trio'> = {
  'asyncio.TaskGroup': 'asyncio',
  'anyio.create_task_group': 'anyio',
  'trio.open_nursery': 'trio',
};

/** Blocks that are cancelled after a time or on demand. */
export const cancelScopes: NameTable<{ readonly enter: 'with' | 'async with'; readonly isTimeout: boolean }> = {
  'asyncio.timeout': { enter: 'async with', isTimeout: true },
  'asyncio.timeout_at': { enter: 'async with', isTimeout: true },
  'async_timeout.timeout': { enter: 'async with', isTimeout: true },
  'async_timeout.timeout_at': { enter: 'async with', isTimeout: true },
  'anyio.move_on_after': { enter: 'with', isTimeout: true },
  'anyio.move_on_at': { enter: 'with', isTimeout: true },
  'anyio.fail_after': { enter: 'with', isTimeout: true },
  'anyio.fail_at': { enter: 'with', isTimeout: true },
  'anyio.CancelScope': { enter: 'with', isTimeout: false },
  'trio.move_on_after': { enter: 'with', isTimeout: true },
  'trio.move_on_at': { enter: 'with', isTimeout: true },
  'trio.fail_after': { enter: 'with', isTimeout: true },
  'trio.fail_at': { enter: 'with', isTimeout: true },
  'trio.CancelScope': { enter: 'with', isTimeout: false },
};

/** Exceptions that carry a cancellation, and their base classes. */
export const cancellationExceptions: NameTable<'asyncio' | 'trio' | 'any'> = {
  'asyncio.CancelledError': 'asyncio',
  'trio.Cancelled': 'trio',
  'anyio.get_cancelled_exc_class': 'any',
  'builtins.BaseException': 'any',
};

/** Context managers that swallow the exceptions given to them. */
export const exceptionSwallowers: NameTable<true> = { 'contextlib.suppress': true };

/** Sleeping on the loop: the place of the seconds, undefined for ever; and what the library has for that. */
export const sleeps: NameTable<{ readonly seconds?: ArgumentPlace; readonly forEver: string }> = {
  'asyncio.sleep': { seconds: { position: 0, name: 'delay' }, forEver: 'asyncio.Event().wait' },
  'anyio.sleep': { seconds: { position: 0, name: 'delay' }, forEver: 'anyio.sleep_forever' },
  'trio.sleep': { seconds: { position: 0, name: 'seconds' }, forEver: 'trio.sleep_forever' },
  'anyio.sleep_forever': { forEver: 'anyio.sleep_forever' },
  'trio.sleep_forever': { forEver: 'trio.sleep_forever' },
};

/** What tells one task from another, in the standard library. */
export const taskContext: NameTable<true> = {
  'contextvars.ContextVar.set': true,
  'contextvars.ContextVar.reset': true,
  'asyncio.current_task': true,
  'decimal.setcontext': true,
  'decimal.localcontext': true,
};
