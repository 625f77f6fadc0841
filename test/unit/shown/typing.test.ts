import { describe, expect, test } from 'vitest';
import { createShownFindings } from '../../../server/src/shown/shown-findings.ts';
import { typedFile } from '../../harness/typed.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const HEAD =
  'import asyncio, aiohttp\nimport time\n\n\nasync def fetch(key):\n    await asyncio.sleep(key)\n    return key\n\n\n';
const workspace = await testWorkspace({});

/** What is typed at `|` is right in the end, or may become so: nothing is said of it at any key, nor after a short pause. */
const quiet: readonly [string, string, string][] = [
  ['a name before its bracket', 'async def main():\n    |\n', 'await asyncio.sleep'],
  ['a function before it is called', 'async def main():\n    |\n', 'await asyncio.gather(fetch'],
  ['a task whose use is still to come', 'async def main():\n    |\n', 'task = asyncio.create_task(fetch(1))\n    ta'],
  [
    'a half-typed attribute of a task',
    'async def main():\n    |\n',
    'task = asyncio.create_task(fetch(1))\n    task.cance',
  ],
  ['a list of coroutines', 'async def main():\n    |\n', 'jobs = [fetch(k) for k in (1, 2)]\n    for job in job'],
  ['a loop without a body', 'class Worker:\n    |\n', 'async def run(self):\n        while True:\n            '],
  [
    'a loop that waits at its end',
    'async def main(queue):\n    |\n',
    'while True:\n        item = queue.pop()\n        ',
  ],
  [
    'a block with a limit',
    'async def main():\n    |\n',
    'async with asyncio.timeout(2):\n        print(1)  # first\n        # then\n        prin',
  ],
  [
    'a handler that passes it on',
    'async def main():\n    |\n',
    'try:\n        await fetch(1)\n    except asyncio.CancelledError:\n        print(1)\n        ',
  ],
  [
    'a generator that was opened without a body',
    'async def keys(n):\n    for i in range(n):\n        |\n\n\nasync def main():\n    async for key in keys(2):\n        print(key)\n',
    'yiel',
  ],
  [
    'a generator before its yield',
    '|\n\n\nasync def main():\n    async for key in keys(2):\n        print(key)\n',
    'async def keys(n):\n    for i in range(n):\n        ',
  ],
  [
    'a generator below its first use, before its yield',
    'class Rows:\n    |\n',
    'async def go(self):\n        async for row in self.rows():\n            print(row)\n\n    async def rows(self):\n        while True:\n            row = await fetch(1)\n            ',
  ],
  [
    'a method that others call',
    'class Hub:\n    |\n\n    async def check(self):\n        await self.send(1)\n',
    'def send(self, key):\n        self.log(key)',
  ],
  [
    'an attribute',
    'class Hub:\n    def __init__(self):\n        self.job = None\n\n    def start(self):\n        |\n        return self\n\n    async def stop(self):\n        if self.job is not None:\n            await self.job\n',
    'self.job = asyncio',
  ],
  [
    'a header above another method',
    'class Hub:\n    |\n\n    async def go(self):\n        async with asyncio.timeout(2):\n            await fetch(1)\n',
    'def names(self, *keys:',
  ],
  [
    'a decorator above another method',
    'class Hub:\n    |\n\n    async def go(self):\n        await fetch(1)\n',
    '@property\n    def name',
  ],
  [
    'a task of a loop whose list is below',
    'async def main():\n    jobs = []\n    for key in (1, 2):\n        |\n',
    'job = asyncio.create_task(fetch(key))\n        jobs.a',
  ],
  [
    'a header without its colon above its body',
    'class Hub:\n    |\n        self.key = key\n\n    async def go(self):\n        await fetch(self.key)\n',
    'def __init__(self, key)',
  ],
  [
    'a function inside a function',
    'async def main(keys):\n    |\n\n    def last():\n        return keys[-1]\n\n    await fetch(last())\n',
    'async def first()',
  ],
];

