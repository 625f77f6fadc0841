import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Language, LANGUAGE_VERSION, MIN_COMPATIBLE_VERSION, Parser } from 'web-tree-sitter';
import { describe, expect, test } from 'vitest';

type Versions = Readonly<
  Record<string, { version: string; licence: string; sha256: string; abi: number | [number, number] }>
>;

const versions = JSON.parse(readFileSync('grammars/versions.json', 'utf8')) as Versions;

test('grammars/ holds a file and a licence for each package that versions.json names', () => {
  expect(Object.keys(versions).sort()).toEqual(['tree-sitter-python', 'web-tree-sitter']);
  const files = Object.keys(versions).flatMap((name) => [`${name}.wasm`, `LICENSE-${name}`]);
  expect(readdirSync('grammars').sort()).toEqual([...files, 'versions.json'].sort());
});

describe.each(Object.entries(versions))('%s', (name, { version, licence, sha256 }) => {
  const home = join('node_modules', name);

  test('is what the package holds', () => {
    const installed = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect({ version, license: licence }).toEqual({ version: installed.version, license: installed.license });
    for (const [copy, original] of [
      [`${name}.wasm`, `${name}.wasm`],
      [`LICENSE-${name}`, 'LICENSE'],
    ] as const) {
      expect(readFileSync(join('grammars', copy)).equals(readFileSync(join(home, original))), copy).toBe(true);
    }
  });

  test('has the checksum that versions.json states', () => {
    const wasm = readFileSync(join('grammars', `${name}.wasm`));
    expect(createHash('sha256').update(wasm).digest('hex')).toBe(sha256);
  });
});

test('the runtime reads the format that the grammar is in', async () => {
  await Parser.init({ wasmBinary: readFileSync('grammars/web-tree-sitter.wasm') });
  const language = await Language.load(readFileSync('grammars/tree-sitter-python.wasm'));
  expect(versions['tree-sitter-python']!.abi).toBe(language.abiVersion);
  expect(versions['web-tree-sitter']!.abi).toEqual([MIN_COMPATIBLE_VERSION, LANGUAGE_VERSION]);
  expect(language.abiVersion).toBeGreaterThanOrEqual(MIN_COMPATIBLE_VERSION);
  expect(language.abiVersion).toBeLessThanOrEqual(LANGUAGE_VERSION);
});
