import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../../server/src/knowledge/stubs');
const stubs = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.pyi'));
const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Prints a line for every file that Python's own parser refuses, and how many it read. */
const PARSE_ALL = `
import ast, sys
names = sys.stdin.read().split("\\n")
for name in names:
    try:
        with open(name, encoding="utf-8") as file:
            ast.parse(file.read())
    except SyntaxError as error:
        print(name, error)
print(len(names), "read")
`;

describe('stubs', () => {
  it('describe the libraries that async code uses most', () => {
    const packages = new Set(stubs.map((name) => name.split(/[\\/]/)[0]));
    expect(packages.size).toBeGreaterThan(25);
    for (const name of ['aiohttp', 'httpx', 'requests', 'sqlalchemy', 'fastapi', 'django', 'redis', 'anyio', 'trio']) {
      expect(packages).toContain(name);
    }
  });

  it.each(stubs)('%s says that it is partial', (name) => {
    expect(readFileSync(join(ROOT, name), 'utf8')).toMatch(/\ndef __getattr__\(name: str\) -> Any: \.\.\.\n$/);
  });

  it.skipIf(!hasPython)('are valid Python', () => {
    const input = stubs.map((name) => join(ROOT, name)).join('\n');
    expect(execFileSync('python3', ['-c', PARSE_ALL], { input, encoding: 'utf8' }).trim()).toBe(`${stubs.length} read`);
  });

  it('have an __init__.pyi in every folder', () => {
    const folders = new Set(stubs.map((name) => join(name, '..')));
    expect([...folders].filter((folder) => folder !== '.' && !stubs.includes(join(folder, '__init__.pyi')))).toEqual(
      [],
    );
  });
});
