import { describe, expect, it } from 'vitest';
import { blocking } from '../../../server/src/knowledge/blocking.ts';
import { decorators } from '../../../server/src/knowledge/decorators.ts';
import * as loop from '../../../server/src/knowledge/loop.ts';
import { joinTables, under, type NameTable } from '../../../server/src/knowledge/name-table.ts';
import { type CodeOrText, isLocalized } from '../../../server/src/text/localized.ts';

const { asyncTestMarks, asyncTestPlugin, asyncTestPlugins } = loop;
const isTable = (value: unknown): value is NameTable<unknown> =>
  typeof value === 'object' && !Array.isArray(value) && value !== asyncTestPlugin;
const tables: readonly (readonly [string, NameTable<unknown>])[] = Object.entries<unknown>({
  blocking,
  decorators,
  ...loop,
}).flatMap(([name, value]) => (isTable(value) ? [[name, value] as const] : []));

const RULES = [
  'blocking-sleep',
  'blocking-http',
  'blocking-subprocess',
  'blocking-file',
  'blocking-path',
  'blocking-database',
  'blocking-socket',
  'blocking-lock',
  'blocking-wait',
  'blocking-input',
  'blocking-call',
];

describe.each(tables)('table %s', (_, table) => {
  it('has dotted names only', () => {
    const malformed = Object.keys(table).filter(
      (name) => !/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*\.([A-Za-z_]\w*|\*)$/.test(name),
    );
    expect(Object.keys(table).length).toBeGreaterThan(0);
    expect(malformed).toEqual([]);
  });
});

describe('blocking', () => {
  it('gives each rule something to report, and no other rule', () => {
    expect(new Set(Object.values(blocking).map((call) => call.rule))).toEqual(new Set(RULES));
  });

  it.each([
    ['time.sleep', 'blocking-sleep'],
    ['requests.get', 'blocking-http'],
    ['requests.Session.get', 'blocking-http'],
    ['subprocess.Popen.wait', 'blocking-subprocess'],
    ['pathlib.Path.read_text', 'blocking-file'],
    ['os.path.exists', 'blocking-path'],
    ['sqlite3.Cursor.execute', 'blocking-database'],
    ['socket.socket.recv', 'blocking-socket'],
    ['threading.Lock.acquire', 'blocking-lock'],
    ['concurrent.futures.Future.result', 'blocking-wait'],
    ['builtins.input', 'blocking-input'],
    ['bcrypt.hashpw', 'blocking-call'],
  ])('%s is for %s', (name, rule) => {
    expect(blocking[name]?.rule).toBe(rule);
  });

  it.each([
    'os.path.join',
    'os.path.basename',
    'os.path.normpath',
    'os.path.abspath',
    'os.getcwd',
    'os.getenv',
    'pathlib.Path.joinpath',
    'pathlib.Path.with_suffix',
    'pathlib.Path.relative_to',
    'requests.Request',
    'subprocess.list2cmdline',
    'sqlalchemy.create_engine',
    'queue.Queue.put_nowait',
    'io.StringIO.read',
    'redis.Redis.pipeline',
    'asyncio.Event.wait',
  ])('leaves %s alone', (name) => {
    expect(blocking[name]).toBeUndefined();
  });

  it('writes replacements as Markdown with the name in code', () => {
    const counterparts = Object.values(blocking)
      .flatMap(({ counterpart }) => [counterpart?.asyncio, counterpart?.anyio, counterpart?.trio])
      .filter((text) => text !== undefined);
    expect(counterparts.length).toBeGreaterThan(500);
    expect(
      counterparts.map((each) => (isLocalized(each) ? each.en : each)).filter((each) => !/`[^`]+`/.test(each)),
    ).toEqual([]);
  });
});

describe('tables', () => {
  it('says in all languages what is more than code', () => {
    const shown: readonly (CodeOrText | undefined)[] = [
      ...Object.values(blocking).flatMap(({ counterpart: by }) => [by?.asyncio, by?.anyio, by?.trio]),
      ...Object.values(loop.callbackTakers).map(({ instead }) => instead),
      ...Object.values(loop.loopStarters).map(({ instead }) => instead),
      ...Object.values(loop.deprecatedNames).map(({ instead }) => instead),
      ...Object.values(loop.newerNames).map(({ before }) => before),
      ...Object.values(loop.neverThere),
      ...Object.values(loop.threadUnsafe),
    ];
    const plain = shown.filter((each) => typeof each === 'string');
    expect(plain.length).toBeGreaterThan(500);
    expect(plain.filter((code) => /[a-z]/i.test(code.replaceAll(/`[^`]*`/g, '')))).toEqual([]);
  });
});

describe('loop', () => {
  it('knows every executor dispatch that wants a plain function as a callback taker', () => {
    const plain = Object.entries(loop.executorDispatches).filter(([, loader]) => !loader.acceptsAsync);
    expect(plain.length).toBeGreaterThan(20);
    expect(plain.filter(([name]) => !(name in loop.callbackTakers))).toEqual([]);
  });

  it('keeps tasks of a TaskGroup out of danger', () => {
    expect(loop.taskSpawners['asyncio.create_task']?.dropping).toBe('task');
    expect(loop.taskSpawners['asyncio.TaskGroup.create_task']?.dropping).toBeUndefined();
  });

  it('names pytest plugins as modules', () => {
    for (const { module, mark } of Object.values(asyncTestPlugin)) {
      expect(asyncTestPlugins).toContain(module);
      expect(asyncTestMarks).toContain(mark);
    }
    expect(asyncTestPlugins.filter((name) => !/^[a-z0-9_.]+$/.test(name))).toEqual([]);
  });
});

describe('joining tables', () => {
  it('puts names under a prefix', () => {
    expect(under('os', 'stat\n  listdir', 1)).toEqual({ 'os.stat': 1, 'os.listdir': 1 });
  });

  it('refuses a name that stands in two tables, or twice in a list', () => {
    expect(() => joinTables({ 'os.stat': 1 }, { 'os.stat': 2 })).toThrow('os.stat is listed twice');
    expect(() => under('os', 'stat stat', 1)).toThrow('os.stat is listed twice');
  });
});
