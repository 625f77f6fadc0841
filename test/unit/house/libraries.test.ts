import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { libraries } from '../../../server/src/knowledge/libraries.ts';

const KNOWLEDGE = 'server/src/knowledge';

test('every file about a library is in the list of all', () => {
  const files = readdirSync(join(KNOWLEDGE, 'libraries')).filter((file) => file !== 'library.ts');
  expect(files).toHaveLength(libraries.length);
});

/** `under('anyio', …)`, `'anyio.run': …` */
const namedIn = (table: string): readonly string[] =>
  [...table.matchAll(/under\('([\w.]+)'|^ *'([\w.]+)':/gm)].map(([, prefix, name]) => prefix ?? name ?? '');

test('no table outside these files names one of their packages', () => {
  const packages = new Set(libraries.flatMap((library) => library.packages));
  const files = ['blocking', 'loop'].flatMap((kind) =>
    readdirSync(join(KNOWLEDGE, kind)).map((file) => join(KNOWLEDGE, kind, file)),
  );
  const found = [...files, join(KNOWLEDGE, 'decorators.ts')].flatMap((file) =>
    namedIn(readFileSync(file, 'utf8')).filter((name) => packages.has(name.split('.')[0] ?? '')),
  );
  expect(found).toEqual([]);
});

/** Texts that are nothing but a name with dots, outside of imports. */
const namesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => !/^(?:import|\} from) /.test(line))
    .flatMap((line) => [...line.matchAll(/'([A-Za-z_][\w.]*)'/g)].map(([, name = '']) => name));

test('what is known of these libraries stands in their files, not in rules, inference and effects', () => {
  const packages = new Set(libraries.flatMap((library) => library.packages));
  const found = ['rules', 'project'].flatMap((layer) => {
    const files = readdirSync(join('server/src', layer), { recursive: true, encoding: 'utf8' });
    return files
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        namesIn(readFileSync(join('server/src', layer, file), 'utf8'))
          .filter((name) => name.includes('.') && packages.has(name.split('.')[0] ?? ''))
          .map((name) => `${layer}/${file}: ${name}`),
      );
  });
  expect(found).toEqual([]);
});
