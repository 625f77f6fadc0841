import { expect, test } from 'vitest';
import { blocking } from '../../server/src/knowledge/blocking.ts';
import { FOLDER, testWorkspace } from '../harness/workspace.ts';
import { moduleOf, rootOf, UNTRIED, usesOf, type Use } from './uses.ts';

const byLibrary = new Map<string, readonly Use[]>();
for (const [name, known] of Object.entries(blocking)) {
  if (name in UNTRIED) continue;
  const library = rootOf(name);
  byLibrary.set(library, [...(byLibrary.get(library) ?? []), ...usesOf(name, known)]);
}

/** Modules of a size that people write. */
const AT_ONCE = 50;

async function missed(uses: readonly Use[]): Promise<readonly string[]> {
  const parts = Array.from({ length: Math.ceil(uses.length / AT_ONCE) }, (_, i) =>
    uses.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  );
  const names: string[] = [];
  for (const part of parts) names.push(...(await missedIn(part)));
  return names;
}

/** The uses in which nothing is found. */
async function missedIn(uses: readonly Use[]): Promise<readonly string[]> {
  const { text, useAt } = moduleOf(uses);
  const workspace = await testWorkspace({ 'main.py': text }, { severity: { 'blocking-path': 'information' } });
  const lines = workspace.findings(`${FOLDER}/main.py`);
  const starts = [0];
  for (const match of text.matchAll(/\n/g)) starts.push(match.index + 1);
  const lineOf = (offset: number): number => starts.findLastIndex((start) => start <= offset) + 1;
  const found = new Set(
    lines
      .filter(({ rule }) => rule.startsWith('blocking-') || rule === 'django-async-unsafe')
      .map(({ start }) => useAt.get(lineOf(start))),
  );
  return uses.filter((use) => !found.has(use)).map(({ name, way }) => `${name} (${way})`);
}

test.each([...byLibrary.keys()])('every entry for %s is found, however it is come to', async (library) => {
  expect(await missed(byLibrary.get(library) ?? [])).toEqual([]);
});
