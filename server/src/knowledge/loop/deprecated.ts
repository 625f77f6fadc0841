import type { CodeOrText } from '../../text/localized.ts';
import { joinTables, under, type NameTable } from '../name-table.ts';

type Version = readonly [major: number, minor: number];

/** A name of asyncio that a Python version warns about or no longer has. */
export interface DeprecatedName {
  readonly deprecated: Version;
  readonly removed?: Version;
  /** Markdown; undefined when there is nothing to put in its place. */
  readonly instead?: CodeOrText;
}

const WATCHERS = `AbstractChildWatcher FastChildWatcher MultiLoopChildWatcher SafeChildWatcher ThreadedChildWatcher
  get_child_watcher set_child_watcher`;
const POLICIES = 'AbstractEventLoopPolicy DefaultEventLoopPolicy WindowsSelectorEventLoopPolicy';
const runner = '`asyncio.run(main(), loop_factory=…)`';

export const deprecatedNames: NameTable<DeprecatedName> = joinTables(
  {
    'asyncio.coroutine': { deprecated: [3, 8], removed: [3, 11], instead: '`async def`' },
    'asyncio.Task.current_task': { deprecated: [3, 7], removed: [3, 9], instead: '`asyncio.current_task()`' },
    'asyncio.Task.all_tasks': { deprecated: [3, 7], removed: [3, 9], instead: '`asyncio.all_tasks()`' },
    'asyncio.iscoroutinefunction': {
      deprecated: [3, 14],
      removed: [3, 16],
      instead: '`inspect.iscoroutinefunction()`',
    },
  },
  under('asyncio', WATCHERS, { deprecated: [3, 12], removed: [3, 14] }),
  under('asyncio', 'PidfdChildWatcher', { deprecated: [3, 12], removed: [3, 14] }),
  under('asyncio', `${POLICIES} WindowsProactorEventLoopPolicy`, { deprecated: [3, 14], removed: [3, 16] }),
  under('asyncio', 'get_event_loop_policy', { deprecated: [3, 14], removed: [3, 16] }),
  under('asyncio', 'set_event_loop_policy', { deprecated: [3, 14], removed: [3, 16], instead: runner }),
);

/** Names that articles and answers use, and asyncio never had, with what they mean; Markdown. */
export const neverThere: NameTable<CodeOrText> = joinTables(
  under<CodeOrText>('asyncio', 'run_in_executor', {
    en: '`loop.run_in_executor()` of `asyncio.get_running_loop()`, or `asyncio.to_thread()`',
    'zh-cn': '`asyncio.get_running_loop()` 返回的事件循环的 `loop.run_in_executor()`，或 `asyncio.to_thread()`',
  }),
  under('asyncio', 'run_until_complete run_forever', '`asyncio.run()`'),
  under<CodeOrText>('asyncio', 'call_soon call_later call_at create_future', {
    en: 'the method of `asyncio.get_running_loop()`',
    'zh-cn': '`asyncio.get_running_loop()` 返回的事件循环的同名方法',
  }),
  under('asyncio', 'spawn start_task', '`asyncio.create_task()`'),
  under('asyncio', 'sleep_ms delay', '`asyncio.sleep()`'),
);

/** Callables whose `loop=` parameter was deprecated in Python 3.8 and removed in 3.10. */
export const removedLoopParameter: NameTable<true> = joinTables(
  under('asyncio', 'sleep gather shield wait_for wait as_completed', true),
  under('asyncio', 'Lock Event Condition Semaphore BoundedSemaphore', true),
  under('asyncio', 'Queue LifoQueue PriorityQueue', true),
  under('asyncio', 'open_connection start_server open_unix_connection start_unix_server', true),
  under('asyncio', 'create_subprocess_exec create_subprocess_shell', true),
);
