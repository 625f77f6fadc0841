import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the lock file carries no addresses', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { resolved?: string; integrity?: string; link?: boolean; devDependencies?: object }>;
  };
  const { '': root, ...installed } = lock.packages;
  expect(Object.keys(root?.devDependencies ?? {})).not.toHaveLength(0);
  const entries = Object.entries(installed);
  expect(entries.length).toBeGreaterThan(100);
  expect(entries.filter(([, entry]) => entry.resolved !== undefined).map(([name]) => name)).toEqual([]);
  // Without a checksum a package would come from somewhere else than a registry.
  const unchecked = entries.filter(([, entry]) => entry.integrity === undefined || entry.link === true);
  expect(unchecked.map(([name]) => name)).toEqual([]);
});

test('every package is pinned to one version', () => {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
  };
  const versions = Object.entries({ ...dependencies, ...devDependencies });
  expect(versions.length).toBeGreaterThan(10);
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
