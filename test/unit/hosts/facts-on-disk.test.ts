import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { encodeFacts } from '../../../server/src/facts/storage/file-coding.ts';
import { cacheFolder, trustedCache } from '../../../server/src/hosts/cache-folder.ts';
import { factsOnDisk, type FactsOnDisk } from '../../../server/src/hosts/facts-on-disk.ts';
import type { Localized } from '../../../server/src/text/localized.ts';
import { factsOf } from '../../harness/facts.ts';

const folders: string[] = [];

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'async-pitfalls-cache-'));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function cacheIn(folder: string | undefined, extractor = 'one', sizeLimit?: number): FactsOnDisk {
  const cache = factsOnDisk({ extractor, ...(sizeLimit !== undefined && { sizeLimit }) });
  cache.use(folder);
  return cache;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const onlyFile = (folder: string): string => {
  const [file, ...others] = filesIn(folder);
  if (file === undefined || others.length > 0) throw new Error('one file was expected');
  return file;
};

const TEXT = 'import asyncio\n\nasync def main():\n    await asyncio.sleep(0.5)\n';
const FACTS = factsOf(TEXT);

test('what one session has kept another one finds, by the text alone', () => {
  const folder = temporaryFolder();
  expect(cacheIn(folder).load(TEXT)).toBeUndefined();
  cacheIn(folder).keep(TEXT, [FACTS, undefined]);
  const found = cacheIn(folder).load(TEXT);
  expect(found?.count).toBe(2);
  expect(found?.of(0)).toEqual(FACTS);
  expect(found?.of(1)).toBeUndefined();
  expect(cacheIn(folder).load(`${TEXT}\n`)).toBeUndefined();
});

test('facts of another extractor are not found, and stay', () => {
  const folder = temporaryFolder();
  cacheIn(folder, 'one').keep(TEXT, [FACTS]);
  expect(cacheIn(folder, 'two').load(TEXT)).toBeUndefined();
  cacheIn(folder, 'two').keep(TEXT, [factsOf('x')]);
  expect(cacheIn(folder, 'one').load(TEXT)?.of(0)).toEqual(FACTS);
});

test('nothing is written and nothing found while the cache is off', () => {
  const folder = temporaryFolder();
  const cache = cacheIn(undefined);
  cache.keep(TEXT, [FACTS]);
  cache.use(folder);
  cache.use(undefined);
  cache.keep(TEXT, [FACTS]);
  expect(filesIn(folder)).toEqual([]);
  cacheIn(folder).keep(TEXT, [FACTS]);
  expect(cache.load(TEXT)).toBeUndefined();
});

describe('damage', () => {
  function damaged(change: (contents: Buffer) => Uint8Array): FactsOnDisk {
    const folder = temporaryFolder();
    const cache = cacheIn(folder);
    cache.keep(TEXT, [FACTS]);
    const file = onlyFile(folder);
    writeFileSync(file, change(readFileSync(file)));
    return cache;
  }

  test('a file cut off at any place is not there', () => {
    const whole = damaged((contents) => contents);
    expect(whole.load(TEXT)?.of(0)).toEqual(FACTS);
    const folder = folders.at(-1) ?? '';
    const file = onlyFile(folder);
    const contents = readFileSync(file);
    expect(contents.length).toBeGreaterThan(100);
    for (let length = 0; length < contents.length; length++) {
      writeFileSync(file, contents.subarray(0, length));
      expect(whole.load(TEXT)).toBeUndefined();
    }
  });

  test('a file with any byte changed is not there', () => {
    const whole = damaged((contents) => contents);
    const file = onlyFile(folders.at(-1) ?? '');
    const contents = readFileSync(file);
    for (let at = 0; at < contents.length; at++) {
      const changed = Buffer.from(contents);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      writeFileSync(file, changed);
      expect(whole.load(TEXT)).toBeUndefined();
    }
  });

  test('a whole file of another text is not there', () => {
    const folder = temporaryFolder();
    const cache = cacheIn(folder);
    cache.keep('x = 1\n', [factsOf('x = 1\n')]);
    const other = readFileSync(onlyFile(folder));
    rmSync(onlyFile(folder));
    cache.keep(TEXT, [FACTS]);
    writeFileSync(onlyFile(folder), other);
    expect(cache.load(TEXT)).toBeUndefined();
  });

  test('what was damaged is written anew', () => {
    const cache = damaged(() => Buffer.from('nonsense that is longer than a digest'));
    expect(cache.load(TEXT)).toBeUndefined();
    cache.keep(TEXT, [FACTS]);
    expect(cache.load(TEXT)?.of(0)).toEqual(FACTS);
  });

  test('where no folder can be made, nothing is kept and nobody hears of it', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const cache = cacheIn(join(file, 'below'));
    cache.keep(TEXT, [FACTS]);
    expect(cache.load(TEXT)).toBeUndefined();
  });
});

test('two windows that write the same at once leave whole files and nothing else', () => {
  const folder = temporaryFolder();
  const [one, other] = [cacheIn(folder), cacheIn(folder)];
  for (let round = 0; round < 20; round++) {
    const text = `x = ${String(round % 5)}\n`;
    one.keep(text, [factsOf(text)]);
    expect(other.load(text)?.of(0)).toEqual(factsOf(text));
    other.keep(text, [factsOf(text)]);
    expect(one.load(text)?.of(0)).toEqual(factsOf(text));
  }
  expect(filesIn(folder)).toHaveLength(5);
});

