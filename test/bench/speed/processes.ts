import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Seconds. */
export interface Cost {
  readonly wall: number;
  /** Of the processor, in the program itself and in the system for it: what a machine shared with others changes least. */
  readonly processor: number;
}

/** What a command costs: the median of several runs by processor time. What it says and how it ends is its own business. */
export function costOf(command: readonly string[], runs: number, options: RunOptions = {}): Cost {
  const costs = Array.from({ length: runs }, () => runOnce(command, options));
  costs.sort((a, b) => a.processor - b.processor);
  return costs[(runs - 1) >> 1]!;
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Before each run, which does not count. */
  readonly before?: () => void;
}

function runOnce(command: readonly string[], { cwd, env, before }: RunOptions): Cost {
  before?.();
  // The shell's own `time`: Node does not tell what its children have used.
  const timed = spawnSync('bash', ['-c', 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null 2>&1', 'bash', ...command], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  const [wall = NaN, user = NaN, system = NaN] = timed.stderr.trim().split(/\s+/).map(Number);
  return { wall, processor: user + system };
}

/** Processor seconds that a process and its threads have used so far; Linux alone tells. */
export function processorTime(pid: number): number {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  // Behind the name, which may hold spaces: the state is field 3, user and system time are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksASecond();
}

/** Megabytes. */
export function residentMemory(pid: number): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

let ticks: number | undefined;

const ticksASecond = (): number => (ticks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })));
