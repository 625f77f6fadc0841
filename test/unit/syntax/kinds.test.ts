import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kindsSource } from '../../../server/tools/kinds.ts';

test('kinds.ts is what the grammar says', async () => {
  expect(await kindsSource()).toBe(readFileSync('server/src/syntax/kinds.ts', 'utf8'));
});