test('the folder stays within its limit: what was not used for longest goes', async () => {
  const folder = temporaryFolder();
  const textOf = (i: number): string => `def f${String(i)}(): ...\n`;
  cacheIn(folder).keep(textOf(0), [factsOf(textOf(0))]);
  const used = onlyFile(folder);
  const { size } = statSync(used);
  const cache = cacheIn(folder, 'one', 20 * size);
  for (let i = 1; i < 40; i++) {
    cache.keep(textOf(i), [factsOf(textOf(i))]);
    await cache.settled();
    for (const file of filesIn(folder)) age(file, 1);
    age(used, 48);
    expect(cache.load(textOf(0))).toBeDefined();
  }
  const left = filesIn(folder).reduce((sum, file) => sum + statSync(file).size, 0);
  expect(left).toBeLessThanOrEqual(21 * size);
  expect(left).toBeGreaterThan(10 * size);
  expect(cache.load(textOf(39))).toBeDefined();
  expect(cache.load(textOf(1))).toBeUndefined();
});

function age(file: string, hours: number): void {
  const time = statSync(file).mtimeMs / 1000 - hours * 3600;
  utimesSync(file, time, time);
}

test('nobody else can look into the folder', () => {
  const folder = join(temporaryFolder(), 'cache');
  cacheIn(folder).keep(TEXT, [FACTS]);
  const modes = [folder, dirname(onlyFile(folder)), onlyFile(folder)].map((path) => statSync(path).mode & 0o777);
  if (process.platform !== 'win32') expect(modes).toEqual([0o700, 0o700, 0o600]);
});

describe('rubbish under a good digest', () => {
  /** An entry for the text that is sealed as one should be, whatever is in it. */
  function sealedIn(folder: string, bytes: Uint8Array): FactsOnDisk {
    const cache = cacheIn(folder);
    cache.keep(TEXT, [FACTS]);
    const file = onlyFile(folder);
    const name = relative(folder, file).replace(sep, '');
    const packed = deflateRawSync(bytes);
    const digest = createHash('sha256').update(name).update(packed).digest().subarray(0, 16);
    writeFileSync(file, Buffer.concat([digest, packed]));
    return cache;
  }

  const good = Buffer.from(encodeFacts([FACTS, FACTS]));

  test('the sealing is that of the product', () => {
    expect(sealedIn(temporaryFolder(), good).load(TEXT)?.of(1)).toEqual(FACTS);
  });

  test('whatever stands there, what comes is facts or nothing', () => {
    const folder = temporaryFolder();
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }), (at, rubbish) => {
        const bytes = Buffer.from(good);
        bytes.set(rubbish.subarray(0, good.length - at), at);
        const found = sealedIn(folder, bytes).load(TEXT);
        for (let index = 0; index < Math.min(found?.count ?? 0, 4); index++) {
          const facts = found?.of(index);
          for (const { id } of facts?.nodes ?? []) expect(facts?.ends[id]).toBeGreaterThan(id);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('random bytes are nothing', () => {
    const folder = temporaryFolder();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 200, maxLength: 300 }), (bytes) => {
        const found = sealedIn(folder, bytes).load(TEXT);
        expect(found?.of(0)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  test('what unpacks to gigabytes is not unpacked', () => {
    expect(sealedIn(temporaryFolder(), Buffer.alloc(64 * 1024 * 1024)).load(TEXT)).toBeUndefined();
  });
});

test('a cache in the workspace is not trusted', () => {
  const lines: string[] = [];
  const log = (line: Localized): void => void lines.push(line.en);
  const project = join('/', 'home', 'project');
  expect(trustedCache(join(project, '.cache'), [project], log)).toBeUndefined();
  expect(lines).toEqual([expect.stringContaining('is not used')]);
  expect(trustedCache(project, [project], log)).toBeUndefined();
  expect(trustedCache(join('/', 'home', '.cache'), [project], log)).toBe(join('/', 'home', '.cache'));
  expect(trustedCache(join('/', 'home', 'project-cache'), [project], log)).toBe(join('/', 'home', 'project-cache'));
  expect(trustedCache(undefined, [project], log)).toBeUndefined();
});

test('the system says where caches are', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '' }, 'linux')).toBe(cacheFolder({}, 'linux'));
  expect(cacheFolder({ XDG_CACHE_HOME: 'caches' }, 'linux')).toBe(cacheFolder({}, 'linux'));
  expect(cacheFolder({ XDG_CACHE_HOME: '/caches' }, 'linux')).toBe(join('/caches', 'async-pitfalls'));
  expect(cacheFolder({}, 'linux')).toMatch(/[/\\]\.cache[/\\]async-pitfalls$/);
  expect(cacheFolder({}, 'darwin')).toMatch(/[/\\]Library[/\\]Caches[/\\]async-pitfalls$/);
  expect(cacheFolder({ LOCALAPPDATA: '/local' }, 'win32')).toBe(join('/local', 'async-pitfalls'));
});
