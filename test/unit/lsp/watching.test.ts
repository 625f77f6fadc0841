import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import { FileChangeType, type FileEvent } from 'vscode-languageserver';
import { createFiles } from '../../../server/src/lsp/files.ts';
import type { Host } from '../../../server/src/lsp/host.ts';
import { createIndexing } from '../../../server/src/lsp/indexing.ts';
import { createReadiness } from '../../../server/src/lsp/readiness.ts';
import type { Session } from '../../../server/src/lsp/session.ts';
import { registerWatching } from '../../../server/src/lsp/watching.ts';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

/** Texts by path below the folder. Folders exist as long as something is in them; a `.gitignore` names folders. */
type Disk = Map<string, string>;

const uriOf = (path: string): string => `${FOLDER}/${path}`;
const pathOf = (uri: string): string => uri.slice(FOLDER.length + 1);

function isListed(disk: Disk, path: string): boolean {
  const ignored = (disk.get('.gitignore') ?? '').split('\n').filter((line) => line !== '');
  return path.endsWith('.py') && disk.has(path) && !ignored.some((folder) => path.startsWith(`${folder}/`));
}

const listed = (disk: Disk): string[] => [...disk.keys()].filter((path) => isListed(disk, path)).sort();

const hostOf = (disk: Disk): Partial<Host> => ({
  canonicalUri: (uri) => uri,
  listFiles: () => Promise.resolve(listed(disk).map(uriOf)),
  filesAmong: (uris) =>
    Promise.resolve(
      listed(disk)
        .map(uriOf)
        .filter((file) => uris.some((uri) => file === uri || file.startsWith(`${uri}/`))),
    ),
  readFile(uri) {
    const text = disk.get(pathOf(uri));
    return Promise.resolve(text === undefined ? { kind: 'absent' } : { kind: 'text', text });
  },
  fileStamp: (uri) => Promise.resolve(disk.get(pathOf(uri))),
  reaches: (uri) => uri.startsWith('file:///'),
  about: () => ({ version: '', runtime: '', cacheFolder: undefined }),
});

interface Watched {
  readonly workspace: Workspace;
  send(changes: FileEvent[]): Promise<void>;
  /** The user comes back to the window. */
  focus(): Promise<void>;
}

async function watched(disk: Disk): Promise<Watched> {
  const workspace = await testWorkspace({});
  const readiness = createReadiness();
  let handler: (params: { changes: FileEvent[] }) => void = () => undefined;
  let focused = (): void => undefined;
  const progress = { begin: () => undefined, report: () => undefined, done: () => undefined };
  const connection = {
    console: { error: (message: string) => expect.fail(message), warn: (message: string) => expect.fail(message) },
    window: { createWorkDoneProgress: () => Promise.resolve(progress) },
    onDidChangeWatchedFiles: (next: typeof handler) => void (handler = next),
    onNotification: (_method: string, next: () => void) => void (focused = next),
  } as unknown as Connection;
  const session = {
    ...{ connection, workspace, readiness, host: hostOf(disk), client: { registersWatchers: false } },
    documents: { all: () => [] },
    log: { debug: () => undefined, info: () => undefined, warn: (message: string) => expect.fail(message) },
    refresh: () => undefined,
    leftAlone: { has: () => false },
  } as unknown as Session;
  const files = createFiles(session);
  const indexing = createIndexing(session, files);
  registerWatching(session, files, indexing);
  indexing.folders([FOLDER]);
  await files.read(await indexing.relist());
  return {
    workspace,
    async send(changes) {
      handler({ changes });
      await readiness.reached();
    },
    async focus() {
      focused();
      // The disk of these tests answers at once: nothing is left to do in the next turn of the event loop.
      await new Promise((resolve) => void setImmediate(resolve));
    },
  };
}

const seen = ({ workspace }: Watched): [string, string | undefined][] =>
  [...workspace.files()].sort().map((uri) => [pathOf(uri), workspace.text(uri)]);

const onDisk = (disk: Disk): [string, string | undefined][] => listed(disk).map((path) => [path, disk.get(path)]);

const created = (path: string): FileEvent => ({ uri: uriOf(path), type: FileChangeType.Created });
const changed = (path: string): FileEvent => ({ uri: uriOf(path), type: FileChangeType.Changed });
const deleted = (path: string): FileEvent => ({ uri: uriOf(path), type: FileChangeType.Deleted });

