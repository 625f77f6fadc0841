import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Finding } from '../../../server/src/engine/finding.ts';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

/** What the files of a small project may hold: imports in rings, re-exports, inheritance, coroutines that come and go, arguments. */
const variants: Readonly<Record<string, readonly string[]>> = {
  'app/__init__.py': [
    '',
    'from .client import fetch\nfrom .base import Base\n',
    'from .client import *\nasync def main():\n    fetch(1)\n    x = load(2)\n',
    'from . import uses\ndef fetch(n):\n    return uses.helper(n)\n',
  ],
  'app/client.py': [
    'async def fetch(n):\n    return n\n\nasync def load(n):\n    await fetch(n)\n',
    'def fetch(n):\n    return load(n)\n\nasync def load(n):\n    fetch(n)\n',
    'import time\ndef fetch(n):\n    time.sleep(n)\n    return n\n',
    'from app.uses import helper as fetch\nfrom app.base import load\n',
    'import sys\nif sys.version_info >= (3, 12):\n    async def fetch(n): ...\nelse:\n    def fetch(n): ...\n',
    'from . import uses\ndef fetch(n):\n    return uses.helper(n)\ndef load(n):\n    fetch(n)\n',
    'class Client:\n    async def ping(self): ...\n    def start(self):\n        return Session(self)\n\nclass Session:\n    def __init__(self, client=None):\n        self.client = client\n\n    async def run(self):\n        self.client.ping()\n\nasync def fetch(n):\n    n.ping()\n',
  ],
  'app/base.py': [
    'class Base:\n    async def run(self): ...\n    def start(self):\n        self.run()\n        return self.run()\n',
    'class Base:\n    def run(self): ...\n    def start(self):\n        self.run()\n',
    'from .client import fetch\nclass Base:\n    run = fetch\n    def start(self):\n        fetch(1)\n',
    'from app import fetch\nasync def load(n):\n    fetch(n)\n    "unclosed',
    'from .client import Client\nclass Base:\n    def __init__(self, client):\n        self.client = client\n    async def run(self):\n        self.client.ping()\n',
  ],
  'app/uses.py': [
    'from .client import fetch\ndef helper(n):\n    return fetch(n)\nasync def main():\n    helper(1)\n    fetch(2)\n',
    'from .client import fetch as get\nasync def main():\n    get(1)\n    await get(2)\n    x = get(3)\n',
    'from .base import Base\nfrom . import client\nasync def main(b: Base):\n    b.run()\n    client.fetch(1)\n    b.start()\n',
    'from .base import Base\nclass Child(Base):\n    def stop(self):\n        self.run()\n        self.start()\n',
    'from .client import fetch\nasync def main():\n    fetch(1)  # async-pitfalls: ignore\n    fetch(',
    'from .base import Base\nfrom . import client\nclass Child(Base): ...\ndef helper(n):\n    n.ping()\n    client.fetch(n)\nhelper(client.Client())\nChild(client.Client())\n',
    'from .client import (fetch\nasync def run():\n    fetch(1)\n',
  ],
  'main.py': [
    'from app.uses import *\nfrom app import fetch\ndef sync():\n    fetch(1)\n    main()\n',
    'from app.uses import Child\nasync def main():\n    Child().run()\n    Child().stop()\n',
    'import app.client\nfrom app import base\ndef go(b: base.Base):\n    app.client.fetch(1)\n    b.start()\n',
    'from app.uses import *\nfrom app import base, client\nasync def main():\n    base.Base(client.Client())\n    client.fetch(client.Client())\n    helper(client.Client())\n',
  ],
  'tests/test_app.py': [
    'import time\nfrom app.client import fetch\nasync def test_it():\n    fetch(1)\n    time.sleep(1)\n',
    'import time\nasync def fetch(n):\n    time.sleep(n)\n',
  ],
  'src/app/client.py': ['async def fetch(n): ...\n', 'def fetch(n): ...\n'],
};

const paths = Object.keys(variants);

const variant = (path: string, index: number): string => variants[path]?.[index % variants[path].length] ?? '';

