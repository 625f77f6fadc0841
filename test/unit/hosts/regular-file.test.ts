import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { isAbsent, logSkipped, reasonOf } from '../../../server/src/hosts/anywhere/unreadable.ts';
import { readRegularFile, readRegularFileSync, readStream } from '../../../server/src/hosts/regular-file.ts';
import { inAllLanguages } from '../../../server/src/text/localized.ts';
import { hasSpecialFiles, makeSpecial, specialFiles } from '../../harness/special-files.ts';
import { tempFolder } from '../cli/temp-folder.ts';

const LIMIT = 1024 * 1024;

const ways: Readonly<Record<string, (path: string, limit: number) => Promise<Buffer>>> = {
  waiting: readRegularFile,
  'at once': (path, limit) => Promise.resolve().then(() => readRegularFileSync(path, limit)),
};

async function refusal(reading: Promise<unknown>): Promise<unknown> {
  return reading.then(
    () => expect.fail('something was read'),
    (error: unknown) => error,
  );
}

describe.each(Object.entries(ways))('read %s', (_, read) => {
  test('a regular file comes whole, up to the limit', async () => {
    const folder = tempFolder({ empty: '', whole: 'x'.repeat(LIMIT), more: 'x'.repeat(LIMIT + 1) });
    expect((await read(join(folder, 'empty'), LIMIT)).length).toBe(0);
    expect((await read(join(folder, 'whole'), LIMIT)).length).toBe(LIMIT);
    expect(reasonOf(await refusal(read(join(folder, 'more'), LIMIT))).en).toBe('it is larger than 1 MiB');
    expect(reasonOf(await refusal(read(join(folder, 'more'), 1000))).en).toBe('it is larger than 1 KiB');
  });

  test('what is not there is absent', async () => {
    const folder = tempFolder({ file: '' });
    expect(isAbsent(await refusal(read(join(folder, 'nothing'), LIMIT)))).toBe(true);
    expect(isAbsent(await refusal(read(join(folder, 'file/below'), LIMIT)))).toBe(true);
  });

  test.runIf(hasSpecialFiles).each(Object.entries(specialFiles))('%s is refused', async (kind, { reason }) => {
    const path = join(tempFolder({}), 'x.py');
    makeSpecial(kind, path);
    const error = await refusal(read(path, LIMIT));
    expect(reasonOf(error).en).toMatch(reason);
    expect(isAbsent(error)).toBe(false);
  });

  test.runIf(hasSpecialFiles)('a socket is refused', async () => {
    const path = join(tempFolder({}), 'x.py');
    const server = createServer();
    await new Promise<void>((resolve) => void server.listen(path, resolve));
    expect(reasonOf(await refusal(read(path, LIMIT))).en).toBe('it is no regular file');
    server.close();
  });

  test.runIf(existsSync('/proc/self/status'))('of a file that says it is empty, what comes counts', async () => {
    expect((await read('/proc/self/status', LIMIT)).toString()).toContain('Name:');
    expect(reasonOf(await refusal(read('/proc/self/status', 100))).en).toBe('it is larger than 1 KiB');
  });
});

test('each skipped file is logged once', () => {
  const lines: string[] = [];
  const onSkipped = logSkipped((line) => lines.push(line.en));
  onSkipped('/a', inAllLanguages('it is a folder'));
  onSkipped('/a', inAllLanguages('it is a folder'));
  onSkipped('/b', inAllLanguages('permission denied'));
  expect(lines).toEqual(['Skipped /a: it is a folder.', 'Skipped /b: permission denied.']);
});

test('what comes down a pipe is taken up to the limit, and an endless pipe is left', async () => {
  let given = 0;
  function* endless(): Generator<Buffer> {
    for (;;) {
      given += 1;
      yield Buffer.alloc(1000);
    }
  }
  const parts = Readable.from([Buffer.from('ab'), Buffer.from('cd')]);
  expect((await readStream(parts, 4)).toString()).toBe('abcd');
  expect(reasonOf(await refusal(readStream(Readable.from(endless()), LIMIT))).en).toBe('it is larger than 1 MiB');
  expect(given).toBeLessThan(2000);
});

test('paths that would steer a terminal are told as what they are not', () => {
  const lines: string[] = [];
  logSkipped((message) => lines.push(inAllLanguages(message).en))('a\u001B[2J\u202E\n.py', inAllLanguages('why'));
  expect(lines).toEqual(['Skipped a\uFFFD[2J\uFFFD\uFFFD.py: why.']);
});
