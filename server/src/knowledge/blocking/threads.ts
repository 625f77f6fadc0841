import type { CodeOrText } from '../../text/localized.ts';
import { joinTables, under, type NameTable } from '../name-table.ts';
import { over } from '../words.ts';
import type { ArgumentCondition, BlockingCall, Counterpart } from './blocking-call.ts';

/** Locks, queues, futures and workers of threads and processes. */
const lock = (counterpart: Counterpart): BlockingCall => ({ rule: 'blocking-lock', counterpart });
const counterparts = (name: string): Counterpart => ({
  asyncio: `\`asyncio.${name}\``,
  anyio: `\`anyio.${name}\``,
  trio: `\`trio.${name}\``,
});
const barrier: Counterpart = { asyncio: '`asyncio.Barrier`' };
const queue: Counterpart = {
  asyncio: '`asyncio.Queue`',
  anyio: '`anyio.create_memory_object_stream()`',
  trio: '`trio.open_memory_channel()`',
};

const equalTo = (position: number, name: string, equals: false | 0): ArgumentCondition => ({
  argument: { position, name },
  equals,
});
/** acquire(blocking=True, timeout=-1) */
const tryLock: readonly ArgumentCondition[] = [equalTo(0, 'blocking', false), equalTo(0, 'blocking', 0)];
const tryLockTimed: readonly ArgumentCondition[] = [...tryLock, equalTo(1, 'timeout', 0)];
const tryBlock: readonly ArgumentCondition[] = [equalTo(0, 'block', false), equalTo(1, 'timeout', 0)];
const tryPut: readonly ArgumentCondition[] = [equalTo(1, 'block', false), equalTo(2, 'timeout', 0)];
const atOnce: readonly ArgumentCondition[] = [equalTo(0, 'timeout', 0)];
const second: readonly ArgumentCondition[] = [equalTo(1, 'timeout', 0)];

const locks: NameTable<BlockingCall> = joinTables(
  ...['Lock', 'RLock'].map((name) =>
    joinTables<BlockingCall>(
      under(`threading.${name}`, 'acquire', { ...lock(counterparts('Lock')), unless: tryLockTimed }),
      under(`threading.${name}`, '__enter__', lock(counterparts('Lock'))),
    ),
  ),
  under('threading.Condition', 'acquire', { ...lock(counterparts('Condition')), unless: tryLockTimed }),
  under('threading.Condition', '__enter__', lock(counterparts('Condition'))),
  under('threading.Condition', 'wait', { ...lock(counterparts('Condition')), unless: atOnce }),
  under('threading.Condition', 'wait_for', { ...lock(counterparts('Condition')), unless: second }),
  under('threading.Semaphore', 'acquire', { ...lock(counterparts('Semaphore')), unless: tryLockTimed }),
  under('threading.Semaphore', '__enter__', lock(counterparts('Semaphore'))),
  under('threading.Event', 'wait', { ...lock(counterparts('Event')), unless: atOnce }),
  under('threading.Barrier', 'wait', { ...lock(barrier), unless: atOnce }),
  under('multiprocessing.synchronize.SemLock', 'acquire', {
    rule: 'blocking-lock',
    unless: [equalTo(0, 'block', false), equalTo(1, 'timeout', 0)],
  }),
  under('multiprocessing.synchronize.SemLock', '__enter__', { rule: 'blocking-lock' }),
  under('multiprocessing.synchronize.Condition', 'wait wait_for __enter__', { rule: 'blocking-lock' }),
  under('multiprocessing.synchronize.Event', 'wait', { rule: 'blocking-lock', unless: atOnce }),
  under('multiprocessing.synchronize.Barrier', 'wait', { rule: 'blocking-lock', unless: atOnce }),
);

const queues: NameTable<BlockingCall> = joinTables(
  under('queue.Queue', 'get', { ...lock(queue), unless: tryBlock }),
  under('queue.Queue', 'put', { ...lock(queue), unless: tryPut, onlyBounded: true }),
  under('queue.Queue', 'join', lock(queue)),
  under('queue.SimpleQueue', 'get', { ...lock(queue), unless: tryBlock }),
  under('multiprocessing.queues.Queue', 'get', { rule: 'blocking-lock', unless: tryBlock }),
  under('multiprocessing.queues.Queue', 'put', { rule: 'blocking-lock', unless: tryPut, onlyBounded: true }),
  under('multiprocessing.queues.Queue', 'join_thread', { rule: 'blocking-lock' }),
  under('multiprocessing.queues.JoinableQueue', 'join', { rule: 'blocking-lock' }),
  under('multiprocessing.queues.SimpleQueue', 'get', { rule: 'blocking-lock' }),
);

const wait = (asyncio?: CodeOrText): BlockingCall =>
  asyncio === undefined ? { rule: 'blocking-wait' } : { rule: 'blocking-wait', counterpart: { asyncio } };
const wrapped = wait('`await asyncio.wrap_future()`');
const inExecutor = wait('`loop.run_in_executor()`');
const noShutdownWait: readonly ArgumentCondition[] = [equalTo(0, 'wait', false)];

const workers: NameTable<BlockingCall> = joinTables(
  under('concurrent.futures.Future', 'result exception', { ...wrapped, unless: atOnce }),
  under('concurrent.futures', 'wait', { ...wait(over('asyncio.wait()', 'asyncio.wrap_future()')), unless: second }),
  under('concurrent.futures', 'as_completed', {
    ...wait(over('asyncio.as_completed()', 'asyncio.wrap_future()')),
    lazy: true,
  }),
  under('concurrent.futures.Executor', 'map', { ...inExecutor, lazy: true }),
  under('concurrent.futures.Executor', 'shutdown', { ...wait(), unless: noShutdownWait }),
  under('concurrent.futures.Executor', '__exit__', inExecutor),
  under('threading.Thread', 'join', { ...wait('`asyncio.to_thread()`'), unless: atOnce }),
  under('multiprocessing.process.BaseProcess', 'join', { ...inExecutor, unless: atOnce }),
  under('multiprocessing.pool.Pool', 'map starmap apply join', inExecutor),
  under('multiprocessing.pool.Pool', 'imap imap_unordered', { ...inExecutor, lazy: true }),
  under('multiprocessing.pool.ApplyResult', 'get wait', { ...inExecutor, unless: atOnce }),
  under('multiprocessing.pool.IMapIterator', 'next __iter__', inExecutor),
  under('multiprocessing.connection', 'wait', { ...wait(), unless: second }),
  under('multiprocessing', 'Manager', wait()),
  under('signal', 'pause sigwait sigwaitinfo sigtimedwait', wait('`loop.add_signal_handler()`')),
  under('sched.scheduler', 'run', { ...wait(), unless: [equalTo(0, 'blocking', false)] }),
);

export const threads: NameTable<BlockingCall> = joinTables(locks, queues, workers);
