import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { configureRule, ignoreInFile, type RuleChange, testsGlob } from '../../../server/src/engine/configure-rule.ts';
import { readPyproject } from '../../../server/src/engine/pyproject.ts';

const rule = 'dangling-task';

function configured(toml: string, change: RuleChange): string | undefined {
  const edit = configureRule(toml, rule, change, 'tests');
  return edit && toml.slice(0, edit.start) + edit.newText + toml.slice(edit.end);
}

describe('turning a rule off in a pyproject.toml', () => {
  test.each([
    ['an empty table', '[tool.async-pitfalls]', '[tool.async-pitfalls]\nignore = ["dangling-task"]'],
    [
      'a table with other keys, and one behind it',
      '[tool.async-pitfalls] # ours\npython = "3.10" # old\n\n[tool.other]\nx = 1\n',
      '[tool.async-pitfalls] # ours\npython = "3.10" # old\nignore = ["dangling-task"]\n\n[tool.other]\nx = 1\n',
    ],
    [
      'a list',
      '[tool.async-pitfalls]\nignore = [ "a" ]\n',
      '[tool.async-pitfalls]\nignore = [ "a", "dangling-task" ]\n',
    ],
    ['an empty list', '[tool.async-pitfalls]\nignore = [ ]\n', '[tool.async-pitfalls]\nignore = ["dangling-task"]\n'],
    [
      'a list over lines',
      '[tool.async-pitfalls]\nignore = [\n    "a", # ]\n    "b",  # why\n]\n',
      '[tool.async-pitfalls]\nignore = [\n    "a", # ]\n    "b",  # why\n    "dangling-task",\n]\n',
    ],
    [
      'a list over lines without a comma at its end, CRLF',
      '[tool.async-pitfalls]\r\nignore = [\r\n\t"a",\r\n\t"b" # why\r\n]\r\n',
      '[tool.async-pitfalls]\r\nignore = [\r\n\t"a",\r\n\t"b", # why\r\n\t"dangling-task"\r\n]\r\n',
    ],
    [
      'dotted keys',
      '[tool]\nasync-pitfalls.python = "3.10"\nother.x = 1\n',
      '[tool]\nasync-pitfalls.python = "3.10"\nasync-pitfalls.ignore = ["dangling-task"]\nother.x = 1\n',
    ],
    [
      'an inline table',
      '[tool]\nasync-pitfalls = { python = "3.10" }\n',
      '[tool]\nasync-pitfalls = { python = "3.10", ignore = ["dangling-task"] }\n',
    ],
    [
      'a list in an inline table',
      'tool = {"async-pitfalls" = {ignore = [\'a\']}}\n',
      'tool = {"async-pitfalls" = {ignore = [\'a\', "dangling-task"]}}\n',
    ],
    [
      'tables below it only',
      '[tool.async-pitfalls.severity]\na = "off"\n',
      '[tool.async-pitfalls]\nignore = ["dangling-task"]\n\n[tool.async-pitfalls.severity]\na = "off"\n',
    ],
  ])('adds to %s', (_, before, after) => {
    expect(configured(before, 'turn-off')).toBe(after);
  });

  test.each([
    ['no table of ours', '[tool.other]\nx = 1\n'],
    ['a value that is no list', '[tool.async-pitfalls]\nignore = "a"\n'],
    ['text that does not parse', '[tool.async-pitfalls]\nignore = [\n'],
  ])('gives up on %s', (_, before) => {
    expect(configured(before, 'turn-off')).toBeUndefined();
  });
});

describe('the severity of a rule in a pyproject.toml', () => {
  test.each([
    [
      'makes a table for it',
      '[tool.async-pitfalls]\nignore = []\n\n[tool.other]\n',
      '[tool.async-pitfalls]\nignore = []\n\n[tool.async-pitfalls.severity]\ndangling-task = "error"\n\n[tool.other]\n',
    ],
    [
      'joins the table of severities',
      '[tool.async-pitfalls.severity]\na = "off"\n',
      '[tool.async-pitfalls.severity]\na = "off"\ndangling-task = "error"\n',
    ],
    [
      'replaces the one there is',
      '[tool.async-pitfalls.severity]\ndangling-task = "off" # loud\n',
      '[tool.async-pitfalls.severity]\ndangling-task = "error" # loud\n',
    ],
    [
      'replaces the one in an inline table',
      "[tool.async-pitfalls]\nseverity = {dangling-task='off'}\n",
      '[tool.async-pitfalls]\nseverity = {dangling-task="error"}\n',
    ],
    [
      'joins dotted keys',
      '[tool.async-pitfalls]\nseverity.a = "off"\npython = "3.10"\n',
      '[tool.async-pitfalls]\nseverity.a = "off"\nseverity.dangling-task = "error"\npython = "3.10"\n',
    ],
  ])('%s', (_, before, after) => {
    expect(configured(before, 'error')).toBe(after);
  });
});

