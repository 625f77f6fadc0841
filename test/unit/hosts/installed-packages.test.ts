import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CODE_LIMIT } from '../../../server/src/workspace/size-limits.ts';
import { hasSpecialFiles, makeSpecial, specialFiles } from '../../harness/special-files.ts';
import { installedPackages } from '../../../server/src/hosts/installed-packages.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'installed-'));
  skipped = [];
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text = ''): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return pathToFileURL(file).href;
}

const environmentOf = (folder: string): string => {
  write(`${folder}/pyvenv.cfg`, 'home = /nowhere/bin\nversion = 3.12.4\n');
  return `${folder}/lib/python3.12/site-packages`;
};
let skipped: [path: string, reason: string][];
const packages = (interpreter?: string, environment: NodeJS.ProcessEnv = {}) =>
  installedPackages(environment, (path, reason) => skipped.push([relative(root, path), reason.en]))({
    uri: pathToFileURL(root).href,
    settings: undefined,
    interpreter,
  });

describe('which Python counts', () => {
  test('the chosen interpreter, before a virtual environment in the folder, before VIRTUAL_ENV', () => {
    const chosen = write(`${environmentOf('chosen')}/a.py`);
    const inFolder = write(`${environmentOf('.venv')}/a.py`);
    const active = write(`${environmentOf('active')}/a.py`);
    const environment = { VIRTUAL_ENV: join(root, 'active') };
    expect(packages(join(root, 'chosen/bin/python'), environment)?.find('a')).toBe(chosen);
    expect(packages(undefined, environment)?.find('a')).toBe(inFolder);
    rmSync(join(root, '.venv'), { recursive: true });
    expect(packages(undefined, environment)?.find('a')).toBe(active);
    expect(packages()).toBeUndefined();
  });

  test('the version that .python-version names', () => {
    write('.python-version', '3.11.7\n');
    const file = write('pyenv/versions/3.11.7/lib/python3.11/site-packages/a.py');
    const found = packages(undefined, { PYENV_ROOT: join(root, 'pyenv') });
    expect(found?.find('a')).toBe(file);
    expect(found?.python).toEqual([3, 11]);
  });

  test('its version is read from the environment', () => {
    environmentOf('.venv');
    expect(packages()?.python).toEqual([3, 12]);
  });

  test('an interpreter that does not exist gives none', () => {
    expect(packages(join(root, 'gone/bin/python'))).toBeUndefined();
  });
});

describe('where a module is', () => {
  test('stub packages before stubs before sources; packages before modules', () => {
    const site = environmentOf('.venv');
    write(`${site}/a/__init__.py`);
    const stub = write(`${site}/a-stubs/__init__.pyi`);
    const beside = write(`${site}/b/c.pyi`);
    write(`${site}/b/c.py`);
    const source = write(`${site}/b/d/__init__.py`);
    const found = packages();
    expect(found?.find('a')).toBe(stub);
    expect(found?.find('b.c')).toBe(beside);
    expect(found?.find('b.d')).toBe(source);
    expect(found?.find('b')).toBe('namespace:b');
    expect(found?.find('x')).toBeUndefined();
  });

  test('folders that .pth files and editable installs name count, code in them does not', () => {
    const site = environmentOf('.venv');
    const linked = write('elsewhere/linked.py');
    const editable = write('project/src/mine/__init__.py');
    write(`${site}/x.pth`, `# a comment\nimport os; os.abort()\n${join(root, 'elsewhere')}\n`);
    write(
      `${site}/__editable___mine_1_0_finder.py`,
      `MAPPING: dict[str, str] = {'mine': '${join(root, 'project/src/mine')}'}\n`,
    );
    expect(packages()?.find('linked')).toBe(linked);
    expect(packages()?.find('mine')).toBe(editable);
  });
});

describe.runIf(hasSpecialFiles).each(Object.entries(specialFiles))(
  '%s is told and else as good as none',
  (kind, { reason }) => {
    test.each(['.venv/pyvenv.cfg', '.python-version', '.venv/lib/python3.12/site-packages/x.pth'])('as %s', (path) => {
      if (path !== '.python-version') environmentOf('.venv');
      rmSync(join(root, path), { force: true });
      makeSpecial(kind, join(root, path));
      expect(packages()?.find('a')).toBeUndefined();
      expect(skipped).toEqual([[path, expect.stringMatching(reason)]]);
    });
  },
);

describe('paths to other machines are never touched, whatever the project says', () => {
  // Unix takes two slashes for one, so what is looked at would be found.
  const onServer = (path: string): string => `/${join(root, path)}`;

  test('an interpreter of the settings', () => {
    write(`${environmentOf('chosen')}/a.py`);
    const inFolder = write(`${environmentOf('.venv')}/a.py`);
    expect(packages(onServer('chosen/bin/python'))?.find('a')).toBe(inFolder);
    expect(packages(String.raw`\\server\share\bin\python`)?.find('a')).toBe(inFolder);
  });

  test('the Python of a pyvenv.cfg', () => {
    write('base/lib/python3.12/site-packages/a.py');
    const site = environmentOf('.venv');
    const configuration = (home: string) => `include-system-site-packages = true\nhome = ${home}\n`;
    write('.venv/pyvenv.cfg', configuration(onServer('base/bin')));
    write(`${site}/b.py`);
    expect(packages()?.find('a')).toBeUndefined();
    write('.venv/pyvenv.cfg', configuration(join(root, 'base/bin')));
    expect(packages()?.find('a')).toBeDefined();
  });

  test('folders of .pth files and editable installs', () => {
    write('elsewhere/a.py');
    write('editable/b/__init__.py');
    const site = environmentOf('.venv');
    write(`${site}/x.pth`, `${onServer('elsewhere')}\n`);
    write(`${site}/__editable___b_finder.py`, `MAPPING: dict[str, str] = {'b': '${onServer('editable/b')}'}\n`);
    expect([packages()?.find('a'), packages()?.find('b')]).toEqual([undefined, undefined]);
  });
});

test('an installed module beyond the limit is skipped', () => {
  const site = environmentOf('.venv');
  const huge = write(`${site}/huge.py`, '#'.repeat(CODE_LIMIT + 1));
  const found = packages();
  expect(found?.read(found.find('huge') ?? '')).toBeUndefined();
  expect(huge).toContain('huge.py');
  expect(skipped).toEqual([[`${site}/huge.py`, 'it is larger than 2 MiB']]);
});

test('an environment that names itself as the one it was made with comes to an end', () => {
  const site = environmentOf('.venv');
  const file = write(`${site}/a.py`);
  write('.venv/pyvenv.cfg', `home = ${join(root, '.venv/bin')}\ninclude-system-site-packages = true\n`);
  expect(packages()?.find('a')).toBe(file);
});

test('a .pth file that names thousands of folders does not slow every import', () => {
  const site = environmentOf('.venv');
  const folders = Array.from({ length: 1001 }, (_, i) => join(root, `added/${String(i)}`));
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  write(`${site}/x.pth`, folders.join('\n'));
  const near = write('added/999/near.py');
  write('added/1000/far.py');
  expect(packages()?.find('near')).toBe(near);
  expect(packages()?.find('far')).toBeUndefined();
});
