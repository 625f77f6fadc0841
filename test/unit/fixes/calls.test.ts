import { afterAll, describe, expect, it } from 'vitest';
import { addKeyword } from '../../../server/src/fixes/add-argument.ts';
import { dispatchToThread } from '../../../server/src/fixes/dispatch-to-thread.ts';
import { replaceByAwaited, replaceByName, replaceCallee } from '../../../server/src/fixes/replace-call.ts';
import { startLoop } from '../../../server/src/fixes/start-loop.ts';
import { callIt, unpack, unpackInto, wrapIn } from '../../../server/src/fixes/wrap-in.ts';
import { complaintsOfPython, fixed, type Options } from './harness.ts';

afterAll(() => {
  expect(complaintsOfPython()).toBe('');
});

const inCoroutine = (code: string): string => `async def main():\n${code.replace(/^/gm, '    ')}\n`;

describe('dispatchToThread', () => {
  const dispatched = (imports: string, code: string, source: string, options: Options = {}) =>
    fixed(imports + inCoroutine(code), {
      kind: 'Call',
      source: source.replaceAll('\n', '\n    '),
      edits: dispatchToThread,
      options,
    });

  it.each([
    ['f()', 'f()', 'await asyncio.to_thread(f)'],
    ['f( )', 'f( )', 'await asyncio.to_thread(f )'],
    ['x = f(a, k=v)', 'f(a, k=v)', 'x = await asyncio.to_thread(f, a, k=v)'],
    ['f(a,)', 'f(a,)', 'await asyncio.to_thread(f, a,)'],
    ['f(*a, **k)', 'f(*a, **k)', 'await asyncio.to_thread(f, *a, **k)'],
    ['f (a)', 'f (a)', 'await asyncio.to_thread(f, a)'],
    ['(f)(a)', '(f)(a)', 'await asyncio.to_thread((f), a)'],
    ['(f or g)(a)', '(f or g)(a)', 'await asyncio.to_thread((f or g), a)'],
    ['client.get(url).json()', 'client.get(url)', '(await asyncio.to_thread(client.get, url)).json()'],
    ['client.get(url).json()', 'client.get(url).json()', 'await asyncio.to_thread(client.get(url).json)'],
    ['(f(a)).x', 'f(a)', '(await asyncio.to_thread(f, a)).x'],
    ['f(x for x in y)', 'f(x for x in y)', 'await asyncio.to_thread(f, (x for x in y))'],
    ['f((x for x in y))', 'f((x for x in y))', 'await asyncio.to_thread(f, (x for x in y))'],
    ['f(await g())', 'f(await g())', 'await asyncio.to_thread(f, await g())'],
    ['f(y := 1)', 'f(y := 1)', 'await asyncio.to_thread(f, y := 1)'],
    ['f(f(1))', 'f(1)', 'f(await asyncio.to_thread(f, 1))'],
    ['f"{f(a)}"', 'f(a)', 'f"{await asyncio.to_thread(f, a)}"'],
    ['with f(a) as x: pass', 'f(a)', 'with await asyncio.to_thread(f, a) as x: pass'],
    ['[f(a) for a in b]', 'f(a)', '[await asyncio.to_thread(f, a) for a in b]'],
    ['f(\n    a,\n    k=v,\n)', 'f(\n    a,\n    k=v,\n)', 'await asyncio.to_thread(\n    f,\n    a,\n    k=v,\n)'],
    ['f(  # why\n    a,  # a\n)', 'f(  # why\n    a,  # a\n)', 'await asyncio.to_thread(f,  # why\n    a,  # a\n)'],
    ['f(\n    # nothing\n)', 'f(\n    # nothing\n)', 'await asyncio.to_thread(f\n    # nothing\n)'],
    ['f(a,\n  b)', 'f(a,\n  b)', 'await asyncio.to_thread(f, a,\n  b)'],
    ['(f\n .g(a))', 'f\n .g(a)', '(await asyncio.to_thread(f\n .g, a))'],
    ['f \\\n  (a)', 'f \\\n  (a)', 'await asyncio.to_thread(f, a)'],
  ])('%s', async (before, source, after) => {
    const imports = 'import asyncio\n\n\n';
    expect(await dispatched(imports, before, source)).toBe(imports + inCoroutine(after));
  });

  it.each([
    ['import anyio\n', 'f(a)', 'await anyio.to_thread.run_sync(f, a)'],
    ['from anyio import to_thread\n', 'f(a)', 'await to_thread.run_sync(f, a)'],
    ['import trio\n', 'f()', 'await trio.to_thread.run_sync(f)'],
    ['import functools\nimport trio\n', 'f(a, k=v)', 'await trio.to_thread.run_sync(functools.partial(f, a, k=v))'],
    ['import trio\nfrom functools import partial\n', 'f(**k)', 'await trio.to_thread.run_sync(partial(f, **k))'],
    [
      'import trio\nfrom functools import partial\n',
      'f(\n    k=v\n)',
      'await trio.to_thread.run_sync(partial(\n    f,\n    k=v\n))',
    ],
  ])('in the words of the file: %s', async (imports, before, after) => {
    expect(await dispatched(imports, before, before)).toBe(imports + inCoroutine(after));
  });

  it('imports what it needs', async () => {
    expect(await dispatched('import time\n\n\n', 'time.sleep(1)', 'time.sleep(1)')).toBe(
      `import asyncio\nimport time\n\n\n${inCoroutine('await asyncio.to_thread(time.sleep, 1)')}`,
    );
    expect(await dispatched('import trio\n\n\n', 'f(k=1)', 'f(k=1)')).toBe(
      `import functools\nimport trio\n\n\n${inCoroutine('await trio.to_thread.run_sync(functools.partial(f, k=1))')}`,
    );
  });

  it('uses the default executor where to_thread is not there yet', async () => {
    const options: Options = { python: [3, 8] };
    const imports = 'import asyncio\nimport functools\n';
    expect(await dispatched(imports, 'f(a)', 'f(a)', options)).toBe(
      imports + inCoroutine('await asyncio.get_running_loop().run_in_executor(None, f, a)'),
    );
    expect(await dispatched(imports, 'x = f(a, k=v).y', 'f(a, k=v)', options)).toBe(
      imports +
        inCoroutine('x = (await asyncio.get_running_loop().run_in_executor(None, functools.partial(f, a, k=v))).y'),
    );
  });

  it.each(['lambda: f(a)', '(f(a) for a in b)', 'def g():\n    f(a)'])('has nothing for %s', async (code) => {
    expect(await dispatched('', code, 'f(a)')).toBeUndefined();
  });
});

