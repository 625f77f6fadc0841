import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { applicationFolder } from '../precision/applications.ts';
import { environment, SUITES, VENV } from './environment.ts';
import type { Suite } from './suites.ts';

export interface SuiteResult {
  readonly suite: string;
  /** Tests that come out alike in two runs of the unchanged sources. */
  readonly tests: number;
  /** The others, which tell nothing. */
  readonly flaky: number;
  readonly safe: FixedResult;
  readonly unsafe: FixedResult;
}

export interface FixedResult {
  readonly fixes: number;
  /** What `--fix` still changes when it is run again. */
  readonly again: number;
  readonly diff: string;
  readonly differences: readonly Difference[];
}

interface Difference {
  readonly test: string;
  readonly before: string;
  readonly after: string;
  /** The end of its traceback. */
  readonly text: string;
}

const PLUGIN = resolve('test/bench/fixes');

/** A suite that hangs is ended after so long. In milliseconds. */
const PATIENCE = 600_000;

/** Runs a suite as it is, twice, and after each of the two ways to fix everything. */
export function runSuite(suite: Suite): SuiteResult {
  const [first, second] = [outcomes(suite, []).tests!, outcomes(suite, []).tests!];
  const stable = new Map([...first].filter(([test, { outcome }]) => second.get(test)?.outcome === outcome));
  const known = new Set([...first.keys(), ...second.keys()]);
  const after = (options: readonly string[]): FixedResult => {
    const { tests, ...rest } = outcomes(suite, options);
    return { ...rest, differences: tests === undefined ? [] : differences(stable, tests, known) };
  };
  return {
    suite: suite.name,
    tests: stable.size,
    flaky: known.size - stable.size,
    safe: after(['--fix']),
    unsafe: after(['--fix', '--unsafe-fixes']),
  };
}

interface Outcome {
  readonly outcome: string;
  readonly text: string;
}

type Outcomes = ReadonlyMap<string, Outcome>;

/** Of a fresh copy of the sources, fixed with these options if there are any; no tests are run where those fix nothing. */
function outcomes(suite: Suite, options: readonly string[]): Omit<FixedResult, 'differences'> & { tests?: Outcomes } {
  const source = applicationFolder(suite);
  // One name for all copies, since tests may show it.
  const copy = join(SUITES, 'sources', suite.name);
  rmSync(copy, { recursive: true, force: true });
  cpSync(source, copy, { recursive: true });
  symlinkSync(VENV, join(copy, '.venv'));
  const fixes = options.length === 0 ? 0 : fix(copy, options);
  const again = options.length === 0 ? 0 : fix(copy, options);
  const diff = spawnSync('git', ['diff', '--no-index', source, copy], { encoding: 'utf8' }).stdout;
  const result = { fixes, again, diff };
  return options.length > 0 && fixes === 0 ? result : { ...result, tests: runTests(suite, copy) };
}

function fix(folder: string, options: readonly string[]): number {
  const arguments_ = [resolve('dist/cli.js'), 'check', '--no-cache', ...options, '.'];
  const { stdout, stderr } = spawnSync('node', arguments_, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (stderr.includes('not changed:')) console.error(stderr);
  return Number(/^Fixed (\d+) finding/m.exec(stdout)?.[1] ?? 0);
}

function runTests(suite: Suite, folder: string): Outcomes {
  const file = join(SUITES, `${suite.name}.jsonl`);
  rmSync(file, { force: true });
  const plugins = ['-p', 'outcomes', '-p', 'no:cacheprovider'];
  // What a suite asks for by itself is mostly its coverage.
  const options = ['-o', 'addopts=', '-o', 'asyncio_default_fixture_loop_scope=function', '-q', '--timeout=30'];
  spawnSync(environment(), ['-m', 'pytest', ...plugins, ...options, ...suite.tests], {
    cwd: folder,
    timeout: PATIENCE,
    killSignal: 'SIGKILL',
    stdio: 'ignore',
    env: {
      ...process.env,
      OUTCOMES: file,
      PYTHONPATH: [join(folder, suite.root), PLUGIN].join(':'),
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONHASHSEED: '0',
    },
  });
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  return new Map(
    lines.map((line): [string, Outcome] => {
      const [test, outcome, text] = JSON.parse(line) as [string, string, string];
      return [test, { outcome, text }];
    }),
  );
}

/** A test that is not there any more counts, too; one that came up, such as a broken teardown, only if it did not pass. */
function differences(before: Outcomes, after: Outcomes, known: ReadonlySet<string>): readonly Difference[] {
  const changed = [...before].flatMap(([test, { outcome }]) => {
    const now = after.get(test) ?? { outcome: 'not run', text: '' };
    return now.outcome === outcome ? [] : [{ test, before: outcome, after: now.outcome, text: now.text }];
  });
  const added = [...after]
    .filter(([test, { outcome }]) => !known.has(test) && outcome === 'failed')
    .map(([test, { outcome, text }]) => ({ test, before: 'not run', after: outcome, text }));
  return [...changed, ...added];
}
