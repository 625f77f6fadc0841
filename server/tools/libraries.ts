import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { libraries } from '../src/knowledge/libraries.ts';

/** Stub files by their path below the root, with forward slashes. */
export interface LibraryTexts {
  /** The standard library, from typeshed as the npm package `pyright` carries it. */
  readonly standard: Readonly<Record<string, string>>;
  /** Well-known libraries, described in `server/src/knowledge/stubs` and `libraries`. */
  readonly described: Readonly<Record<string, string>>;
}

export function collectLibraries(): LibraryTexts {
  const pyright = dirname(createRequire(import.meta.url).resolve('pyright/package.json'));
  return {
    standard: stubsBelow(join(pyright, 'dist/typeshed-fallback/stdlib'), unused),
    described: { ...stubsBelow('server/src/knowledge/stubs'), ...stubsOfOneModule() },
  };
}

/** Modules that Python 3.13 has no more, and a drawing board: a package that people download has no room for them. */
const unused = /^(distutils|lib2to3|msilib|turtle)\b/;

function stubsBelow(root: string, without?: RegExp): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort())
    if (path.endsWith('.pyi') && !without?.test(path))
      files[path.replaceAll('\\', '/')] = withoutComments(readFileSync(join(root, path), 'utf8'));
  return files;
}

const stubsOfOneModule = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    libraries.flatMap(({ packages: [name = ''], stub }) =>
      stub === undefined ? [] : [[`${name}/__init__.pyi`, withoutComments(stub)]],
    ),
  );

/** Comments say nothing to the extractor. Those behind code go where the line has no text that a `#` may stand in. */
const withoutComments = (text: string): string =>
  text.replaceAll(/^[ \t]*#.*\n/gm, '').replaceAll(/^([^'"#\n]*?)[ \t]+#.*$/gm, '$1');