/** Small changes that a user types. */
const replacements: readonly (readonly [string, string])[] = [
  ['def fetch', 'async def fetch'],
  ['async def', 'def'],
  ['fetch', 'load'],
  ['await ', ''],
  ['    return n', '    await n('],
  ['\n', '\n\n# a comment\n'],
  ['(', '"""'],
  ['"""', ''],
  ['class Base', 'class Basis'],
  ['x = ', ''],
  ['client.Client()', 'client'],
  ['helper(', 'helper(client.Session('],
];

const settings: readonly unknown[] = [
  {},
  { ignore: ['unawaited-coroutine'] },
  { python: '3.9' },
  { exclude: ['app/uses.py'] },
  { relaxedPaths: ['app'] },
];

type Action =
  | { readonly type: 'open' | 'disk'; readonly path: string; readonly text: number }
  | { readonly type: 'type'; readonly path: string; readonly replacement: number }
  | { readonly type: 'close' | 'delete'; readonly path: string }
  | { readonly type: 'rename'; readonly path: string; readonly to: string }
  | { readonly type: 'delete folder'; readonly folder: string }
  | { readonly type: 'rename folder'; readonly folder: string; readonly to: string }
  | { readonly type: 'configure'; readonly settings: number }
  | { readonly type: 'pyproject'; readonly python: string | undefined }
  | { readonly type: 'look'; readonly path: string };

const path = fc.constantFrom(...paths.slice(0, -1), ...paths);
const text = fc.nat(59);
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('open' as const, 'disk' as const), path, text }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('type' as const), path, replacement: fc.nat(replacements.length - 1) }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('look' as const), path }) },
  fc.record({ type: fc.constantFrom('close' as const, 'delete' as const), path }),
  fc.record({ type: fc.constant('rename' as const), path, to: path }),
  fc.record({ type: fc.constant('delete folder' as const), folder: fc.constantFrom('app', 'src') }),
  fc.record({
    type: fc.constant('rename folder' as const),
    folder: fc.constantFrom('app', 'src/app'),
    to: fc.constantFrom('app', 'src/app', 'lib'),
  }),
  fc.record({ type: fc.constant('configure' as const), settings: fc.nat(settings.length - 1) }),
  fc.record({ type: fc.constant('pyproject' as const), python: fc.constantFrom('3.9', '3.13', undefined) }),
);

/** What a workspace was told, for making another one like it. */
interface Told {
  readonly disk: Map<string, string>;
  readonly open: Map<string, string>;
  settings: unknown;
  pyproject: string | undefined;
}

const uriOf = (file: string): string => `${FOLDER}/${file}`;
const PYPROJECT = uriOf('app/pyproject.toml');

function perform(workspace: Workspace, told: Told, step: Action): void {
  switch (step.type) {
    case 'open':
      edit(workspace, told, step.path, variant(step.path, step.text));
      return;
    case 'type':
      typeInto(workspace, told, step.path, replacements[step.replacement] ?? ['', '']);
      return;
    case 'close':
      if (told.open.delete(step.path)) workspace.closed(uriOf(step.path));
      return;
    case 'disk':
      write(workspace, told, step.path, variant(step.path, step.text));
      return;
    case 'delete':
      write(workspace, told, step.path, undefined);
      return;
    case 'rename': {
      const moved = told.disk.get(step.path);
      write(workspace, told, step.path, undefined);
      write(workspace, told, step.to, moved);
      return;
    }
    case 'delete folder':
      for (const file of below(told, step.folder)) write(workspace, told, file, undefined);
      return;
    case 'rename folder':
      for (const file of below(told, step.folder)) {
        const content = told.disk.get(file);
        write(workspace, told, file, undefined);
        write(workspace, told, step.to + file.slice(step.folder.length), content);
      }
      return;
    case 'configure':
      told.settings = settings[step.settings];
      workspace.configured([{ uri: FOLDER, settings: told.settings, interpreter: undefined }]);
      return;
    case 'pyproject':
      told.pyproject = step.python && `[tool.async-pitfalls]\npython = "${step.python}"\n`;
      workspace.disk(PYPROJECT, told.pyproject);
      return;
    case 'look':
      workspace.findings(uriOf(step.path));
  }
}

