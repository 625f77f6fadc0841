import type { AsyncCaller } from '../loop/callbacks.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const locks = under<true>('trio', 'Lock StrictFIFOLock Condition Semaphore CapacityLimiter', true);

export const trio: Library = {
  packages: ['trio'],
  socketWaits: under('trio.lowlevel', 'wait_readable wait_writable', true),
  executorDispatches: {
    'trio.to_thread.run_sync': { function: { position: 0, name: 'sync_fn' }, to: 'thread', returns: 'awaitable' },
  },
  loopDispatches: {
    'trio.from_thread.run': { what: 'function', argument: { position: 0, name: 'afn' } },
    'trio.from_thread.run_sync': { what: 'function', argument: { position: 0, name: 'fn' } },
  },
  threadUnsafe: { 'trio.Event.set': '`trio.from_thread.run_sync()`' },
  loopStarters: { 'trio.run': { runs: { what: 'function', argument: { position: 0, name: 'async_fn' } } } },
  asyncCallers: joinTables<AsyncCaller>(
    under('trio.Nursery', 'start_soon start', { callback: { position: 0, name: 'async_fn' } }),
    { 'trio.run': { callback: { position: 0, name: 'async_fn' } } },
  ),
  taskSpawners: joinTables(
    under('trio.Nursery', 'start_soon start', {
      spawns: { what: 'function', argument: { position: 0, name: 'async_fn' } },
      returns: 'nothing',
    }),
    under('trio.lowlevel', 'spawn_system_task', {
      spawns: { what: 'function', argument: { position: 0, name: 'async_fn' } },
      returns: 'task',
    }),
  ),
  taskScopes: { 'trio.open_nursery': 'trio' },
  cancelScopes: joinTables(
    under('trio', 'move_on_after move_on_at fail_after fail_at', { enter: 'with', isTimeout: true }),
    under('trio', 'CancelScope', { enter: 'with', isTimeout: false }),
  ),
  cancellationExceptions: { 'trio.Cancelled': 'trio' },
  sleeps: {
    'trio.sleep': { seconds: { position: 0, name: 'seconds' }, forEver: 'trio.sleep_forever' },
    'trio.sleep_forever': { forEver: 'trio.sleep_forever' },
  },
  asyncLocks: locks,
  locksInMemory: locks,
  exclusiveLocks: { 'trio.Lock': true },
  keepTurn: { 'trio.lowlevel.checkpoint_if_cancelled': true },
};
