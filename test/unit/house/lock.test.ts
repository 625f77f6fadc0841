import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const installed = Object.entries(lock.packages).filter(([path]) => path !== '');

test('the lock file carries no addresses', () => {
  expect(installed.length).toBeGreaterThan(100);
  expect(installed.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
  // Without a checksum a package would come from somewhere else than a registry.
  const unchecked = installed.filter(([, entry]) => entry.integrity === undefined || entry.link === true);
  expect(unchecked.map(([path]) => path)).toEqual([]);
});

/** npm leaves out an optional package that the registry does not have, and then refuses its own lock file. */
test('the lock file holds the packages of all platforms', () => {
  const missing = installed.flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !isLocked(name, path)),
  );
  expect(missing).toEqual([]);
});

/** Whether Node would find the package from the place of the one that asks for it. */
function isLocked(name: string, from: string): boolean {
  if (`${from}/node_modules/${name}` in lock.packages) return true;
  const end = from.lastIndexOf('/node_modules/');
  return end < 0 ? `node_modules/${name}` in lock.packages : isLocked(name, from.slice(0, end));
}

test('every package is pinned to one version', () => {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
  };
  const versions = Object.entries({ ...dependencies, ...devDependencies });
  expect(versions.length).toBeGreaterThan(10);
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
