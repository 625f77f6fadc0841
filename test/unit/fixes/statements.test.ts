import { afterAll, describe, expect, it } from 'vitest';
import { asyncFor, asyncWith, syncFor, syncWith } from '../../../server/src/fixes/async-statement.ts';
import { collectItems } from '../../../server/src/fixes/collect-items.ts';
import { keepTask } from '../../../server/src/fixes/keep-task.ts';
import { replaceLock } from '../../../server/src/fixes/replace-lock.ts';
import { complaintsOfPython, fixed, type Options } from './harness.ts';

afterAll(() => {
  expect(complaintsOfPython()).toBe('');
});

const LOCKS = 'import asyncio, threading\na = asyncio.Lock()\ns = threading.Lock()\n';
const inCoroutine = (code: string): string => `async def main():\n${code.replace(/^(?=.)/gm, '    ')}\n`;

describe('asyncWith and syncWith', () => {
  const changed = (edits: typeof asyncWith, code: string) => {
    const text = LOCKS + inCoroutine(code);
    const start = text.indexOf(code.slice(0, code.indexOf(':')).replaceAll('\n', '\n    '));
    return fixed(text, { kind: 'With', source: text.slice(start, -1), edits });
  };

  it.each([
    ['with a: pass', 'async with a: pass'],
    ['with a as x, a as y:\n    pass', 'async with a as x, a as y:\n    pass'],
    ['with (a, a): pass', 'async with (a, a): pass'],
    ['with anything(), a:\n    pass', 'async with anything(), a:\n    pass'],
    [
      'with s as x, a:  # both\n    go()\n\n    go()',
      'with s as x:\n    async with a:  # both\n        go()\n\n        go()',
    ],
    [
      'with a, s, s, a:\n    go(1,\n       2)',
      'async with a:\n    with s, s:\n        async with a:\n            go(1,\n               2)',
    ],
  ])('%s', async (before, after) => {
    expect(await changed(asyncWith, before)).toBe(LOCKS + inCoroutine(after));
  });

  it('keeps strings of several lines as they are', async () => {
    const split = (header: string, indent: string): string =>
      `${LOCKS}async def main():\n    ${header}\n${indent}x = """\nkept\n  kept"""\n${indent}f"""\n{x}\n"""\n`;
    const text = split('with s, a:', '        ');
    const source = text.slice(text.indexOf('with'), -1);
    expect(await fixed(text, { kind: 'With', source, edits: asyncWith })).toBe(
      split('with s:\n        async with a:', '            '),
    );
  });

  it.each(['with s, a: pass', 'with (s, a):\n    pass', 'with s, \\\n    a:\n    pass'])(
    'cannot split %s',
    async (code) => {
      expect(await changed(asyncWith, code)).toBeUndefined();
    },
  );

  it.each([
    ['async with s: pass', 'with s: pass'],
    ['async  with s:\n    pass', 'with s:\n    pass'],
    ['async with s, a:\n    pass', 'with s:\n    async with a:\n        pass'],
  ])('%s', async (before, after) => {
    expect(await changed(syncWith, before)).toBe(LOCKS + inCoroutine(after));
  });
});

describe('asyncFor and syncFor', () => {
  it('marks a statement', async () => {
    const loop = 'for x in y:\n        pass';
    const text = `async def main():\n    ${loop}\n`;
    const marked = await fixed(text, { kind: 'For', source: loop, edits: asyncFor });
    expect(marked).toBe(`async def main():\n    async ${loop}\n`);
    expect(await fixed(marked ?? '', { kind: 'For', source: `async ${loop}`, edits: syncFor })).toBe(text);
  });

  it.each([
    ['[x for x in y if x]', 'for x in y if x', '[x async for x in y if x]'],
    ['{x: z for x in y for z in x}', 'for z in x', '{x: z for x in y async for z in x}'],
    ['sum(x for x in y)', 'for x in y', 'sum([x async for x in y])'],
    ['g(a, (x for x in y))', 'for x in y', 'g(a, [x async for x in y])'],
    ['g(x async for x in y for z in x)', 'for z in x', 'g(x async for x in y async for z in x)'],
  ])('%s', async (before, source, after) => {
    const result = await fixed(inCoroutine(before), { kind: 'ComprehensionFor', source, edits: asyncFor });
    expect(result).toBe(inCoroutine(after));
  });

  it('has nothing for a generator that is kept', async () => {
    const text = inCoroutine('xs = (x for x in y)');
    expect(await fixed(text, { kind: 'ComprehensionFor', source: 'for x in y', edits: asyncFor })).toBeUndefined();
  });

  it('unmarks a comprehension', async () => {
    const text = inCoroutine('[x async for x in y]');
    const source = 'async for x in y';
    expect(await fixed(text, { kind: 'ComprehensionFor', source, edits: syncFor })).toBe(inCoroutine('[x for x in y]'));
  });
});

