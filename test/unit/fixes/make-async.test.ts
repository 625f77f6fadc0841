import { afterAll, describe, expect, it } from 'vitest';
import type { FunctionDef } from '../../../server/src/facts/nodes.ts';
import { editsOf, makeAsyncWithCallers } from '../../../server/src/fixes/make-async-with-callers.ts';
import type { Edit, MakeEdits } from '../../../server/src/fixes/fix.ts';
import { makeAsync } from '../../../server/src/fixes/make-async.ts';
import type { ChunkView } from '../../../server/src/project/model/chunk-view.ts';
import { complaintsOfPython, fixed, type Options } from './harness.ts';

afterAll(() => {
  expect(complaintsOfPython()).toBe('');
});

/** Asks for the function `f`, as source text says. */
const changed = (
  text: string,
  source: string,
  edits: (view: ChunkView, node: FunctionDef) => MakeEdits | readonly Edit[] | undefined,
  options: Options = {},
) => fixed(text, { kind: 'FunctionDef', source, edits, options });

const withCallers = (view: ChunkView, node: FunctionDef): MakeEdits | undefined => {
  const changes = makeAsyncWithCallers(view, node);
  return changes && editsOf(changes);
};

describe('makeAsync', () => {
  it('puts async before def, behind decorators', async () => {
    const def = '@g\n# why\ndef f(): pass';
    expect(await changed(`${def}\n`, def, makeAsync)).toBe('@g\n# why\nasync def f(): pass\n');
    expect(await changed('async def f(): pass\n', 'async def f(): pass', makeAsync)).toBe('async def f(): pass\n');
  });
});

describe('makeAsyncWithCallers', () => {
  const F = 'def f(): return 1';
  const METHOD = 'def f(self): pass';
  const followed = (text: string, options: Options = {}) =>
    changed(text, text.includes(F) ? F : METHOD, withCallers, options);

  it('follows calls up to the top of the module', async () => {
    const text = `import asyncio
${F}

def g():
    x = [f() for _ in y]
    return f().z

class A:
    def run(self, n):
        return self.run(n) + g()

async def h():
    await f()
    g()

if __name__ == '__main__':
    A().run(1)
    print(g())
`;
    expect(await followed(text)).toBe(`import asyncio
async def f(): return 1

async def g():
    x = [await f() for _ in y]
    return (await f()).z

class A:
    async def run(self, n):
        return await self.run(n) + await g()

async def h():
    await f()
    await g()

if __name__ == '__main__':
    asyncio.run(A().run(1))
    print(asyncio.run(g()))
`);
  });

  it('imports once', async () => {
    expect(await followed(`${F}\nf()\nf()\n`)).toBe(
      `import asyncio\n\n\nasync ${F}\nasyncio.run(f())\nasyncio.run(f())\n`,
    );
  });

  it('awaits each call of a chain', async () => {
    const method = "def f(self) -> 'A': return self";
    const text = `class A:\n    ${method}\nasync def g(a: A):\n    return a.f().f().f()\n`;
    expect(await changed(text, method, withCallers)).toBe(
      `class A:\n    async ${method}\nasync def g(a: A):\n    return await (await (await a.f()).f()).f()\n`,
    );
  });

  it('speaks trio', async () => {
    expect(await followed(`import trio\n${F}\nf()\n`)).toBe(`import trio\nasync ${F}\ntrio.run(f)\n`);
  });

  it('awaits at the top of a notebook', async () => {
    expect(await followed(`${F}\nx = f()\n`, { isNotebook: true })).toBe(`async ${F}\nx = await f()\n`);
  });

  it('follows methods and known decorators', async () => {
    const text =
      'class A:\n    @staticmethod\n    def g(): pass\n    def f(self): pass\n    def h(self):\n        self.f()\nasync def k(a: A): a.h()\n';
    expect(await followed(text)).toBe(
      'class A:\n    @staticmethod\n    def g(): pass\n    async def f(self): pass\n    async def h(self):\n        await self.f()\nasync def k(a: A): await a.h()\n',
    );
    const decorated = 'class A:\n    @staticmethod\n    def f(): pass\nA.f()\n';
    expect(await changed(`import asyncio\n${decorated}`, '@staticmethod\n    def f(): pass', withCallers)).toBe(
      'import asyncio\nclass A:\n    @staticmethod\n    async def f(): pass\nasyncio.run(A.f())\n',
    );
  });

  it('starts a loop in a function that nobody is seen to call', async () => {
    expect(await followed(`${F}\ndef main():\n    print(f())\n`)).toBe(
      `import asyncio\n\n\nasync ${F}\ndef main():\n    print(asyncio.run(f()))\n`,
    );
  });

  it('makes methods that override each other async together', async () => {
    const text = 'class B:\n    def f(self): return 0\nclass A(B):\n    def f(self): pass\nasync def g(b: B): b.f()\n';
    expect(await followed(text)).toBe(text.replaceAll('def f', 'async def f').replace('b.f()', 'await b.f()'));
  });

  it('leaves namesakes alone', async () => {
    const text = `${F}\nclass B:\n    def f(self): pass\nB().f()\ndef g(f):\n    f()\n`;
    expect(await followed(text)).toBe(`async ${text}`);
  });

  it.each([
    ['a value', `${F}\nx = f\n`],
    ['a callback', `${F}\ng(f)\n`],
    ['a lambda', `${F}\nx = lambda: f()\n`],
    ['a generator expression', `${F}\ndef g():\n    return (f() for _ in x)\n`],
    ['a generator', `${F}\ndef g():\n    yield f()\n`],
    ['a class body', `${F}\nclass A:\n    x = f()\n`],
    ['a dunder method', `${F}\nclass A:\n    def __init__(self):\n        f()\n`],
    ['a property', `${F}\nclass A:\n    @property\n    def g(self):\n        return f()\n`],
    ['a method that nobody is seen to call', `${F}\nclass A:\n    def g(self):\n        f()\n`],
    ['an unknown decorator', `${F}\n@unknown\ndef g():\n    f()\n`],
    ['two meanings', `if x:\n    ${F}\nelse:\n    def f(): return 2\nf()\n`],
    ['an overridden generator', 'class B:\n    def f(self): yield 0\nclass A(B):\n    def f(self): pass\n'],
    ['an exported caller', `__all__ = ["g"]\n${F}\ndef g():\n    f()\n`],
    ['an unknown base', 'from x import B\nclass A(B):\n    def f(self): pass\n'],
    ['an unknown receiver', 'class A:\n    def f(self): pass\ndef g(a):\n    a.f()\n'],
  ])('gives up at %s', async (_, text) => {
    expect(await followed(text)).toBeUndefined();
  });

  it('changes a first iterable', async () => {
    const text = `${F}\nasync def g():\n    return (x for x in f())\n`;
    expect(await followed(text)).toBe(`async ${F}\nasync def g():\n    return (x for x in await f())\n`);
  });
});
