import { expect, test } from 'vitest';
import { progressOn } from '../../../server/src/hosts/cli/progress.ts';

test('a line appears when the work takes long, now and then, and goes', () => {
  let time = 0;
  let written = '';
  const progress = progressOn(
    (text) => (written += text),
    () => time,
  );
  const at = (milliseconds: number, done: number): string => {
    written = '';
    time = milliseconds;
    progress.show('checking', done, 9, 'en');
    return written;
  };
  expect([at(0, 1), at(999, 2), at(1000, 3), at(1050, 4), at(1100, 5)]).toEqual([
    '',
    '',
    '\rChecking 3 of 9 files\u001B[K',
    '',
    '\rChecking 5 of 9 files\u001B[K',
  ]);
  written = '';
  progress.clear();
  progress.clear();
  expect(written).toBe('\r\u001B[K');
});