describe('replaceCallee and replaceByAwaited', () => {
  const replaced = (text: string, source: string, dotted: string) =>
    fixed(text, { kind: 'Call', source, edits: (view, call) => replaceByAwaited(view, call, dotted) });

  it.each([
    ['import asyncio, time\n', 'time.sleep(1)', 'asyncio.sleep', 'import asyncio, time\n', 'await asyncio.sleep(1)'],
    [
      'from time import sleep\n',
      'sleep(1)',
      'asyncio.sleep',
      'import asyncio\nfrom time import sleep\n',
      'await asyncio.sleep(1)',
    ],
    [
      'import time\nfrom anyio import sleep\n',
      'time.sleep(1)',
      'anyio.sleep',
      'import time\nfrom anyio import sleep\n',
      'await sleep(1)',
    ],
    [
      'import trio\n',
      'time.sleep(  # why\n        1)',
      'trio.sleep',
      'import trio\n',
      'await trio.sleep(  # why\n        1)',
    ],
    ['import trio\n', '(time.sleep)(1)', 'trio.sleep', 'import trio\n', 'await trio.sleep(1)'],
  ])('%s%s', async (imports, source, dotted, importsAfter, after) => {
    const body = (code: string): string => `async def main():\n    ${code}\n`;
    expect(await replaced(imports + body(source), source, dotted)).toBe(importsAfter + body(after));
  });

  it('puts parentheses where precedence wants them', async () => {
    const text = 'import asyncio\nasync def main():\n    return run(x).stdout\n';
    expect(await replaced(text, 'run(x)', 'asyncio.create')).toBe(text.replace('run(x)', '(await asyncio.create(x))'));
  });

  it('replaces without await', async () => {
    const text = 'import asyncio, threading\nlock = threading.Lock()\n';
    const lock = await fixed(text, {
      kind: 'Call',
      source: 'threading.Lock()',
      edits: (view, call) => replaceCallee(view, call, 'asyncio.Lock'),
    });
    expect(lock).toBe('import asyncio, threading\nlock = asyncio.Lock()\n');
    const name = await fixed(text, {
      kind: 'Attribute',
      source: 'threading.Lock',
      edits: (view, attribute) => replaceByName(view, attribute, 'asyncio.Lock'),
    });
    expect(name).toBe(lock);
  });
});

describe('wrapIn', () => {
  const wrapped = (code: string, kind: 'Call' | 'Yield' | 'Collection' | 'IfExp', source: string) =>
    fixed(`import asyncio\n${code}\n`, { kind, source, edits: (view, node) => wrapIn(view, node, 'asyncio.run') });

  it.each([
    ['f()', 'Call', 'f()', 'asyncio.run(f())'],
    ['x = f(\n    1,  # one\n).y', 'Call', 'f(\n    1,  # one\n)', 'x = asyncio.run(f(\n    1,  # one\n)).y'],
    ['x = (f())', 'Call', 'f()', 'x = (asyncio.run(f()))'],
    ['assert(f)()', 'Call', '(f)()', 'assert asyncio.run((f)())'],
    ['x = a if b else c', 'IfExp', 'a if b else c', 'x = asyncio.run(a if b else c)'],
    ['x = (a if b else c)', 'IfExp', 'a if b else c', 'x = asyncio.run(a if b else c)'],
    ['def g(): x = yield', 'Yield', 'yield', 'def g(): x = asyncio.run((yield))'],
    ['x = a, b', 'Collection', 'a, b', 'x = asyncio.run((a, b))'],
  ] as const)('%s', async (before, kind, source, after) => {
    expect(await wrapped(before, kind, source)).toBe(`import asyncio\n${after}\n`);
  });
});