describe('collectItems', () => {
  it.each([
    ['list(f())', '[item async for item in f()]'],
    ['list(f(),)', '[item async for item in f()]'],
    ['set((f()))', '{item async for item in (f())}'],
    ['dict(f())', '{key: value async for key, value in f()}'],
    ['list(\n    f(),  # all\n)', '[item async for item in \n    f()  # all\n]'],
    ['list(a if b else c)', '[item async for item in (a if b else c)]'],
    ['sum(f())', 'sum([item async for item in f()])'],
    ['sum(f(), 1)', 'sum([item async for item in f()], 1)'],
    ['sum((f()), 1)', 'sum([item async for item in (f())], 1)'],
    ['", ".join(f())', '", ".join([item async for item in f()])'],
  ])('%s', async (before, after) => {
    const result = await fixed(inCoroutine(before), {
      kind: 'Call',
      source: before.replaceAll('\n', '\n    '),
      edits: (view, call) => collectItems(view, call, call.args[0]!),
    });
    expect(result).toBe(inCoroutine(after));
  });
});

describe('keepTask', () => {
  const kept = (text: string, options: Options = {}) =>
    fixed(text, { kind: 'Expr', source: 'asyncio.create_task(f())', edits: keepTask, options });
  const keeping = (set: string, task: string, indent: string): string =>
    `${task} = asyncio.create_task(f())\n${indent}${set}.add(${task})\n${indent}${task}.add_done_callback(${set}.discard)`;

  it('makes a set behind the imports', async () => {
    const body = 'async def main():\n    asyncio.create_task(f())  # go\n    return 1\n';
    expect(await kept(`import asyncio\n\n\n${body}`)).toBe(
      `import asyncio\n\nbackground_tasks: set[asyncio.Task[object]] = set()\n\n\nasync def main():\n    task = asyncio.create_task(f())  # go\n    background_tasks.add(task)\n    task.add_done_callback(background_tasks.discard)\n    return 1\n`,
    );
  });

  it('keeps old Pythons and unused names in mind', async () => {
    const text = 'import asyncio\nasync def main(task):\n    background_tasks = 1\n    asyncio.create_task(f())\n';
    expect(await kept(text, { python: [3, 8] })).toBe(
      `import asyncio\n\nbackground_tasks_2 = set()\n\nasync def main(task):\n    background_tasks = 1\n    ${keeping('background_tasks_2', 'task_2', '    ')}\n`,
    );
  });

  it('uses the set that is there', async () => {
    const top = 'import asyncio\nbackground_tasks: set = set()\n';
    const text = `${top}async def main():\n    if x:\n        asyncio.create_task(f())`;
    expect(await kept(text)).toBe(
      `${top}async def main():\n    if x:\n        ${keeping('background_tasks', 'task', '        ')}`,
    );
  });

  it.each([
    [
      'if x: asyncio.create_task(f())',
      'if x: task = asyncio.create_task(f()); background_tasks.add(task); task.add_done_callback(background_tasks.discard)',
    ],
    [
      'asyncio.create_task(f()); g()',
      'task = asyncio.create_task(f()); background_tasks.add(task); task.add_done_callback(background_tasks.discard); g()',
    ],
  ])('shares a line: %s', async (before, after) => {
    const top = 'import asyncio\nbackground_tasks = set()\n';
    expect(await kept(top + inCoroutine(before))).toBe(top + inCoroutine(after));
  });

  it('keeps line breaks', async () => {
    const top = 'import asyncio\r\nbackground_tasks = set()\r\n';
    const text = `${top}async def main():\r\n\tasyncio.create_task(f())\r\n`;
    expect(await kept(text)).toBe(
      `${top}async def main():\r\n\t${keeping('background_tasks', 'task', '\t').replaceAll('\n', '\r\n')}\r\n`,
    );
  });

  it.each([
    ['_ = asyncio.create_task(f())', 'task'],
    ['t = asyncio.create_task(f())', 't'],
  ])('%s', async (source, name) => {
    const top = 'import asyncio\nbackground_tasks = set()\n';
    const result = await fixed(top + inCoroutine(source), { kind: 'Assign', source, edits: keepTask });
    expect(result).toBe(`${top}async def main():\n    ${keeping('background_tasks', name, '    ')}\n`);
  });

  it('has nothing for other targets', async () => {
    const source = 'a, b = asyncio.create_task(f())';
    expect(await fixed(inCoroutine(source), { kind: 'Assign', source, edits: keepTask })).toBeUndefined();
  });
});

