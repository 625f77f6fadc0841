import { joinTables, under, type NameTable } from '../name-table.ts';
import { both } from '../words.ts';
import type { ArgumentCondition, BlockingCall } from './blocking-call.ts';

/** Starting other programs and waiting for them. */
const run: BlockingCall = {
  rule: 'blocking-subprocess',
  counterpart: {
    asyncio: '`asyncio.create_subprocess_exec()`',
    anyio: '`anyio.run_process()`',
    trio: '`trio.run_process()`',
  },
};
const shell: BlockingCall = {
  rule: 'blocking-subprocess',
  counterpart: {
    asyncio: '`asyncio.create_subprocess_shell()`',
    anyio: '`anyio.run_process()`',
    trio: '`trio.run_process()`',
  },
};
const start: BlockingCall = {
  rule: 'blocking-subprocess',
  startsOnly: true,
  counterpart: {
    asyncio: '`asyncio.create_subprocess_exec()`',
    anyio: '`anyio.open_process()`',
    trio: '`trio.lowlevel.open_process()`',
  },
};
const wait: BlockingCall = {
  rule: 'blocking-subprocess',
  counterpart: {
    asyncio: both('asyncio.create_subprocess_exec()', 'await process.wait()'),
    anyio: both('anyio.open_process()', 'await process.wait()'),
    trio: both('trio.lowlevel.open_process()', 'await process.wait()'),
  },
};

const noWait = (position: number): readonly ArgumentCondition[] => [
  { argument: { position, name: 'options' }, equals: 'os.WNOHANG' },
];
const startsOnly: readonly ArgumentCondition[] = [
  { argument: { position: 0, name: 'mode' }, equals: 'os.P_NOWAIT' },
  { argument: { position: 0, name: 'mode' }, equals: 'os.P_NOWAITO' },
];
const now: readonly ArgumentCondition[] = [{ argument: { position: 0, name: 'timeout' }, equals: 0 }];
const communicateNow: readonly ArgumentCondition[] = [{ argument: { position: 1, name: 'timeout' }, equals: 0 }];

export const processes: NameTable<BlockingCall> = joinTables(
  under('subprocess', 'run call check_call check_output', run),
  under('subprocess', 'getoutput getstatusoutput', shell),
  under('subprocess', 'Popen', start),
  under('subprocess.Popen', 'wait', { ...wait, unless: now }),
  under('subprocess.Popen', 'communicate', { ...run, unless: communicateNow }),
  under('subprocess.Popen', '__exit__', wait),
  under('os', 'system', shell),
  under('os', 'popen', shell),
  under('os', 'posix_spawn posix_spawnp', start),
  under('os', 'spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe', { ...run, unless: startsOnly }),
  under('os', 'wait', wait),
  under('os', 'waitpid', { ...wait, unless: noWait(1) }),
  under('os', 'waitid', { ...wait, unless: noWait(2) }),
  under('os', 'wait3', { ...wait, unless: noWait(0) }),
  under('os', 'wait4', { ...wait, unless: noWait(1) }),
  under('pty', 'spawn', run),
);