describe('startLoop', () => {
  const started = (text: string, source: string) => fixed(text, { kind: 'Call', source, edits: startLoop });

  it.each([
    ['import asyncio\nf(a)\n', 'f(a)', 'import asyncio\nasyncio.run(f(a))\n'],
    ['import trio\nf(a)\n', 'f(a)', 'import trio\ntrio.run(f, a)\n'],
    [
      'import anyio\nfrom functools import partial\nx = f(k=a)\n',
      'f(k=a)',
      'import anyio\nfrom functools import partial\nx = anyio.run(partial(f, k=a))\n',
    ],
  ])('%s', async (before, source, after) => {
    expect(await started(before, source)).toBe(after);
  });
});

describe('callIt', () => {
  it.each([
    ['g(f)', 'Name', 'f', 'g(f())'],
    ['g((f))', 'Name', 'f', 'g((f()))'],
    ['if a.b: pass', 'Attribute', 'a.b', 'if a.b(): pass'],
    ['g(a or b)', 'BoolOp', 'a or b', 'g((a or b)())'],
    ['g((a or b))', 'BoolOp', 'a or b', 'g((a or b)())'],
  ] as const)('%s', async (before, kind, source, after) => {
    expect(await fixed(`${before}\n`, { kind, source, edits: callIt })).toBe(`${after}\n`);
  });
});

describe('unpack', () => {
  it.each([
    ['g(xs)', 'xs', 'g(*xs)'],
    ['g([a, b])', '[a, b]', 'g(a, b)'],
    ['g((a, b), c=1)', '(a, b)', 'g(a, b, c=1)'],
    ['g([a, b,], c=1)', '[a, b,]', 'g(*[a, b,], c=1)'],
    ['g([])', '[]', 'g(*[])'],
    ['g([f(x) for x in xs])', '[f(x) for x in xs]', 'g(*[f(x) for x in xs])'],
    ['g(f(x) for x in xs)', '(f(x) for x in xs)', 'g(*(f(x) for x in xs))'],
    ['g((xs))', 'xs', 'g(*(xs))'],
    ['g(([a]))', '[a]', 'g(*([a]))'],
    ['g(a or b)', 'a or b', 'g(*a or b)'],
    ['g(a := b)', 'a := b', 'g(*(a := b))'],
    ['g([\n    a,  # one\n    b  # two\n])', '[\n    a,  # one\n    b  # two\n]', 'g(\n    a,  # one\n    b  # two\n)'],
  ])('%s', async (before, source, after) => {
    expect(await fixed(`${before}\n`, { kind: 'Argument', source, edits: unpack })).toBe(`${after}\n`);
  });
});

describe('unpackInto', () => {
  it.each([
    ['await xs', 'Name', 'xs', 'await asyncio.gather(*xs)'],
    ['await (xs)', 'Name', 'xs', 'await asyncio.gather(*(xs))'],
    ['await(xs)', 'Name', 'xs', 'await asyncio.gather(*(xs))'],
    ['await [f(), g(),]', 'Collection', '[f(), g(),]', 'await asyncio.gather(f(), g(),)'],
    ['await [f(x) for x in y]', 'Comprehension', '[f(x) for x in y]', 'await asyncio.gather(*[f(x) for x in y])'],
    ['return f(), g()', 'Call', 'f()', 'return asyncio.gather(*f()), g()'],
  ] as const)('%s', async (before, kind, source, after) => {
    const text = (code: string): string => `import asyncio\n${inCoroutine(code)}`;
    const result = await fixed(text(before), {
      kind,
      source,
      edits: (view, node) => unpackInto(view, node, 'asyncio.gather'),
    });
    expect(result).toBe(text(after));
  });
});

describe('addKeyword', () => {
  it.each([
    ['g()', 'g(k=1)'],
    ['g(\n)', 'g(k=1\n)'],
    ['g(a)', 'g(a, k=1)'],
    ['g(a,)', 'g(a, k=1)'],
    ['g((a))', 'g((a), k=1)'],
    ['g(*a, b=(c))', 'g(*a, b=(c), k=1)'],
    ['g(x for x in y)', 'g((x for x in y), k=1)'],
    ['g(\n    a,\n    b,  # two\n)', 'g(\n    a,\n    b,\n    k=1,  # two\n)'],
    ['g(\n    a,\n    b  # two\n)', 'g(\n    a,\n    b,\n    k=1  # two\n)'],
    ['g(a,\n  b)', 'g(a,\n  b,\n  k=1)'],
    ['g(*[\n    a,\n])', 'g(*[\n    a,\n], k=1)'],
  ])('%s', async (before, after) => {
    const text = `${before}\n`;
    const result = await fixed(text, {
      kind: 'Call',
      source: before,
      edits: (view, call) => addKeyword(view, call, 'k=1'),
    });
    expect(result).toBe(`${after}\n`);
  });
});
