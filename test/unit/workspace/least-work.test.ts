import { expect, test } from 'vitest';
import { rules } from '../../../server/src/rules/registry.ts';
import type { Rule } from '../../../server/src/rules/rule.ts';
import { createWorkspace } from '../../../server/src/workspace/create-workspace.ts';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { testGrammar } from '../../harness/grammar.ts';
import { FOLDER, testLibrary } from '../../harness/workspace.ts';

const uriOf = (path: string): string => `${FOLDER}/${path}`;

const files: Readonly<Record<string, string>> = {
  'client.py': 'import os\n\ndef fetch(n):\n    return n\n\ndef other():\n    return fetch(1)\n',
  'closed.py': 'from client import fetch\n\ndef main():\n    fetch(1)\n',
  'open.py': 'from client import fetch\n\nasync def main():\n    fetch(2)\n',
  'apart.py': 'def nothing():\n    import os\n',
  'session.py':
    'import os\n\nclass Session:\n    def __init__(self, client):\n        self.client = client\n\n    async def run(self):\n        self.client.ping()\n',
  'caller.py':
    'from session import Session\n\nclass Client:\n    async def ping(self): ...\n\nclass Slow:\n    def ping(self): ...\n\ndef main():\n    Session(Slow())\n',
  'plain.py': 'def neither_asynchronous_nor_from_elsewhere(): ...\n',
};

/** A workspace with one rule more, which notes the function definitions that the rules are run on. */
async function probed(): Promise<{ workspace: Workspace; checked: () => string[]; found: () => string[] }> {
  const seen: string[] = [];
  const [first] = rules;
  if (!first) throw new Error('there are no rules');
  const probe: Rule = {
    ...first,
    id: 'probe',
    visit: { FunctionDef: (node, view) => void seen.push(`${view.uri.slice(FOLDER.length + 1)} ${node.name}`) },
  };
  const workspace = createWorkspace({
    grammar: await testGrammar(),
    library: await testLibrary(),
    installed: () => undefined,
    defaultPython: [3, 13],
    rules: [...rules, probe],
    log: (message) => {
      throw new Error(message);
    },
  });
  workspace.configured([{ uri: FOLDER, settings: {}, interpreter: undefined }]);
  for (const [path, text] of Object.entries(files)) workspace.disk(uriOf(path), text);
  const found = (): string[] =>
    Object.keys(files).flatMap((path) => workspace.findings(uriOf(path)).map(({ rule }) => `${path} ${rule}`));
  const checked = (): string[] => {
    found();
    return seen.splice(0).sort();
  };
  return { workspace, checked, found };
}

/** Types a text before another one. */
function typeBefore(workspace: Workspace, path: string, mark: string, text: string): void {
  const start = workspace.text(uriOf(path))?.indexOf(mark) ?? -1;
  if (start < 0) throw new Error(`${mark} is not in ${path}`);
  workspace.edited(uriOf(path), [{ start, end: start, text }]);
}

const open = (workspace: Workspace, path: string): void => workspace.edited(uriOf(path), [{ text: files[path] ?? '' }]);

test('every function is checked at the beginning, and none when nothing has happened', async () => {
  const { checked } = await probed();
  expect(checked()).toEqual([
    'apart.py nothing',
    'caller.py main',
    'caller.py ping',
    'caller.py ping',
    'client.py fetch',
    'client.py other',
    'closed.py main',
    'open.py main',
    'session.py __init__',
    'session.py run',
  ]);
  expect(checked()).toEqual([]);
});

test('typing in a method of a long class checks that method alone', async () => {
  const { workspace, checked } = await probed();
  const long = `        # ${'long '.repeat(1_000)}\n`;
  const methods = ['load', 'store', 'close'].map(
    (name, i) =>
      `    async def ${name}(self):\n        self.last = await self.get(${String(i)})\n        return self.last\n${long}`,
  );
  const text = `class Store:\n    def __init__(self):\n        self.last = None\n${long}    async def get(self, key): ...\n${long}${methods.join('')}`;
  workspace.edited(uriOf('plain.py'), [{ text }]);
  checked();
  typeBefore(workspace, 'plain.py', 'get(1)', 'get(0) + await self.');
  expect(checked()).toEqual(['plain.py store']);
});

test('opening, closing and saving what is known already checks nothing', async () => {
  const { workspace, checked } = await probed();
  checked();
  open(workspace, 'client.py');
  expect(checked()).toEqual([]);
  workspace.disk(uriOf('client.py'), files['client.py']);
  workspace.closed(uriOf('client.py'));
  expect(checked()).toEqual([]);
});

test('typing inside a body checks that function and no other', async () => {
  const { workspace, checked } = await probed();
  open(workspace, 'client.py');
  open(workspace, 'open.py');
  checked();
  typeBefore(workspace, 'client.py', 'return n', 'print(n)\n    ');
  expect(checked()).toEqual(['client.py fetch']);
  typeBefore(workspace, 'client.py', 'return n', '# a comment\n    ');
  expect(checked()).toEqual(['client.py fetch']);
});

