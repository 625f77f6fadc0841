import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const wait: BlockingCall = {
  rule: 'blocking-subprocess',
  counterpart: {
    asyncio: '`asyncio.create_subprocess_exec()` and `await process.wait()`',
    anyio: '`anyio.open_process()` and `await process.wait()`',
    trio: '`trio.lowlevel.open_process()` and `await process.wait()`',
  },
};

/** Samples for `interval` seconds; without it compares with the call before. */
const interval = { position: 0, name: 'interval' } as const;
const sampling: BlockingCall = {
  rule: 'blocking-subprocess',
  unless: [
    { argument: interval, passed: false },
    { argument: interval, equals: null },
    { argument: interval, equals: 0 },
  ],
};

export const psutil: Library = {
  packages: ['psutil'],
  blocking: joinTables(
    under('psutil.Process', 'wait', {
      ...wait,
      unless: [{ argument: { position: 0, name: 'timeout' }, equals: 0 }],
    }),
    under('psutil', 'wait_procs', wait),
    under('psutil.Process', 'cpu_percent', sampling),
    under('psutil', 'cpu_percent cpu_times_percent', sampling),
  ),
};
