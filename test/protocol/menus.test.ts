import { expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { fileFixtures } from '../harness/fixtures.ts';
import { bundledClient } from './clients.ts';

const touch = ({ range: a }: Diagnostic, { range: b }: Diagnostic): boolean =>
  a.start.line === b.start.line && a.start.character <= b.end.character && b.start.character <= a.end.character;

test('where findings of a fixture touch, no menu has two preferred actions, nor more than seven', async () => {
  const client = await bundledClient();
  await client.initialize();
  const wrong: string[] = [];
  let preferring = 0;
  for (const [index, { name, files }] of fileFixtures('rules').entries()) {
    const uri = `untitled:fixture${String(index)}.py`;
    await client.open(uri, Object.values(files).join(''));
    const diagnostics = await client.diagnostics(uri);
    for (const each of diagnostics.filter((one) => diagnostics.some((other) => one !== other && touch(one, other)))) {
      const actions = await client.actions(uri, each.range, { only: ['quickfix'] });
      const preferred = actions.filter(({ isPreferred }) => isPreferred).length;
      preferring += preferred;
      if (preferred > 1 || actions.length > 7) wrong.push(`${name}:${String(each.range.start.line + 1)}`);
    }
    await client.close(uri);
  }
  expect(wrong).toEqual([]);
  expect(preferring).toBeGreaterThan(5);
}, 300_000);
