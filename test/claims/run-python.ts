import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a run of a program showed. */
export interface Run {
  /** What it wrote to stdout and stderr, warnings and exceptions among it. */
  readonly output: string;
  /** Whether it was still running when its time was up. */
  readonly hung: boolean;
  /** How long the event loop stood still at most, as asyncio's debug mode reports it. */
  readonly stallMilliseconds: number;
}

export interface Python {
  readonly version: readonly [number, number];
}

/** The Python of this machine; undefined without one. */
export function findPython(): Python | undefined {
  const { status, stdout } = spawnSync('python3', ['--version'], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const [, major, minor] = /(\d+)\.(\d+)/.exec(stdout) ?? [];
  return { version: [Number(major), Number(minor)] };
}

/** Those of the modules that this Python does not have. */
export function missingModules(modules: readonly string[]): readonly string[] {
  const find = 'import importlib.util, sys; print(*(m for m in sys.argv[1:] if not importlib.util.find_spec(m)))';
  const { stdout } = spawnSync('python3', ['-c', find, ...modules], { encoding: 'utf8' });
  return stdout.split(/\s+/).filter((name) => name !== '');
}

/** Runs a program under asyncio's debug mode in an empty folder, on the machine that machine/sitecustomize.py describes. */
export async function runPython(program: string, seconds: number): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'async-pitfalls-claim-'));
  const script = join(folder, 'example.py');
  const home = mkdtempSync(join(folder, 'home-'));
  try {
    writeFileSync(script, program);
    return await run(script, home, seconds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(script: string, home: string, seconds: number): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', ['-X', 'dev', '-u', script], {
      cwd: home,
      env: { ...variables(), HOME: home },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own: what the program started ends with it.
      detached: true,
    });
    let output = '';
    let hung = false;
    const collect = (data: Buffer): void => void (output += data.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.stdin.on('error', () => undefined);
    child.stdin.end('yes\nyes\nyes\n');
    const stop = setTimeout(() => {
      hung = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, seconds * 1000);
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(stop);
      resolve({ output, hung, stallMilliseconds: longestStall(output) });
    });
  });
}

const variables = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  PYTHONPATH: join(import.meta.dirname, 'machine'),
  PYTHONASYNCIODEBUG: '1',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONIOENCODING: 'utf-8',
});

/** `Executing <Task finished …> took 1.002 seconds` */
const longestStall = (output: string): number =>
  [...output.matchAll(/^Executing <.* took (\d+\.\d+) seconds$/gm)].reduce(
    (longest, [, seconds]) => Math.max(longest, Number(seconds) * 1000),
    0,
  );