describe('nothing is said while somebody types', () => {
  test.each(quiet)('%s', (_, body, keys) => {
    const file = typedFile(workspace, HEAD + body);
    const before = file.shown();
    for (const shown of file.type(keys)) expect(before).toEqual(expect.arrayContaining([...shown]));
    file.paused();
    expect(before).toEqual(expect.arrayContaining([...file.shown()]));
  });
});

const below = '    time.sleep(1)\n    key = 1\n    time.sleep(2)\n\n\nasync def other():\n    time.sleep(3)\n';

/** What is there before is said of it, until something is typed that makes it untrue. */
const over: readonly [string, string, string, readonly string[]][] = [
  [
    'a task that nothing reads yet',
    'async def main():\n    job = asyncio.create_task(fetch(1))\n    |\n',
    'job.add_done',
    ['11:dangling-task'],
  ],
  [
    'a task of a loop that nothing reads yet',
    'async def main():\n    jobs = []\n    for key in (1, 2):\n        job = asyncio.create_task(fetch(key))\n        |\n',
    'jobs.a',
    ['13:dangling-task'],
  ],
  [
    'a decorator that is for what is typed',
    'class Hub:\n    @property\n    |\n\n    async def go(self):\n        await fetch(1)\n',
    'def name',
    ['14:async-property'],
  ],
  [
    'a call that will be entered',
    'async def main(session: aiohttp.ClientSession):\n    | session.get("/")\n',
    'async',
    ['11:unawaited-coroutine'],
  ],
  [
    'a call that will be entered, in a line of its own',
    'async def main(session: aiohttp.ClientSession):| session.get("/")\n',
    '\n    async',
    ['10:unawaited-coroutine'],
  ],
  [
    'a header above old lines',
    'key = 1\n\n\n|\n\n    def last(keys):\n        return keys[-1]\n\n    key = last(keys)\n    if key:\n        await fetch(key)\n',
    'async def main(keys):\n    async def first()',
    ['20:await-outside-async'],
  ],
];

describe('what was said goes with the first key', () => {
  test.each(over)('of %s', (_, body, keys, before) => {
    const file = typedFile(workspace, HEAD + body);
    expect(file.shown()).toEqual(before);
    expect(file.type(keys).at(-1)).toEqual([]);
    file.paused();
    expect(file.shown()).toEqual([]);
  });
});

describe('what is true stays', () => {
  test('below the header of a decorated function', () => {
    const file = typedFile(workspace, `${HEAD}@print\nasync def main(|):\n    time.sleep(1)\n    await fetch(1)\n`);
    for (const shown of file.type('key, ')) expect(shown).toEqual(['12:blocking-sleep']);
  });

  test.each(['await cog.', 'x =', 'for', 'print(', 'x = """', 'if key:', 'with open(', 'return [', 'a, = '])(
    'below %j',
    (keys) => {
      const file = typedFile(workspace, `${HEAD}async def main(cog):\n    |\n${below}`);
      for (const shown of file.type(keys))
        expect(shown).toEqual(['12:blocking-sleep', '14:blocking-sleep', '18:blocking-sleep']);
      file.paused();
      expect(file.shown()).toHaveLength(3);
    },
  );

  test('below a docstring without its end, which turns those of other methods inside out', () => {
    const method =
      '    async def two(self):\n        """Two."""\n        time.sleep(1)\n\n    async def three(self):\n        """Three."""\n';
    const file = typedFile(
      workspace,
      `${HEAD}class Hub:\n    async def one(self):\n        |\n        pass\n\n${method}`,
    );
    expect(file.type('"""One.').at(-1)).toEqual(['17:blocking-sleep']);
    expect(file.type('\n        ').at(-1)).toEqual(['18:blocking-sleep']);
  });

  test('and moves along', () => {
    const file = typedFile(workspace, `${HEAD}async def main(cog):\n    |\n${below}`);
    expect(file.type('await cog.\n    ').at(-1)).toEqual([
      '13:blocking-sleep',
      '15:blocking-sleep',
      '19:blocking-sleep',
    ]);
  });

  test('until it is fixed', () => {
    const file = typedFile(workspace, `${HEAD}async def main():\n    |fetch(1)\n`);
    expect(file.shown()).toEqual(['11:unawaited-coroutine']);
    expect(file.type('await ').at(-1)).toEqual([]);
  });

  test('and goes with its text', () => {
    const file = typedFile(workspace, `${HEAD}async def main():\n    fetch(1)\n    |\n`);
    expect(file.type('x = (').at(-1)).toEqual(['11:unawaited-coroutine']);
  });
});

