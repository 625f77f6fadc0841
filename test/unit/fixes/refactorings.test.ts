import { expect, test } from 'vitest';
import { applyEdits } from '../../../server/src/text/edits.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

type Files = Readonly<Record<string, string>>;

/** What can be made of the function behind `def `: title, places to look at with the reason, and the files' texts afterwards. */
async function refactored(files: Files, path: string, head: string) {
  const workspace = await testWorkspace(files);
  const refactorings = workspace.refactorings(`${FOLDER}/${path}`, files[path]!.indexOf(head) + head.length);
  const [refactoring] = refactorings;
  const edits = refactoring?.edits ?? [];
  const texts = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      applyEdits(
        text,
        edits.filter(({ uri }) => uri === `${FOLDER}/${name}`),
      ),
    ]),
  );
  const looks = edits.flatMap(({ uri, start, end, look }) => {
    const name = uri.slice(FOLDER.length + 1);
    return look === undefined ? [] : [`${name} ${files[name]!.slice(start, end)}: ${look.en}`];
  });
  workspace.dispose();
  return { title: refactoring?.title.en, texts, looks };
}

const store = `class Store:
    def load(self):
        return {"k": 1}


class Cached(Store):
    def load(self):
        return super().load()
`;

const files: Files = {
  'store.py': store,
  'app.py': `import asyncio
from store import Store


async def main():
    print(Store().load()["k"])


def report():
    return Store().load()


asyncio.run(main())
print(report())
`,
  'jobs.py': `from store import Cached


def nightly():
    return Cached().load()
`,
  'views.py': `from store import Store

callbacks = [Store().load]


class View:
    value = property(lambda self: Store().load())

    def __str__(self):
        return str(Store().load())
`,
};

test('makes a method async through files, with those that override it, up to what cannot follow', async () => {
  const { title, texts, looks } = await refactored(files, 'store.py', 'def load');
  expect(title).toBe('Make `load` async (3 files), 3 places are left to you');
  expect(texts['store.py']).toBe(store.replaceAll('def load', 'async def load').replace('super()', 'await super()'));
  expect(texts['app.py']).toContain('print((await Store().load())["k"])');
  expect(texts['app.py']).toContain('async def report():\n    return await Store().load()');
  expect(texts['app.py']).toContain('print(asyncio.run(report()))');
  expect(texts['jobs.py']).toContain('def nightly():\n    return asyncio.run(Cached().load())');
  expect(texts['views.py']).toBe(files['views.py']);
  const nobody = 'A loop is started here: nobody is seen who calls `nightly`';
  expect(looks.sort()).toEqual([
    `jobs.py : ${nobody}`,
    `jobs.py : ${nobody}`,
    `jobs.py : ${nobody}`,
    'views.py Store().load: No `await` can stand here',
    'views.py Store().load: `__str__` stays as it is: it cannot be async',
    'views.py Store().load: `load` is handed on here: who calls it has to await it',
  ]);
});

test('makes a function plain where it awaits nothing', async () => {
  const { title, texts, looks } = await refactored(
    {
      'a.py': 'async def size(xs):\n    return len(xs)\n',
      'b.py': `import asyncio
from a import size


async def main(xs):
    task = asyncio.create_task(size(xs))
    return await size(xs) + (await size([])).real, task


print(asyncio.run(size([1])), asyncio.run(main([1])))
`,
    },
    'a.py',
    'async def size',
  );
  expect(title).toBe('Make `size` a plain function (2 files), 1 place is left to you');
  expect(texts['a.py']).toBe('def size(xs):\n    return len(xs)\n');
  expect(texts['b.py']).toContain('return size(xs) + size([]).real, task');
  expect(texts['b.py']).toContain('print(size([1]), asyncio.run(main([1])))');
  expect(looks).toEqual(['b.py size: A coroutine is wanted here']);
});

test.each([
  ['a generator', 'def f():\n    yield 1\n'],
  ['what Python calls itself', 'class A:\n    def __len__(self):\n        return 1\n'],
  ['what awaits', 'async def f():\n    await g()\n'],
  ['a property', 'class A:\n    @property\n    def f(self):\n        return 1\n'],
  [
    'what a library asks to be plain',
    'import threading\nclass A(threading.Thread):\n    def run(self):\n        pass\n',
  ],
  ['a place beside the head', 'x = 1\n# def \n'],
])('offers nothing for %s', async (_, text) => {
  expect((await refactored({ 'a.py': text }, 'a.py', 'def ')).title).toBeUndefined();
});
