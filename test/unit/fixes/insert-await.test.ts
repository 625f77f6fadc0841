import { afterAll, describe, expect, it } from 'vitest';
import { insertAwait, removeAwait } from '../../../server/src/fixes/insert-await.ts';
import { complaintsOfPython, fixed } from './harness.ts';

afterAll(() => {
  expect(complaintsOfPython()).toBe('');
});

const inCoroutine = (code: string): string => `async def main():\n${code.replace(/^/gm, '    ')}\n`;

describe('insertAwait', () => {
  const awaited = (code: string, call = 'f()') =>
    fixed(inCoroutine(code), { kind: 'Call', source: call, edits: insertAwait });

  it.each([
    ['f()', 'await f()'],
    ['x = f()', 'x = await f()'],
    ['f().x', '(await f()).x'],
    ['f()[0]', '(await f())[0]'],
    ['f()()', '(await f())()'],
    ['f().x().y', '(await f()).x().y'],
    ['(f()).x', '(await f()).x'],
    ['( f() ).x', '( await f() ).x'],
    ['((f())).x', '((await f())).x'],
    ['g(f()).x', 'g(await f()).x'],
    ['g((f())).x', 'g((await f())).x'],
    ['await f()', 'await (await f())'],
    ['not f()', 'not await f()'],
    ['not(f())', 'not(await f())'],
    ['-f()', '-await f()'],
    ['f() ** 2', 'await f() ** 2'],
    ['2 ** f()', '2 ** await f()'],
    ['a + f() * b', 'a + await f() * b'],
    ['f() == 1 and f', 'await f() == 1 and f'],
    ['x if f() else y', 'x if await f() else y'],
    ['f"{f()}"', 'f"{await f()}"'],
    ['f"{f().x!r:>10}"', 'f"{(await f()).x!r:>10}"'],
    ['[f() for x in xs]', '[await f() for x in xs]'],
    ['[x for x in f() if x]', '[x for x in await f() if x]'],
    ['{1: f(), **f}', '{1: await f(), **f}'],
    ['return f()', 'return await f()'],
    ['return(f())', 'return(await f())'],
    ['g(k=f())', 'g(k=await f())'],
    ['g(*f())', 'g(*await f())'],
    ['g(**f())', 'g(**await f())'],
    ['return (*f(), 1)', 'return (*await f(), 1)'],
    ['[*f(), 1]', '[*await f(), 1]'],
    ['xs[f()]', 'xs[await f()]'],
    ['xs[f():]', 'xs[await f():]'],
    ['assert f(), "no"', 'assert await f(), "no"'],
    ['(\n    f()\n    .x\n)', '(\n    (await f())\n    .x\n)'],
    ['(  # the user\n    f()  # now\n).x', '(  # the user\n    await f()  # now\n).x'],
    ['(\n\n    # the user\n    f()\n).x', '(\n\n    # the user\n    await f()\n).x'],
    ['(\\\n    f()\n).x', '(\\\n    await f()\n).x'],
    ['x = \\\n    f()', 'x = \\\n    await f()'],
    ['with f() as x:\n    pass', 'with await f() as x:\n    pass'],
    ['print(f(), (f))', 'print(await f(), (f))'],
  ])('%s', async (before, after) => {
    expect(await awaited(before)).toBe(inCoroutine(after));
  });

  it('takes calls over several lines', async () => {
    const call = 'client.get(\n        url,  # where\n        x=1,\n    )';
    const text = `async def main():\n    y = ${call}.json()\n`;
    const result = await fixed(text, { kind: 'Call', source: call, edits: insertAwait });
    expect(result).toBe(`async def main():\n    y = (await ${call}).json()\n`);
  });

  it.each([
    ['x = a or b', 'a or b', 'x = await (a or b)'],
    ['x = (a or b)', 'a or b', 'x = await (a or b)'],
    ['return(a or b)', 'a or b', 'return await (a or b)'],
    ['x = (a or b).y', 'a or b', 'x = (await (a or b)).y'],
    ['x = ((a or b)).y', 'a or b', 'x = (await (a or b)).y'],
  ])('%s, whose operand needs parentheses', async (before, source, after) => {
    const result = await fixed(inCoroutine(before), { kind: 'BoolOp', source, edits: insertAwait });
    expect(result).toBe(inCoroutine(after));
  });

  it('keeps a keyword and a call in parentheses apart', async () => {
    const result = await fixed(inCoroutine('return(f)()'), { kind: 'Call', source: '(f)()', edits: insertAwait });
    expect(result).toBe(inCoroutine('return await (f)()'));
  });
});

describe('removeAwait', () => {
  it.each([
    ['await f()', 'await f()', 'f()'],
    ['x = (await f()).y', 'await f()', 'x = f().y'],
    ['x = (await f())', 'await f()', 'x = (f())'],
    ['x = (await (a or b)).y', 'await (a or b)', 'x = ((a or b)).y'],
    ['x = await (a or b)', 'await (a or b)', 'x = (a or b)'],
    ['return(await f()).x', 'await f()', 'return(f()).x'],
    ['x = await \\\n    f()', 'await \\\n        f()', 'x = f()'],
    ['x = (\n    await f()\n)', 'await f()', 'x = (\n    f()\n)'],
    ['return await(f())', 'await(f())', 'return (f())'],
    ['x = (await f(\n)).y', 'await f(\n    )', 'x = (f(\n)).y'],
  ])('%s', async (before, source, after) => {
    expect(await fixed(inCoroutine(before), { kind: 'Await', source, edits: removeAwait })).toBe(inCoroutine(after));
  });
});
