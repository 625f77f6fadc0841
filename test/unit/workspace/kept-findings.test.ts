import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { rules } from '../../../server/src/rules/registry.ts';
import { contentHash } from '../../../server/src/text/hash.ts';
import type { CheckedFile } from '../../../server/src/workspace/checked-files.ts';
import type { FindingsCache } from '../../../server/src/workspace/kept-findings.ts';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { paths, replacements, variant } from '../../harness/small-project.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

type Texts = Readonly<Record<string, string>>;

/** As on disk: what comes back is made of text. */
function memoryCache(): FindingsCache & { readonly kept: Map<string, string>; readonly texts: Map<string, string> } {
  const kept = new Map<string, string>();
  const texts = new Map<string, string>();
  return {
    kept,
    texts,
    digestOf: contentHash,
    textOf: (digest) => texts.get(digest),
    keepText: (digest, text) => void texts.set(digest, text),
    load: (description) => {
      const json = kept.get(description);
      return json === undefined ? undefined : (JSON.parse(json) as unknown);
    },
    keep: (description, findings) => void kept.set(description, JSON.stringify(findings)),
  };
}

const living: Workspace[] = [];

afterEach(() => {
  for (const workspace of living.splice(0)) workspace.dispose();
});

function checkedAnew(): never {
  throw new Error('nothing is to be checked anew');
}

interface Run {
  readonly cache?: FindingsCache;
  readonly folder?: string;
  readonly settings?: unknown;
  readonly packages?: Texts;
  /** By default none of the rules may run. */
  readonly mayFindAnew?: boolean;
}

/** Opens a workspace as a check does, up to the checking. */
async function opened(
  texts: Texts,
  { cache, folder = FOLDER, settings = {}, packages = {}, mayFindAnew = false }: Run,
) {
  const forbidden = rules.map((rule) => ({
    ...rule,
    visit: Object.fromEntries(Object.keys(rule.visit).map((kind) => [kind, checkedAnew])),
  }));
  const workspace = await testWorkspace(texts, settings, mayFindAnew ? rules : forbidden, packages, {
    folder,
    ...(cache && { findingsCache: cache }),
  });
  living.push(workspace);
  workspace.recallFindings();
  return workspace;
}

const found = (workspace: Workspace, texts: Texts, folder = FOLDER): Record<string, CheckedFile> =>
  Object.fromEntries(
    Object.keys(texts)
      .sort()
      .map((path) => [path, workspace.checked(`${folder}/${path}`)]),
  );

async function checkAndKeep(texts: Texts, run: Run): Promise<Record<string, CheckedFile>> {
  const workspace = await opened(texts, { ...run, mayFindAnew: true });
  const all = found(workspace, texts, run.folder);
  workspace.keepFindings();
  return all;
}

const project: Texts = {
  'app/__init__.py': '',
  'app/client.py':
    'import time\n\ndef fetch(n):\n    time.sleep(n)\n    return n\n\nasync def load(n):\n    return n\n',
  'app/uses.py': 'from .client import fetch, load\n\nasync def main():\n    fetch(1)\n    load(2)\n',
  'other.py': 'import asyncio\n\nasync def main():\n    asyncio.sleep(1)\n',
};

