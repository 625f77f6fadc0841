import { joinTables, under, type NameTable } from '../name-table.ts';

/** A name that asyncio, or what belongs to it, has got lately. */
export interface NewerName {
  /** The minor version of Python 3. */
  readonly since: number;
  /** Markdown: what older versions have. Undefined where there is nothing. */
  readonly before?: string;
}

/** https://docs.python.org/3/library/asyncio-api-index.html, and "Added in version" in the pages behind it. */
export const newerNames: NameTable<NewerName> = joinTables<NewerName>(
  { 'asyncio.to_thread': { since: 9, before: '`loop.run_in_executor(None, …)`' } },
  { 'contextlib.aclosing': { since: 10, before: '`try` and `finally` with `aclose()`' } },
  {
    'asyncio.TaskGroup': { since: 11, before: '`asyncio.gather()`' },
    'asyncio.timeout': { since: 11, before: '`asyncio.wait_for()`, or the package `async-timeout`' },
    'asyncio.timeout_at': { since: 11, before: '`asyncio.wait_for()`, or the package `async-timeout`' },
    'asyncio.Runner': { since: 11, before: '`asyncio.run()`' },
  },
  under('asyncio', 'Barrier BrokenBarrierError Timeout', { since: 11 }),
  under('asyncio', 'eager_task_factory create_eager_task_factory', { since: 12 }),
  under('asyncio', 'QueueShutDown EventLoop', { since: 13 }),
  under('asyncio', 'print_call_graph format_call_graph capture_call_graph FutureCallGraph FrameCallGraphEntry', {
    since: 14,
  }),
);
