import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { libraries } from '../../../server/src/knowledge/libraries.ts';

const FOLDER = 'server/src/knowledge/libraries';

test('every file about a library is in the list of all', () => {
  const files = readdirSync(FOLDER).filter((file) => file !== 'library.ts');
  expect(files).toHaveLength(libraries.length);
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
