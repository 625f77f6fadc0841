import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../../server/src/hosts/cli/unified-diff.ts';
import { tempFolder } from './temp-folder.ts';

test('equal texts have no difference', () => {
  expect(unifiedDiff('a.py', 'x\n', 'x\n')).toBe('');
});

test('changes that are far apart are hunks of their own', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${String(index + 1)}`);
  const before = lines.join('\n');
  const after = lines.flatMap((line, index) => (index === 1 ? [] : index === 18 ? [line, 'new'] : [line])).join('\n');
  expect(unifiedDiff('a.py', before, after)).toBe(`--- a/a.py
+++ b/a.py
@@ -1,5 +1,4 @@
 line 1
-line 2
 line 3
 line 4
 line 5
@@ -17,4 +16,5 @@
 line 17
 line 18
 line 19
+new
 line 20
\\ No newline at end of file
`);
});

test('an added file end and an emptied file', () => {
  expect(unifiedDiff('a', 'x', 'x\n')).toBe(
    '--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+x\n',
  );
  expect(unifiedDiff('a', 'x\n', '')).toBe('--- a/a\n+++ b/a\n@@ -1,1 +0,0 @@\n-x\n');
});

const lines = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'é\r\n'), { maxLength: 30 });

test('applying a difference to the text before gives the text after', () => {
  fc.assert(
    fc.property(lines, lines, fc.boolean(), (before, after, cut) => {
      const end = cut ? 'end' : '';
      const [a, b] = [before.join('') + end, after.join('')];
      expect(applyDiff(a, unifiedDiff('x', a, b))).toBe(b);
    }),
  );
});

test.skipIf(spawnSync('patch', ['--version']).status !== 0)('`patch` understands it', () => {
  const before = Array.from({ length: 40 }, (_, index) => `${String(index)}\n`).join('');
  const after = before.replace('3\n', '').replace('\n20\n', '\nx\ny\n').replace('39\n', '39');
  const folder = tempFolder({ 'a.py': before });
  const { status } = spawnSync('patch', ['-p1'], { cwd: folder, input: unifiedDiff('a.py', before, after) });
  expect(status).toBe(0);
  expect(readFileSync(join(folder, 'a.py'), 'utf8')).toBe(after);
});

/** A small `patch`. */
function applyDiff(text: string, diff: string): string {
  const old = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  let result = '';
  let next = 0;
  const rows = diff.split(/(?<=\n)/).slice(2);
  rows.forEach((row, index) => {
    const header = /^@@ -(\d+),(\d+) /.exec(row);
    const line = rows[index + 1]?.startsWith('\\') === true ? row.slice(1, -1) : row.slice(1);
    if (header) {
      const first = Number(header[1]) - (header[2] === '0' ? 0 : 1);
      result += old.slice(next, first).join('');
      next = first;
    } else if (row.startsWith('+')) result += line;
    else if (!row.startsWith('\\')) {
      expect(old[next++]).toBe(line);
      if (row.startsWith(' ')) result += line;
    }
  });
  return result + old.slice(next).join('');
}
