import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keptOutput } from '../../../server/src/hosts/cli/kept-output.ts';
import { keptFiles } from '../../../server/src/hosts/kept-files.ts';
import { tempFolder } from './temp-folder.ts';

test.each([
  ['is kept', 'x = 1\n', { out: 'said', err: '', code: 0 }],
  ['is not kept when a file was changed meanwhile', 'x = 2\n', undefined],
])('what a check prints %s', async (_, text, expected) => {
  const [cwd, cache] = [tempFolder({ 'a.py': 'x = 1\n' }), tempFolder({})];
  const asked = () =>
    keptOutput({
      filesIn: () => {
        const files = keptFiles();
        files.use(cache);
        return files;
      },
      checker: 'one',
      args: ['check'],
      language: 'en',
      isLanguageNamed: false,
      cwd,
      colored: false,
    });
  const first = await asked();
  expect(first?.printed).toBeUndefined();
  writeFileSync(join(cwd, 'a.py'), text);
  await first?.keep({ out: 'said', err: '', code: 0 }, () => undefined);
  for (const content of ['x = 1\n', 'x = 2\n']) {
    writeFileSync(join(cwd, 'a.py'), content);
    expect((await asked())?.printed).toEqual(content === text ? expected : undefined);
  }
});

test.each(['', 'null', '{}', '{"out":1,"err":"","code":0,"packages":[]}', '{"out":"said","err":"","code":0}'])(
  'what is no output is as good as none: %s',
  async (rubbish) => {
    const files = { ...keptFiles(), read: () => Buffer.from(rubbish) };
    const cwd = tempFolder({ 'a.py': 'x = 1\n' });
    const asked = await keptOutput({
      filesIn: () => files,
      checker: 'one',
      args: ['check'],
      language: 'en',
      isLanguageNamed: false,
      cwd,
      colored: false,
    });
    expect(asked).toBeDefined();
    expect(asked?.printed).toBeUndefined();
  },
);