const below = (disk: Disk, folder: string): string[] =>
  [...disk.keys()].filter((path) => path.startsWith(`${folder}/`));

type Step =
  | { readonly type: 'write'; readonly path: string; readonly text: string }
  | { readonly type: 'delete'; readonly path: string }
  | { readonly type: 'delete folder'; readonly folder: string }
  | { readonly type: 'rename folder'; readonly folder: string; readonly to: string }
  | { readonly type: 'ignore'; readonly folders: readonly string[] }
  | { readonly type: 'replace folder'; readonly folder: string; readonly text: string }
  | { readonly type: 'switch branch'; readonly files: readonly (readonly [string, string])[] };

/** Does it to the disk, and tells what clients send at least: one event for a folder and all in it. */
function perform(disk: Disk, step: Step): FileEvent[] {
  switch (step.type) {
    case 'write': {
      const isNew = !disk.has(step.path);
      disk.set(step.path, step.text);
      return [isNew ? created(step.path) : changed(step.path)];
    }
    case 'delete':
      return disk.delete(step.path) ? [deleted(step.path)] : [];
    case 'delete folder':
      for (const path of below(disk, step.folder)) disk.delete(path);
      return [deleted(step.folder)];
    case 'rename folder':
      for (const path of below(disk, step.folder)) {
        disk.set(step.to + path.slice(step.folder.length), disk.get(path) ?? '');
        disk.delete(path);
      }
      return [deleted(step.folder), created(step.to)];
    case 'replace folder': {
      const replaced = below(disk, step.folder);
      for (const path of replaced) disk.delete(path);
      if (replaced.length > 0) disk.set(`${step.folder}/replaced.py`, step.text);
      return [changed(step.folder)];
    }
    case 'ignore':
      disk.set('.gitignore', step.folders.join('\n'));
      return [changed('.gitignore')];
    case 'switch branch': {
      const before = [...disk.keys()].filter((path) => path !== '.gitignore');
      for (const path of before) disk.delete(path);
      for (const [path, text] of step.files) disk.set(path, text);
      return [...before.map(deleted), ...step.files.map(([path]) => created(path))];
    }
  }
}

const folders = ['app', 'app/inner', 'lib', 'generated'];
const folder = fc.constantFrom(...folders);
const path = fc
  .tuple(fc.constantFrom('', ...folders.map((name) => `${name}/`)), fc.constantFrom('a.py', 'b.py', 'c.txt'))
  .map((parts) => parts.join(''));
const text = fc.constantFrom('async def f(): ...\n', 'def f(): ...\n', 'import a\n');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('write' as const), path, text }) },
  fc.record({ type: fc.constant('delete' as const), path }),
  fc.record({ type: fc.constant('delete folder' as const), folder }),
  fc
    .record({ type: fc.constant('rename folder' as const), folder, to: fc.constantFrom('lib', 'generated', 'moved') })
    .filter(({ folder: from, to }) => from !== to),
  fc.record({ type: fc.constant('replace folder' as const), folder, text }),
  fc.record({ type: fc.constant('ignore' as const), folders: fc.uniqueArray(folder, { maxLength: 2 }) }),
  fc.record({ type: fc.constant('switch branch' as const), files: fc.array(fc.tuple(path, text), { maxLength: 6 }) }),
);

beforeAll(async () => (await testWorkspace({})).dispose());

const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 10 });

test('after whatever happens on the disk, the workspace has the files that a new listing gives', async () => {
  let most = 0;
  await checkRounds(async (live, disk, steps) => {
    await live.send(steps.flatMap((each) => perform(disk, each)));
    most = Math.max(most, seen(live).length);
  });
  expect(most).toBeGreaterThan(4);
});

test('whatever happened unnoticed is made good when the user comes back to the window', async () => {
  await checkRounds(async (live, disk, steps) => {
    for (const each of steps) perform(disk, each);
    await live.focus();
  });
});

async function checkRounds(bring: (live: Watched, disk: Disk, steps: readonly Step[]) => Promise<void>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(rounds, async (all) => {
      const disk: Disk = new Map([
        ['app/a.py', 'x = 1\n'],
        ['generated/b.py', ''],
      ]);
      const live = await watched(disk);
      for (const steps of all) {
        await bring(live, disk, steps);
        expect(seen(live)).toEqual(onDisk(disk));
      }
      live.workspace.dispose();
    }),
    { numRuns: 150 },
  );
}
