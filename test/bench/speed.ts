/**
 * What our users wait for, and what they wait for with peers, in one run: `npm run bench -- [--only WORD…] [--against FOLDER]
 * [--runs N] [--no-peers]`. WORD is a part of a row's name, FOLDER the `dist/` of another version of ours, which is measured
 * alongside. Sources and peers come from PyPI. Compare columns, not runs: a shared machine is never twice the same.
 * The figures of the last run are in `.bench/speed/last.json`. Needs bash and Linux.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { applicationFolder } from './precision/applications.ts';
import { CACHE } from './recall/packages.ts';
import { type KeyTimes, type } from './speed/keys.ts';
import { openServer } from './speed/language-server.ts';
import { installPeers } from './speed/peers.ts';
import { type Cost, costOf } from './speed/processes.ts';

/** A program that is measured. What it cannot do is left out. */
interface Program {
  readonly name: string;
  readonly server?: readonly string[];
  readonly check: (path: string) => readonly string[];
  /** Whether a check may find what an earlier one has kept. */
  readonly keeps: boolean;
}

interface Row {
  readonly name: string;
  readonly measure: (program: Program) => Promise<string | undefined>;
}

/** So many places of a file are typed in. */
const PLACES = 3;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      against: { type: 'string' },
      runs: { type: 'string', default: '3' },
      'no-peers': { type: 'boolean', default: false },
    },
  });
  const programs = [
    ours('ours', 'dist'),
    ...(values.against === undefined ? [] : [ours('against', values.against)]),
    ...(values['no-peers'] ? [] : peers(installPeers())),
  ];
  const rows = allRows(Number(values.runs)).filter(
    ({ name }) => values.only.length === 0 || values.only.some((word) => name.includes(word)),
  );
  const table: Record<string, Record<string, string>> = {};
  console.log(`| | ${programs.map(({ name }) => name).join(' | ')} |\n|${' --- |'.repeat(programs.length + 1)}`);
  for (const { name, measure } of rows) {
    const figures: string[] = [];
    for (const program of programs) figures.push((await measure(program)) ?? '–');
    table[name] = Object.fromEntries(programs.map((program, i) => [program.name, figures[i]!]));
    console.log(`| ${name} | ${figures.join(' | ')} |`);
  }
  mkdirSync(join(CACHE, 'speed'), { recursive: true });
  writeFileSync(join(CACHE, 'speed/last.json'), `${JSON.stringify(table, undefined, 2)}\n`);
}

const ours = (name: string, dist: string): Program => ({
  name,
  server: [process.execPath, resolve(dist, 'server.js'), '--stdio'],
  check: (path) => [process.execPath, resolve(dist, 'cli.js'), 'check', path],
  keeps: true,
});

const peers = (programs: string): readonly Program[] => [
  {
    name: 'ty',
    server: [join(programs, 'ty'), 'server'],
    check: (path) => [join(programs, 'ty'), 'check', path],
    keeps: false,
  },
  { name: 'pyrefly', check: (path) => [join(programs, 'pyrefly'), 'check', path], keeps: false },
  {
    name: 'ruff (ASYNC rules)',
    check: (path) => [join(programs, 'ruff'), 'check', '--select=ASYNC', '--isolated', '--no-cache', path],
    keeps: false,
  },
];

function allRows(runs: number): readonly Row[] {
  const aiohttp = applicationFolder({ name: 'aiohttp', version: '3.13.2', as: 'source' });
  const telegram = applicationFolder({ name: 'python-telegram-bot', version: '22.5', as: 'source' });
  const client = join(aiohttp, 'aiohttp/client.py');
  return [
    keys('keys in client.py', aiohttp, client),
    keys('keys in _bot.py', telegram, join(telegram, 'src/telegram/_bot.py')),
    keys('keys in 50,000 lines', ...longFile(join(telegram, 'src/telegram/_bot.py'))),
    check('check of aiohttp', aiohttp, runs),
    checkAgain('check of aiohttp again', aiohttp, runs),
    checkAgain('check of aiohttp after an edit', aiohttp, runs, 'aiohttp/client.py'),
    {
      name: 'start: check of one small file',
      measure: ({ check }) =>
        inCopy(undefined, (folder, env) => {
          writeFileSync(join(folder, 'one.py'), 'import asyncio\n\n\nasync def main():\n    await asyncio.sleep(1)\n');
          return costOf(check('one.py'), 2 * runs + 1, { cwd: folder, env });
        }),
    },
    {
      name: 'start: node -e 0',
      measure: ({ name }) =>
        Promise.resolve(name === 'ours' ? shown(costOf([process.execPath, '-e', '0'], 5)) : undefined),
    },
  ];
}

function keys(name: string, folder: string, path: string): Row {
  return {
    name: `${name}: median / p99, processor ms`,
    async measure({ server }) {
      if (!server) return undefined;
      const opened = await openServer(server, resolve(folder), {
        path: resolve(path),
        text: readFileSync(path, 'utf8'),
      });
      try {
        return shownKeys(await type(opened, PLACES));
      } finally {
        opened.stop();
      }
    },
  };
}

const shownKeys = ({ median, p99, processor, memory: [before, after] }: KeyTimes): string =>
  `${median.toFixed(1)} / ${p99.toFixed(1)}, ${processor.toFixed(1)}; ${before.toFixed(0)} → ${after.toFixed(0)} MB`;

const shown = ({ wall, processor }: Cost): string => `${wall.toFixed(2)} s, processor ${processor.toFixed(2)}`;

const check = (name: string, folder: string, runs: number): Row => ({
  name,
  measure: ({ check, keeps }) =>
    inCopy(folder, (copy, env) => costOf([...check('.'), ...(keeps ? ['--no-cache'] : [])], runs, { cwd: copy, env })),
});

/** With what the first check has kept; `edited` is a file that gets one more statement before each. */
const checkAgain = (name: string, folder: string, runs: number, edited?: string): Row => ({
  name,
  measure: ({ check, keeps }) =>
    inCopy(folder, (copy, env) => {
      if (keeps) costOf(check('.'), 1, { cwd: copy, env });
      let edits = 0;
      const before = (): void => {
        if (edited === undefined) return;
        const path = join(copy, edited);
        const text = readFileSync(path, 'utf8');
        const body = text.indexOf(':\n', text.indexOf('    async def ')) + 1;
        writeFileSync(path, `${text.slice(0, body)}\n        edited = ${String(++edits)}${text.slice(body)}`);
      };
      return costOf(check('.'), runs, { cwd: copy, env, before });
    }),
});

/** Runs in a copy of a folder, or in an empty one, with an empty cache beside. */
function inCopy(folder: string | undefined, run: (copy: string, env: NodeJS.ProcessEnv) => Cost): Promise<string> {
  const temporary = mkdtempSync(join(tmpdir(), 'speed-'));
  try {
    const copy = join(temporary, 'copy');
    if (folder === undefined) mkdirSync(copy);
    else cpSync(folder, copy, { recursive: true });
    return Promise.resolve(shown(run(copy, { XDG_CACHE_HOME: join(temporary, 'cache') })));
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** A class of 12,000 lines, four times. */
function longFile(source: string): [folder: string, path: string] {
  const folder = join(CACHE, 'speed/long');
  const path = join(folder, 'long.py');
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const text = readFileSync(source, 'utf8');
    writeFileSync(join(folder, 'setup.cfg'), '');
    writeFileSync(path, [1, 2, 3, 4].map((n) => text.replace(/^class Bot\(/m, `class Bot${String(n)}(`)).join('\n'));
  }
  return [folder, path];
}

void main();
