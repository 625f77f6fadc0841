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

export const taskSpawners: NameTable<TaskSpawner> = {
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
  'asyncio.TaskGroup.create_task': { spawns: coroutineAt(0, 'coro'), returns: 'task' },
};

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
};

/** Blocks that own the tasks started in them. Entered with `async with`. */
export const taskScopes: NameTable<'asyncio' | 'anyio' | 'trio'> = {
  'asyncio.TaskGroup': 'asyncio',
};

/** A block that is cancelled after a time or on demand. */
export interface CancelScope {
  readonly enter: 'with' | 'async with';
  readonly isTimeout: boolean;
}

export const cancelScopes: NameTable<CancelScope> = {
  'asyncio.timeout': { enter: 'async with', isTimeout: true },
  'asyncio.timeout_at': { enter: 'async with', isTimeout: true },
};

/** Exceptions that carry a cancellation, and their base classes. */
export const cancellationExceptions: NameTable<'asyncio' | 'trio' | 'any'> = {
  'asyncio.CancelledError': 'asyncio',
  'builtins.BaseException': 'any',
};

/** Context managers that swallow the exceptions given to them. */
export const exceptionSwallowers: NameTable<true> = { 'contextlib.suppress': true };

/** Sleeping on the loop: the place of the seconds, undefined for ever; and what the library has for that. */
export interface Sleep {
  readonly seconds?: ArgumentPlace;
  readonly forEver: string;
}

export const sleeps: NameTable<Sleep> = {
  'asyncio.sleep': { seconds: { position: 0, name: 'delay' }, forEver: 'asyncio.Event().wait' },
};

/** What tells one task from another, in the standard library. */
export const taskContext: NameTable<true> = {
  'contextvars.ContextVar.set': true,
  'contextvars.ContextVar.reset': true,
  'asyncio.current_task': true,
  'decimal.getcontext': true,
  'decimal.setcontext': true,
  'decimal.localcontext': true,
};

/** Coroutine functions that never raise `TimeoutError` by themselves, whatever they wait for. */
export const neverTimeOut: NameTable<true> = joinTables(
  under('asyncio', 'sleep wait', true),
  under('asyncio.Event', 'wait', true),
  under('asyncio.Condition', 'wait acquire', true),
  under('asyncio.Lock', 'acquire', true),
  under('asyncio.Semaphore', 'acquire', true),
  under('asyncio.Queue', 'get put join', true),
);

/** What runs a function in a task of its own for each connection, request or message: where it is given, or as a decorator. */
export const runsForEach: NameTable<ArgumentPlace | 'decorated'> = under('asyncio', 'start_server start_unix_server', {
  position: 0,
  name: 'client_connected_cb',
});
