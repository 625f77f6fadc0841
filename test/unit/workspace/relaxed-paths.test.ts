import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const SLEEPY = [
  'import asyncio',
  'import time',
  '',
  '',
  'async def rest():',
  '    time.sleep(1)',
  '',
  '',
  'async def test_rest():',
  '    rest()',
  '',
  '',
  'if __name__ == "__main__":',
  '    asyncio.run(test_rest())',
  '',
].join('\n');

const everything = ['blocking-sleep', 'unawaited-coroutine'];
const relaxed = ['unawaited-coroutine'];
const app = { 'app.py': 'import time\n' };

const rulesIn = (workspace: Workspace, path: string, folder = FOLDER): string[] =>
  workspace.findings(`${folder}/${path}`).map(({ rule }) => rule);

describe('in tests, examples, benchmarks, documentation and copies of other projects', () => {
  test('tasks may be dropped, what gather() waits for may not', async () => {
    const text =
      'import asyncio\n\n\nasync def stop(workers):\n    asyncio.create_task(workers[0].close())\n    asyncio.gather(*(w.close() for w in workers))\n';
    const workspace = await testWorkspace({ ...app, 'tests/helpers.py': text, 'helpers.py': text });
    const callsIn = (path: string): string[] =>
      workspace.findings(`${FOLDER}/${path}`).map(({ start }) => text.slice(start).split('(', 1)[0]!);
    expect(callsIn('tests/helpers.py')).toEqual(['asyncio.gather']);
    expect(callsIn('helpers.py')).toEqual(['asyncio.create_task', 'asyncio.gather']);
  });

  test.each([
    'tests/helpers.py',
    'app/tests/helpers.py',
    'integration_tests/run.py',
    'app/test_app.py',
    'app_test.py',
    'conftest.py',
    'examples/fast/server.py',
    'docs/conf.py',
    'benchmarks/run.py',
    'app/_vendor/fetch.py',
  ])('%s may block, but forgets no await', async (path) => {
    expect(rulesIn(await testWorkspace({ ...app, [path]: SLEEPY }), path)).toEqual(relaxed);
  });

  test.each(['app/contest.py', 'testing.py', 'latest/app.py', 'app/documents.py', 'test.py'])(
    '%s is none of these',
    async (path) => {
      expect(rulesIn(await testWorkspace({ ...app, [path]: SLEEPY }), path)).toEqual(everything);
    },
  );

  test.each(['test_app.py', 'examples/main.py', 'docs/conf.py'])(
    '%s is the program if there is no other',
    async (path) => {
      expect(rulesIn(await testWorkspace({ [path]: SLEEPY, 'test_other.py': SLEEPY }), path)).toEqual(everything);
    },
  );

  test('a program that comes or goes is noticed', async () => {
    const workspace = await testWorkspace({ 'test_app.py': SLEEPY });
    const program = `${FOLDER}/app.py`;
    expect(rulesIn(workspace, 'test_app.py')).toEqual(everything);
    workspace.disk(program, '');
    expect(rulesIn(workspace, 'test_app.py')).toEqual(relaxed);
    workspace.disk(program, undefined);
    expect(rulesIn(workspace, 'test_app.py')).toEqual(everything);
    workspace.edited(program, [{ text: 'x = 1\n' }]);
    expect(rulesIn(workspace, 'test_app.py')).toEqual(relaxed);
    workspace.closed(program);
    expect(rulesIn(workspace, 'test_app.py')).toEqual(everything);
  });

  test('paths count from the folder that is open, and files outside of all folders are programs', async () => {
    const workspace = await testWorkspace({});
    const folder = 'file:///home/me/tests/examples/shop';
    workspace.configured([{ uri: folder, settings: {}, interpreter: undefined }]);
    for (const path of ['app.py', 'server.py', 'tests/helpers.py']) workspace.disk(`${folder}/${path}`, SLEEPY);
    workspace.disk('file:///elsewhere/tests/test_it.py', SLEEPY);
    expect(rulesIn(workspace, 'server.py', folder)).toEqual(everything);
    expect(rulesIn(workspace, 'tests/helpers.py', folder)).toEqual(relaxed);
    expect(rulesIn(workspace, 'tests/test_it.py', 'file:///elsewhere')).toEqual(everything);
  });

  test('one setting lets all rules run there', async () => {
    const files = { ...app, 'tests/test_app.py': SLEEPY };
    expect(rulesIn(await testWorkspace(files, { relaxedPaths: [] }), 'tests/test_app.py')).toEqual(everything);
    const toml = '[tool.async-pitfalls]\nrelaxed-paths = []\n';
    expect(rulesIn(await testWorkspace({ ...files, 'pyproject.toml': toml }), 'tests/test_app.py')).toEqual(everything);
  });

  test('other paths can be named', async () => {
    const workspace = await testWorkspace(
      { ...app, 'tools/run.py': SLEEPY, 'tests/run.py': SLEEPY },
      { relaxedPaths: ['tools'] },
    );
    expect(rulesIn(workspace, 'tools/run.py')).toEqual(relaxed);
    expect(rulesIn(workspace, 'tests/run.py')).toEqual(everything);
  });
});