test('typing around a call checks the function that is called only when it is given something else', async () => {
  const { workspace, checked, found } = await probed();
  open(workspace, 'caller.py');
  checked();
  typeBefore(workspace, 'caller.py', 'Session(Slow())', 'print("session")\n    other(');
  expect(checked()).toEqual(['caller.py main']);
  typeBefore(workspace, 'caller.py', 'print("session")', 'x = 1\n    ');
  expect(checked()).toEqual(['caller.py main']);
  expect(found()).toEqual([]);
  const start = workspace.text(uriOf('caller.py'))?.indexOf('Slow()') ?? -1;
  workspace.edited(uriOf('caller.py'), [{ start, end: start + 'Slow'.length, text: 'Client' }]);
  expect(checked()).toEqual(['caller.py main', 'session.py __init__', 'session.py run']);
  expect(found()).toEqual(['session.py unawaited-coroutine']);
});

test('typing in one of many functions that come to a place that blocks checks it alone, and moves the finding', async () => {
  const { workspace, checked, found } = await probed();
  const caller = (name: string): string => `from slow import wait\n\nasync def ${name}():\n    wait()\n`;
  workspace.disk(uriOf('slow.py'), 'import time\n\ndef wait():\n    time.sleep(1)\n');
  for (const name of ['a', 'b', 'c']) workspace.disk(uriOf(`${name}.py`), caller(name));
  const blocking = (): string[] =>
    ['a.py', 'b.py', 'c.py'].filter((path) => workspace.findings(uriOf(path)).length > 0);
  checked();
  expect(blocking()).toEqual(['a.py']);
  checked();
  workspace.edited(uriOf('b.py'), [{ text: caller('b').replace('wait()', 'x = 1\n    wait()') }]);
  expect(blocking()).toEqual(['a.py']);
  expect(checked()).toEqual(['b.py b']);
  workspace.edited(uriOf('a.py'), [{ text: caller('a').replace('    wait()', '    pass') }]);
  expect(blocking()).toEqual(['b.py']);
  expect(checked()).toEqual(['a.py a']);
  expect(workspace.findings(uriOf('b.py'))[0]?.message.en).toContain('; one more call comes there.');
  expect(found()).toEqual([]);
});

test('a file that comes with another call checks what it calls', async () => {
  const { workspace, checked, found } = await probed();
  workspace.disk(uriOf('caller.py'), files['caller.py']?.replace('Slow()', 'Client()'));
  checked();
  expect(found()).toEqual(['session.py unawaited-coroutine']);
  workspace.disk(uriOf('late.py'), 'from session import Session\n\nSession(object.attribute)\n');
  expect(checked()).toEqual(['session.py __init__', 'session.py run']);
  expect(found()).toEqual([]);
  workspace.disk(uriOf('late.py'), undefined);
  expect(found()).toEqual(['session.py unawaited-coroutine']);
});

test('a file on disk that changes in one function is checked there', async () => {
  const { workspace, checked } = await probed();
  checked();
  workspace.disk(uriOf('client.py'), files['client.py']?.replace('return n', 'return n + 1'));
  expect(checked()).toEqual(['client.py fetch']);
});

test('a function that becomes a coroutine brings findings to its callers, open and closed, and to nobody else', async () => {
  const { workspace, checked, found } = await probed();
  open(workspace, 'client.py');
  open(workspace, 'open.py');
  checked();
  expect(found()).toEqual([]);
  typeBefore(workspace, 'client.py', 'def fetch', 'async ');
  expect(checked()).toEqual(['client.py fetch', 'client.py other', 'closed.py main', 'open.py main']);
  expect(found()).toEqual(['closed.py unawaited-coroutine', 'open.py unawaited-coroutine']);
  workspace.closed(uriOf('client.py'));
  expect(found()).toEqual([]);
});

test('a file that comes or goes changes what its importers see', async () => {
  const { workspace, checked, found } = await probed();
  checked();
  workspace.disk(uriOf('client.py'), undefined);
  expect(checked()).toEqual(['closed.py main', 'open.py main']);
  workspace.disk(uriOf('client.py'), files['client.py']?.replace('def', 'async def'));
  expect(checked()).toEqual(['client.py fetch', 'client.py other', 'closed.py main', 'open.py main']);
  expect(found()).toEqual(['closed.py unawaited-coroutine', 'open.py unawaited-coroutine']);
});

test('settings that change the selection check nothing anew', async () => {
  const { workspace, checked, found } = await probed();
  workspace.disk(uriOf('client.py'), files['client.py']?.replace('def', 'async def'));
  expect(found()).toHaveLength(2);
  checked();
  workspace.configured([{ uri: FOLDER, settings: { ignore: ['unawaited-coroutine'] }, interpreter: undefined }]);
  expect(checked()).toEqual([]);
  expect(found()).toEqual([]);
});
