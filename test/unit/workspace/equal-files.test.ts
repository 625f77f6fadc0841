import { expect, test } from 'vitest';
import { countWork } from '../../harness/work.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

/** What examples, scripts and generated services look like: the same names in every file, findings whose fixes look for callers. */
const kinds: Readonly<Record<string, string>> = {
  'what blocks, in coroutines and behind helpers': `import asyncio
import time


def helper():
    time.sleep(1)


async def main():
    time.sleep(1)
    helper()


async def other():
    await main()


asyncio.run(main())
`,
  'coroutines in plain functions that are called': `async def work(): ...


def run():
    work()


async def main():
    run()
`,
};

async function workOn(text: string, count: number): Promise<number> {
  const paths = Array.from({ length: count }, (_, index) => `service_${String(index)}/app.py`);
  const workspace = await testWorkspace(Object.fromEntries(paths.map((path) => [path, text])));
  const work = countWork(() => {
    for (const path of paths) expect(workspace.checked(`${FOLDER}/${path}`).findings.length).toBeGreaterThan(0);
  });
  workspace.dispose();
  return work;
}

test.each(Object.entries(kinds))('%s: twice as many equal files are about twice the work', async (_, text) => {
  // What is loaded once for all is no work of a file.
  await workOn(text, 1);
  const [few, more, most] = [await workOn(text, 10), await workOn(text, 20), await workOn(text, 40)];
  expect((most - more) / (more - few)).toBeLessThan(2.2);
});