describe('replaceLock', () => {
  const replaced = (text: string) => fixed(text, { kind: 'Call', source: 'threading.Lock()', edits: replaceLock });
  const MODULE = 'import asyncio, threading\nlock = threading.Lock()\n';
  const USE = 'async def f():\n    with lock:\n        pass\n    lock.acquire()\n    lock.release()\n';

  it('replaces a lock of the module', async () => {
    expect(await replaced(MODULE + USE)).toBe(
      'import asyncio, threading\nlock = asyncio.Lock()\nasync def f():\n    async with lock:\n        pass\n    await lock.acquire()\n    lock.release()\n',
    );
  });

  it('replaces its annotation', async () => {
    const text =
      'import asyncio, threading\nlock: threading.Lock = threading.Lock()\nasync def f():\n    with lock: pass\n';
    expect(await replaced(text)).toBe(
      'import asyncio, threading\nlock: asyncio.Lock = asyncio.Lock()\nasync def f():\n    async with lock: pass\n',
    );
  });

  it('replaces a lock of an instance', async () => {
    const cls = (lock: string, keyword: string): string =>
      `import asyncio, threading\nclass A:\n    def __init__(self):\n        self.lock = ${lock}\n    async def f(self):\n        ${keyword} self.lock:\n            pass\n`;
    expect(await replaced(cls('threading.Lock()', 'with'))).toBe(cls('asyncio.Lock()', 'async with'));
  });

  it('replaces a lock that coroutines share', async () => {
    const text =
      'import asyncio, threading\nasync def f():\n    lock = threading.Lock()\n    async def g():\n        with lock: pass\n    lock2 = 1\n';
    expect(await replaced(text)).toBe(
      text.replace('threading.Lock()', 'asyncio.Lock()').replace('with lock', 'async with lock'),
    );
  });

  it.each([
    ['sync code', 'def f():\n    with lock: pass\n'],
    ['other uses', 'async def f():\n    with lock: pass\n    g(lock)\n'],
    ['arguments', 'async def f():\n    lock.acquire(False)\n'],
    ['another value', 'async def f():\n    with lock: pass\nlock = 1\n'],
    ['several items', 'async def f():\n    with lock, lock: pass\n'],
    ['no use', 'async def f():\n    lock = 1\n'],
  ])('leaves it alone with %s', async (_, use) => {
    expect(await replaced(MODULE + use)).toBeUndefined();
  });

  it('leaves reentrant locks alone', async () => {
    const text = MODULE.replace('Lock', 'RLock') + USE;
    const source = 'threading.RLock()';
    expect(await fixed(text, { kind: 'Call', source, edits: replaceLock })).toBeUndefined();
  });
});
