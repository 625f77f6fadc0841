import { execFileSync, spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectLibraries } from '../../../server/tools/libraries.ts';

/** Those in the folder `stubs/`, and those that the files in `libraries/` hold. */
const { described } = collectLibraries();
const stubs = Object.keys(described);
const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Prints a line for every text that Python's own parser refuses, and how many it read. */
const PARSE_ALL = `
import ast, json, sys
texts = json.load(sys.stdin)
for name, text in texts.items():
    try:
        ast.parse(text)
    except SyntaxError as error:
        print(name, error)
print(len(texts), "read")
`;

describe('stubs', () => {
  it('describe the libraries that async code uses most', () => {
    const packages = new Set(stubs.map((name) => name.split('/')[0]));
    expect(packages.size).toBeGreaterThan(25);
    for (const name of ['aiohttp', 'httpx', 'requests', 'sqlalchemy', 'fastapi', 'django', 'redis', 'anyio', 'trio']) {
      expect(packages).toContain(name);
    }
  });

  it.each(stubs)('%s says that it is partial', (name) => {
    expect(described[name]).toMatch(/\ndef __getattr__\(name: str\) -> Any: \.\.\.\n$/);
  });

  it.skipIf(!hasPython)('are valid Python', () => {
    const input = JSON.stringify(described);
    expect(execFileSync('python3', ['-c', PARSE_ALL], { input, encoding: 'utf8' }).trim()).toBe(`${stubs.length} read`);
  });

  it('have an __init__.pyi in every folder', () => {
    const folders = new Set(stubs.map((name) => dirname(name)));
    expect([...folders].filter((folder) => folder !== '.' && !stubs.includes(`${folder}/__init__.pyi`))).toEqual([]);
  });
});
