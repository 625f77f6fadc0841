import { expect, test } from 'vitest';
import { compiles } from '../harness/compiles.ts';
import { fileFixtures, projectFixtures } from '../harness/fixtures.ts';
import { standardLibrary } from '../harness/python-files.ts';

/** The rules about what Python's compiler rejects. */
const SYNTAX = /# expect: .*\b(?:await-outside-async|yield-from-in-async|return-value-in-async-generator)\b/;

/** PEP 695: the Python of this machine may be older than 3.12. */
const TYPE_PARAMETERS = /^ *(?:async def|def|class) \w+\[/m;

test.skipIf(standardLibrary() === undefined)(
  'Python accepts every fixture, and rejects those that show syntax errors',
  () => {
    const texts = new Map(
      [...fileFixtures('rules'), ...fileFixtures('clean'), ...projectFixtures()].flatMap(({ name, files }) =>
        Object.entries(files).flatMap(([path, text]) =>
          !/\.pyi?$/.test(path) || TYPE_PARAMETERS.test(text) ? [] : [[`${name}: ${path}`, text] as const],
        ),
      ),
    );
    const accepted = compiles([...texts.values()]);
    const rejected = [...texts.keys()].filter((_, i) => accepted[i] === false);
    expect(rejected).toEqual([...texts].flatMap(([name, text]) => (SYNTAX.test(text) ? [name] : [])));
  },
);
