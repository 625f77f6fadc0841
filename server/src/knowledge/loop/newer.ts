import type { CodeOrText } from '../../text/localized.ts';
import { joinTables, under, type NameTable } from '../name-table.ts';

/** A name that asyncio, or what belongs to it, has got lately. */
export interface NewerName {
  /** The minor version of Python 3. */
  readonly since: number;
  /** Markdown: what older versions have. Undefined where there is nothing. */
  readonly before?: CodeOrText;
}

const closing = { en: '`try` and `finally` with `aclose()`', 'zh-cn': '`try` 和 `finally`，在其中调用 `aclose()`' };
const waiting = {
  en: '`asyncio.wait_for()`, or the package `async-timeout`',
  'zh-cn': '`asyncio.wait_for()`，或 `async-timeout` 包',
};

/** https://docs.python.org/3/library/asyncio-api-index.html, and "Added in version" in the pages behind it. */
export const newerNames: NameTable<NewerName> = joinTables<NewerName>(
  { 'asyncio.to_thread': { since: 9, before: '`loop.run_in_executor(None, …)`' } },
  { 'contextlib.aclosing': { since: 10, before: closing } },
  {
    'asyncio.TaskGroup': { since: 11, before: '`asyncio.gather()`' },
    'asyncio.timeout': { since: 11, before: waiting },
    'asyncio.timeout_at': { since: 11, before: waiting },
    'asyncio.Runner': { since: 11, before: '`asyncio.run()`' },
  },
  under('asyncio', 'Barrier BrokenBarrierError Timeout', { since: 11 }),
  under('asyncio', 'eager_task_factory create_eager_task_factory', { since: 12 }),
  under('asyncio', 'QueueShutDown EventLoop', { since: 13 }),
  under('asyncio', 'print_call_graph format_call_graph capture_call_graph FutureCallGraph FrameCallGraphEntry', {
    since: 14,
  }),
);
