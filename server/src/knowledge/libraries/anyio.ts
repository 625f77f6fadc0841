import type { AsyncCaller } from '../loop/callbacks.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const locks = under<true>('anyio', 'Lock Condition Semaphore CapacityLimiter', true);

export const anyio: Library = {
  packages: ['anyio'],
  socketWaits: under('anyio', 'wait_readable wait_writable wait_socket_readable wait_socket_writable', true),
  executorDispatches: {
    'anyio.to_thread.run_sync': { function: { position: 0, name: 'func' }, to: 'thread', returns: 'awaitable' },
    'anyio.to_process.run_sync': { function: { position: 0, name: 'func' }, to: 'process', returns: 'awaitable' },
    'anyio.to_interpreter.run_sync': { function: { position: 0, name: 'func' }, to: 'thread', returns: 'awaitable' },
  },
  loopDispatches: joinTables(
    under('anyio.from_thread', 'run run_sync', { what: 'function', argument: { position: 0, name: 'func' } }),
    under('anyio.from_thread.BlockingPortal', 'call start_task_soon', {
      what: 'function',
      argument: { position: 0, name: 'func' },
    }),
  ),
  threadUnsafe: { 'anyio.Event.set': '`anyio.from_thread.run_sync()`' },
  loopStarters: { 'anyio.run': { runs: { what: 'function', argument: { position: 0, name: 'func' } } } },
  asyncCallers: joinTables<AsyncCaller>(
    under('anyio.abc.TaskGroup', 'start_soon start', { callback: { position: 0, name: 'func' } }),
    { 'anyio.run': { callback: { position: 0, name: 'func' } } },
  ),
  taskSpawners: joinTables(
    under('anyio.abc.TaskGroup', 'start_soon start', {
      spawns: { what: 'function', argument: { position: 0, name: 'func' } },
      returns: 'nothing',
    }),
    under('anyio.from_thread.BlockingPortal', 'start_task_soon', {
      spawns: { what: 'function', argument: { position: 0, name: 'func' } },
      returns: 'concurrent-future',
      dropping: 'errors',
      threadSafe: true,
    }),
  ),
  coroutineConsumers: {
    'anyio.gather': { argument: { position: 0, rest: true }, needsAwait: true },
    'anyio.as_completed': { argument: { position: 0, rest: true } },
  },
  taskScopes: { 'anyio.create_task_group': 'anyio' },
  cancelScopes: joinTables(
    under('anyio', 'move_on_after move_on_at fail_after fail_at', { enter: 'with', isTimeout: true }),
    under('anyio', 'CancelScope', { enter: 'with', isTimeout: false }),
  ),
  cancellationExceptions: { 'anyio.get_cancelled_exc_class': 'any' },
  sleeps: {
    'anyio.sleep': { seconds: { position: 0, name: 'delay' }, forEver: 'anyio.sleep_forever' },
    'anyio.sleep_forever': { forEver: 'anyio.sleep_forever' },
  },
  asyncLocks: locks,
  locksInMemory: locks,
  exclusiveLocks: { 'anyio.Lock': true },
  keepTurn: {
    'anyio.lowlevel.checkpoint_if_cancelled': true,
    'anyio._backends._asyncio.AsyncIOBackend.checkpoint_if_cancelled': true,
    'anyio._backends._trio.TrioBackend.checkpoint_if_cancelled': true,
  },
  opens: { name: 'anyio.open_file', isAwaited: true },
};
