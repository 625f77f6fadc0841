import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import { both } from '../words.ts';
import type { Library } from './library.ts';

const wait: BlockingCall = {
  rule: 'blocking-subprocess',
  counterpart: {
    asyncio: both('asyncio.create_subprocess_exec()', 'await process.wait()'),
    anyio: both('anyio.open_process()', 'await process.wait()'),
    trio: both('trio.lowlevel.open_process()', 'await process.wait()'),
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
