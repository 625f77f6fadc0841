import { joinTables, under, type NameTable } from '../name-table.ts';

/** When an object becomes bound to one event loop: as it is made, or at its first use that has to wait. */
export type LoopBinding = 'made' | 'first-wait';

/** Objects that belong to one event loop. (asyncio's own were bound as they were made until Python 3.9.) */
export const loopBound: NameTable<LoopBinding> = joinTables(
  under('asyncio', 'Lock Event Condition Semaphore BoundedSemaphore Barrier', 'first-wait'),
  under('asyncio', 'Queue LifoQueue PriorityQueue', 'first-wait'),
  under('asyncio', 'Future', 'made'),
);

/** Raises RuntimeError when it is called where no loop runs. */
export const needsRunningLoop: NameTable<true> = joinTables(
  under('asyncio', 'create_task get_running_loop current_task all_tasks', true),
);

export interface LockCounterpart {
  readonly asyncio: string;
  readonly anyio?: string;
  readonly trio?: string;
  /** Whether the thread that holds it may take it again; the async counterparts may not. */
  readonly reentrant: boolean;
}

const lock = (name: string, reentrant = false): LockCounterpart => ({
  asyncio: `asyncio.${name}`,
  anyio: `anyio.${name}`,
  trio: `trio.${name}`,
  reentrant,
});

/** Locks of threads and processes, with the dotted names of their async counterparts. */
export const threadLocks: NameTable<LockCounterpart> = {
  'threading.Lock': lock('Lock'),
  'threading.RLock': lock('Lock', true),
  'threading.Condition': lock('Condition', true),
  'threading.Semaphore': lock('Semaphore'),
  'threading.BoundedSemaphore': {
    asyncio: 'asyncio.BoundedSemaphore',
    anyio: 'anyio.Semaphore',
    trio: 'trio.Semaphore',
    reentrant: false,
  },
  'multiprocessing.Lock': lock('Lock'),
  'multiprocessing.RLock': lock('Lock', true),
  'multiprocessing.synchronize.Lock': lock('Lock'),
  'multiprocessing.synchronize.RLock': lock('Lock', true),
};

/** Locks that are held with `async with`. */
export const asyncLocks: NameTable<true> = joinTables(
  under('asyncio', 'Lock Condition Semaphore BoundedSemaphore', true),
);

/** Locks that one task holds at a time, and cannot take again. */
export const exclusiveLocks: NameTable<true> = { 'asyncio.Lock': true };

/** Connections and sessions that only one task may use at a time: `gather` over them fails. */
export const notConcurrent: NameTable<true> = joinTables(under('asyncio', 'StreamReader', true));
