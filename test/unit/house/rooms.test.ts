import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { categories, layers, rooms } from '../../../eslint.config.mjs';

/** By file of a layer: the files of the layer that it imports, types included. */
function importsIn(layer: string): ReadonlyMap<string, readonly string[]> {
  const root = join('server/src', layer);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return new Map(
    files.map((file) => {
      const specifiers = readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g);
      const targets = [...specifiers].map(([, specifier = '']) =>
        relative(root, join(root, dirname(file), specifier)).replaceAll('\\', '/'),
      );
      return [file.replaceAll('\\', '/'), targets.filter((target) => !target.startsWith('..'))];
    }),
  );
}

const roomOf = (file: string): string => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '');

const foldersOf = (layer: string): string[] =>
  readdirSync(join('server/src', layer), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** Files that import each other in a circle, by Tarjan's algorithm; the largest circle first. */
function circles(imports: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const place = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  function visit(file: string): void {
    const own = place.size;
    place.set(file, own);
    lowest.set(file, own);
    open.push(file);
    for (const target of imports.get(file) ?? []) {
      if (!place.has(target)) visit(target);
      if (open.includes(target)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(target)!));
    }
    if (lowest.get(file) === own) found.push(open.splice(open.indexOf(file)));
  }
  for (const file of imports.keys()) if (!place.has(file)) visit(file);
  return found.filter(({ length }) => length > 1).sort((a, b) => b.length - a.length);
}

describe.each(Object.entries(rooms))('%s/', (layer, inOrder) => {
  const imports = importsIn(layer);

  test('has these rooms, and every file in one of them', () => {
    expect(foldersOf(layer)).toEqual([...inOrder].sort());
    expect([...imports.keys()].filter((file) => roomOf(file) === '')).toEqual([]);
  });

  test('imports nothing against their order', () => {
    const against = [...imports].flatMap(([file, targets]) =>
      targets
        .filter((target) => inOrder.indexOf(roomOf(target)) > inOrder.indexOf(roomOf(file)))
        .map((target) => `${file} imports ${target}`),
    );
    expect(against).toEqual([]);
  });

  test('stands in ARCHITECTURE.md with what each room imports', () => {
    const text = readFileSync('server/ARCHITECTURE.md', 'utf8');
    const rows = [...text.matchAll(/^\| `(\w+)\/` +\| (.*?) +\| (.*?) +\|$/gm)].filter(([, room = '']) =>
      inOrder.includes(room),
    );
    const told = rows.map(([, room = '', used = '']) => [room, used.match(/\w+/g) ?? []]);
    const real = inOrder.map((room) => {
      const used = [...imports].filter(([file]) => roomOf(file) === room).flatMap(([, targets]) => targets.map(roomOf));
      return [room, inOrder.filter((other) => other !== room && used.includes(other))];
    });
    expect(told).toEqual(real);
  });
});

test('ARCHITECTURE.md has the layers in their order, and says what is in each', () => {
  const text = readFileSync('server/ARCHITECTURE.md', 'utf8');
  expect(text).toContain(`\n${layers.map((layer) => `\`${layer}\``).join(' → ')}\n`);
  const told = [...text.matchAll(/^\| `(?:server\/src|…)\/(\w+)\/` /gm)].map(([, layer]) => layer);
  expect(told).toEqual(layers);
  expect(readdirSync('server/src').sort()).toEqual([...layers].sort());
});

test('files of project/ go round in circles in one room at a time, in inference above all', () => {
  const found = circles(importsIn('project'));
  for (const circle of found) expect(new Set(circle.map(roomOf)).size).toBe(1);
  const [largest] = found;
  expect(roomOf(largest?.[0] ?? '')).toBe('inference');
  expect(largest!.length).toBeLessThan(23);
});

test('rules/ has a folder for each category, of rules of that category, and one for what they share', () => {
  expect(foldersOf('rules')).toEqual([...categories, 'shared'].sort());
  for (const [file, targets] of importsIn('rules')) {
    const own = roomOf(file);
    const text = readFileSync(join('server/src/rules', file), 'utf8');
    const category = /^ {2}category: '([\w-]+)',$/m.exec(text)?.[1];
    if (category !== undefined && own !== '') expect([file, category]).toEqual([file, own]);
    const allowed =
      own === '' ? [...categories, 'shared', ''] : own === 'shared' ? ['shared', ''] : [own, 'shared', ''];
    expect([file, targets.map(roomOf).filter((room) => !allowed.includes(room))]).toEqual([file, []]);
  }
});