const below = (told: Told, folder: string): string[] =>
  [...told.disk.keys()].filter((file) => file.startsWith(`${folder}/`));

function edit(workspace: Workspace, told: Told, file: string, content: string): void {
  told.open.set(file, content);
  workspace.edited(uriOf(file), [{ text: content }]);
}

function typeInto(workspace: Workspace, told: Told, file: string, [before, after]: readonly [string, string]): void {
  const content = told.open.get(file);
  const start = content?.indexOf(before) ?? -1;
  if (content === undefined || start < 0) return;
  const end = start + before.length;
  told.open.set(file, content.slice(0, start) + after + content.slice(end));
  workspace.edited(uriOf(file), [{ start, end, text: after }]);
}

function write(workspace: Workspace, told: Told, file: string, content: string | undefined): void {
  if (content === undefined) told.disk.delete(file);
  else told.disk.set(file, content);
  workspace.disk(uriOf(file), content);
}

const living: Workspace[] = [];

async function fresh(told: Told): Promise<Workspace> {
  const workspace = await testWorkspace(Object.fromEntries(told.disk), told.settings);
  living.push(workspace);
  workspace.disk(PYPROJECT, told.pyproject);
  for (const [file, content] of told.open) workspace.edited(uriOf(file), [{ text: content }]);
  return workspace;
}

const shown = (workspace: Workspace): unknown =>
  paths.map((file) => [file, workspace.findings(uriOf(file)).map(withFixes)]);

const withFixes = (finding: Finding): unknown => ({ ...finding, fixes: finding.fixes() });

const reported = { findings: 0 };

beforeAll(async () => {
  // Parses the standard library's stubs that all runs share.
  (await testWorkspace({ 'main.py': 'async def main(): ...\nmain()\n' })).findings(uriOf('main.py'));
});

afterAll(() => {
  for (const workspace of living.splice(0)) workspace.dispose();
});

test('after whatever happens, findings are those of a workspace that was told the end only', async () => {
  const sequences = fc.tuple(
    fc.array(text, { minLength: 5, maxLength: paths.length }),
    fc.array(action, { maxLength: 25 }),
  );
  await fc.assert(
    fc.asyncProperty(sequences, async ([first, steps]) => {
      const told: Told = { disk: new Map(), open: new Map(), settings: {}, pyproject: undefined };
      first.forEach((content, i) => told.disk.set(paths[i] ?? '', variant(paths[i] ?? '', content)));
      const live = await fresh(told);
      shown(live);
      for (const step of steps) perform(live, told, step);
      const rebuilt = shown(await fresh(told));
      reported.findings += JSON.stringify(rebuilt).split('"rule"').length - 1;
      expect(shown(live)).toEqual(rebuilt);
      for (const workspace of living.splice(0)) workspace.dispose();
    }),
    { numRuns: 250 },
  );
  expect(reported.findings).toBeGreaterThan(300);
}, 120_000);

test('a text that comes back before anybody has looked leaves the fixes what they are in a new workspace', async () => {
  const base = 'class Base:\n    async def run(self): ...\n    def start(self):\n        self.run()\n';
  const main = 'from base import Base\ndef go(b: Base):\n    b.start()\n';
  const workspace = await testWorkspace({ 'base.py': base, 'main.py': 'x = 1\n' });
  const fixes = (): unknown => workspace.findings(uriOf('base.py')).map((finding) => finding.fixes());
  fixes();
  workspace.edited(uriOf('base.py'), [{ text: base.replace('self.run()', 'self.go()') }]);
  workspace.closed(uriOf('base.py'));
  workspace.edited(uriOf('main.py'), [{ text: main }]);
  const rebuilt = await testWorkspace({ 'base.py': base, 'main.py': main });
  expect(fixes()).toEqual(rebuilt.findings(uriOf('base.py')).map((finding) => finding.fixes()));
});