describe('ignoring a rule in tests in a pyproject.toml', () => {
  test.each([
    [
      '[tool.async-pitfalls]\n',
      '[tool.async-pitfalls]\n\n[tool.async-pitfalls.per-file-ignores]\ntests = ["dangling-task"]\n',
    ],
    [
      '[tool.async-pitfalls.per-file-ignores]\n"tests" = ["a"]\n',
      '[tool.async-pitfalls.per-file-ignores]\n"tests" = ["a", "dangling-task"]\n',
    ],
  ])('%j becomes %j', (before, after) => {
    expect(configured(before, 'ignore-in-tests')).toBe(after);
  });

  test.each([
    ['file:///app/tests/unit/test_api.py', 'tests'],
    ['file:///app/test/api.py', 'test'],
    ['file:///app/test_api.py', 'test_*.py'],
    ['file:///app/api_test.py', '*_test.py'],
    ['file:///app/api.py', 'tests'],
  ])('means the tests of %s by %s', (uri, glob) => {
    expect(testsGlob(uri)).toBe(glob);
  });
});

test('whatever a pyproject.toml looks like, the change is all that changes', () => {
  const line = fc.constantFrom(
    ...[
      '[tool.async-pitfalls]',
      '[tool.async-pitfalls.severity]',
      '[tool."async-pitfalls".per-file-ignores]',
      '[tool]',
    ],
    ...[
      'ignore = ["no-rule"]',
      'ignore = [',
      '  "no-rule", # ]',
      '  "other"',
      ']',
      'severity = { a = "off", }',
      '# x = [',
    ],
    ...[
      'async-pitfalls.ignore = []',
      'async-pitfalls = { severity.a = "error" }',
      'severity.b = "off"',
      'text = """',
      '"""',
    ],
    ...['"tests" = []', "'a.b' = [[1], {x = ']'}]", 'x = 1979-05-27', ''],
  );
  const change = fc.constantFrom<RuleChange>('turn-off', 'warning', 'ignore-in-tests');
  let changed = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 9 }), change, (lines, wanted) => {
      const before = lines.join('\n');
      const after = configured(before, wanted);
      if (after === undefined) return;
      changed++;
      expect(after.length).toBeGreaterThanOrEqual(before.length - '"error"'.length);
      const { settings } = readPyproject('file:///a/pyproject.toml', after);
      if (wanted === 'turn-off') expect(settings?.ignore).toContain(rule);
      if (wanted === 'warning') expect(settings?.severity?.[rule]).toBe('warning');
      if (wanted === 'ignore-in-tests')
        expect(settings?.perFileIgnores).toContainEqual({
          files: { glob: 'tests', root: 'file:///a' },
          rules: expect.arrayContaining([rule]) as unknown,
        });
      expect(withoutRule(parse(after))).toEqual(withoutRule(parse(before)));
    }),
    { numRuns: 3000 },
  );
  expect(changed).toBeGreaterThan(50);
});

/** Values without the rule, and without what is empty then. */
function withoutRule(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== rule).map(withoutRule);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const kept = Object.entries(value)
    .filter(([key]) => key !== rule)
    .map(([key, inner]) => [key, withoutRule(inner)] as const)
    .filter(([, inner]) => typeof inner !== 'object' || inner === null || Object.keys(inner).length > 0);
  return Object.fromEntries(kept);
}

describe('ignoring a rule in a Python file', () => {
  const comment = '# async-pitfalls: ignore-file[dangling-task]\n';
  test.each([
    ['import time\n', `${comment}import time\n`],
    [
      '#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nx\n',
      `#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n${comment}x\n`,
    ],
    ['"""Docs."""\r\n', `${comment.trimEnd()}\r\n"""Docs."""\r\n`],
    ['\uFEFFx\n', `\uFEFF${comment}x\n`],
    ['', comment],
    [
      '# Licence\n\n# async-pitfalls: ignore-file[other-rule] why\nx\n',
      '# Licence\n\n# async-pitfalls: ignore-file[other-rule, dangling-task] why\nx\n',
    ],
    ['"# async-pitfalls: ignore-file[a]"\n', `${comment}"# async-pitfalls: ignore-file[a]"\n`],
  ])('%j becomes %j', (before, after) => {
    const { start, end, newText } = ignoreInFile(before, rule);
    expect(before.slice(0, start) + newText + before.slice(end)).toBe(after);
  });
});