describe('what was found', () => {
  test('is there for another run over the same files, which checks nothing', async () => {
    const cache = memoryCache();
    const first = await checkAndKeep(project, { cache });
    const again = found(await opened(project, { cache }), project);
    expect(again).toEqual(first);
    expect(Object.values(first).flatMap(({ findings }) => findings.map(({ rule }) => rule))).toEqual([
      'blocking-sleep',
      'unawaited-coroutine',
      'unawaited-coroutine',
    ]);
  });

  test('is there in another checkout, and tells nothing of this one', async () => {
    const cache = memoryCache();
    const packages = { 'lib/__init__.py': 'async def call(): ...\n' };
    const texts = { ...project, 'lib_user.py': 'import lib\n\nasync def main():\n    lib.call()\n' };
    const first = await checkAndKeep(texts, { cache, packages });
    expect([...cache.kept.values()].join('')).not.toMatch(/file:|site-packages/);
    const folder = 'file:///else/where/project';
    const there = found(await opened(texts, { cache, packages, folder }), texts, folder);
    expect(JSON.parse(JSON.stringify(there).replaceAll(folder, FOLDER))).toEqual(JSON.parse(JSON.stringify(first)));
  });

  test('is found anew where it rests on what has changed, and nowhere else', async () => {
    const cache = memoryCache();
    await checkAndKeep(project, { cache });
    const changed = { ...project, 'app/client.py': project['app/client.py']!.replace('    time.sleep(n)\n', '') };
    const workspace = await opened(changed, { cache });
    expect(workspace.checked(`${FOLDER}/other.py`).findings).toHaveLength(1);
    expect(() => workspace.checked(`${FOLDER}/app/uses.py`)).toThrow('checked anew');
    const fresh = await opened(changed, { mayFindAnew: true });
    expect(found(await opened(changed, { cache, mayFindAnew: true }), changed)).toEqual(found(fresh, changed));
  });

  test('stays where what is told of a changed function is the same', async () => {
    const cache = memoryCache();
    await checkAndKeep(project, { cache });
    const changed = { ...project, 'other.py': project['other.py']!.replace('sleep(1)', 'sleep(2)') };
    const workspace = await opened(changed, { cache });
    expect(workspace.checked(`${FOLDER}/app/uses.py`).findings).toHaveLength(2);
    expect(() => workspace.checked(`${FOLDER}/other.py`)).toThrow('checked anew');
  });

  test.each([
    ['a package is gone', {}, {}],
    [
      'a setting is another',
      { severity: { 'unawaited-coroutine': 'warning' } },
      { 'lib.py': 'async def call(): ...\n' },
    ],
  ])('is found anew where %s', async (_, settings, packages) => {
    const cache = memoryCache();
    const texts = { 'main.py': 'import lib\n\nasync def main():\n    lib.call()\n' };
    const before = await checkAndKeep(texts, { cache, packages: { 'lib.py': 'async def call(): ...\n' } });
    const run = { settings, packages };
    const now = found(await opened(texts, { ...run, cache, mayFindAnew: true }), texts);
    expect(now).toEqual(found(await opened(texts, { ...run, mayFindAnew: true }), texts));
    expect(now).not.toEqual(before);
  });

  test('is of no use when a text that it was found in is lost', async () => {
    const cache = memoryCache();
    await checkAndKeep(project, { cache });
    cache.texts.clear();
    const changed = { ...project, 'other.py': 'x = 1\n' };
    const now = found(await opened(changed, { cache, mayFindAnew: true }), changed);
    expect(now).toEqual(found(await opened(changed, { mayFindAnew: true }), changed));
  });

  test('is of no use when it is not whole', async () => {
    const cache = memoryCache();
    await checkAndKeep(project, { cache });
    const [description, json] = [...cache.kept][0]!;
    for (const rubbish of [
      '{}',
      '[]',
      '1',
      'null',
      json.replace('"sources"', '"source"'),
      json.replaceAll('"key"', '"kez"'),
      json.replaceAll('"mention"', '"rumour"'),
      json.replaceAll(/#\d+"/g, '#99"'),
    ]) {
      cache.kept.set(description, rubbish);
      const now = found(await opened(project, { cache, mayFindAnew: true }), project);
      expect(now).toEqual(found(await opened(project, { mayFindAnew: true }), project));
    }
  });
});

const textsOf = (variants: readonly number[]): Texts =>
  Object.fromEntries(variants.map((index, i) => [paths[i]!, variant(paths[i]!, index)]));

/** Files come, go and change a little. */
type Step = readonly [path: string, change: number | 'gone', index: number];

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom(...paths),
  fc.oneof(fc.nat(replacements.length), fc.constant('gone' as const)),
  fc.nat(59),
);

function after(texts: Texts, steps: readonly Step[]): Texts {
  const now = new Map(Object.entries(texts));
  for (const [path, change, index] of steps) {
    const text = now.get(path);
    if (change === 'gone') now.delete(path);
    else if (change === replacements.length) now.set(path, variant(path, index));
    else if (text !== undefined) now.set(path, text.replace(...replacements[change]!));
  }
  return Object.fromEntries(now);
}

const counts = { kept: 0 };

test('whatever has changed since, findings are those of a run that knows nothing of before', async () => {
  const runs = fc.tuple(
    fc.array(fc.nat(59), { minLength: 4, maxLength: paths.length }),
    fc.array(fc.array(step, { maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  );
  await fc.assert(
    fc.asyncProperty(runs, async ([first, later]) => {
      const cache = memoryCache();
      let texts = textsOf(first);
      await checkAndKeep(texts, { cache });
      for (const [index, steps] of later.entries()) {
        texts = after(texts, steps);
        const folder = `file:///checkout/${String(index)}/project`;
        const now = await checkAndKeep(texts, { cache, folder });
        const fresh = found(await opened(texts, { folder, mayFindAnew: true }), texts, folder);
        expect(now).toEqual(fresh);
        counts.kept += [...cache.kept.values()].join('').split('"rule"').length - 1;
      }
      for (const workspace of living.splice(0)) workspace.dispose();
    }),
    { numRuns: 100 },
  );
  expect(counts.kept).toBeGreaterThan(100);
}, 120_000);
