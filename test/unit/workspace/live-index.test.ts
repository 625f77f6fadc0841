import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Finding } from '../../../server/src/engine/finding.ts';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { paths, replacements, variant } from '../../harness/small-project.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

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