describe('what is new is shown', () => {
  const open = `${HEAD}async def main():\n    |\n\n\nasync def other():\n    pass\n`;

  test('when the line is left', () => {
    const file = typedFile(workspace, open);
    expect(file.type('time.sleep(1)').at(-1)).toEqual([]);
    expect(file.type('\n    ').at(-1)).toEqual(['11:blocking-sleep']);
  });

  test('after a pause', () => {
    const file = typedFile(workspace, open);
    file.type('time.sleep(1)');
    expect(file.open()).toEqual(['11:blocking-sleep']);
    file.paused();
    expect(file.shown()).toEqual(['11:blocking-sleep']);
    expect(file.open()).toEqual([]);
  });

  test('but the fix for all leaves the old lines of a function alone of which the head was changed', () => {
    const file = typedFile(workspace, `${HEAD}|def main():\n    fetch(1)\n    fetch(2)\n\n\nx = 1\n`);
    file.type('async ');
    file.cursorAt('fetch(1)');
    file.paused();
    expect(file.shown()).toEqual(['11:unawaited-coroutine', '12:unawaited-coroutine']);
    expect(file.open()).toEqual(['11:unawaited-coroutine', '12:unawaited-coroutine']);
    file.cursorAt('x = 1');
    expect(file.open()).toEqual([]);
  });

  test('when the cursor goes elsewhere', () => {
    const file = typedFile(workspace, open);
    file.type('task = asyncio.create_task(fetch(1))');
    file.cursorAt('await asyncio.sleep(key)');
    expect(file.shown()).toEqual(['11:dangling-task']);
  });

  test('of a whole function when that is left, or after a rest', () => {
    const file = typedFile(workspace, open);
    file.type('task = asyncio.create_task(fetch(1))\n    print(2)\n    ');
    file.paused();
    expect(file.shown()).toEqual([]);
    file.rested();
    expect(file.shown()).toEqual(['11:dangling-task']);
  });
});

test('what other files say of a function waits until it is whole', async () => {
  const project = await testWorkspace({
    'jobs.py': 'async def job():\n    return 1\n',
    'app.py': 'from jobs import job\n\n\nasync def main():\n    await job()\n',
  });
  const [jobs, app] = [`${FOLDER}/jobs.py`, `${FOLDER}/app.py`];
  const shown = createShownFindings(project);
  project.edited(jobs, [{ text: project.text(jobs)! }]);
  expect([...shown.of(jobs), ...shown.of(app)]).toEqual([]);
  const edit = { start: 0, end: 'async '.length, text: '' };
  shown.editing(jobs, [edit]);
  project.edited(jobs, [edit]);
  expect(shown.of(app)).toEqual([]);
  expect(project.findings(app)).toHaveLength(1);
  shown.paused();
  expect(shown.of(app)).toHaveLength(1);
});

test('a fix of several lines takes its findings away at once', async () => {
  const text = `${HEAD}async def main():\n    fetch(1)\n    time.sleep(2)\n`;
  const project = await testWorkspace({ 'app.py': text });
  const app = `${FOLDER}/app.py`;
  const shown = createShownFindings(project);
  project.edited(app, [{ text }]);
  expect(shown.of(app)).toHaveLength(2);
  const sleep = text.lastIndexOf('time.sleep');
  const fetch = text.lastIndexOf('fetch');
  const fix = [
    { start: sleep, end: sleep + 'time'.length, text: 'await asyncio' },
    { start: fetch, end: fetch, text: 'await ' },
  ];
  shown.editing(app, fix);
  project.edited(app, fix);
  expect(shown.of(app)).toEqual([]);
});
