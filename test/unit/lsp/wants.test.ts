import { expect, test } from 'vitest';
import { wants } from '../../../server/src/lsp/code-actions.ts';

test.each([
  [undefined, 'quickfix', true],
  [[''], 'quickfix', true],
  [['quickfix'], 'quickfix', true],
  [['source'], 'source.fixAll.asyncPitfalls', true],
  [['source.fixAll'], 'source.fixAll.asyncPitfalls', true],
  [['source.fix'], 'source.fixAll.asyncPitfalls', false],
  [['refactor', 'quickfix'], 'source.fixAll.asyncPitfalls', false],
  [[], 'quickfix', false],
])('%j asks for %s: %s', (only, kind, expected) => {
  expect(wants(only, kind)).toBe(expected);
});
