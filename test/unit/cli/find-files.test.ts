import { readdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findFiles, partOf } from '../../../server/src/hosts/cli/find-files.ts';
import { tempFolder } from './temp-folder.ts';

async function found(folder: string, ...paths: string[]): Promise<string[]> {
  const { files, problems } = await findFiles(paths.length > 0 ? paths : ['.'], folder);
  expect(problems).toEqual([]);
  if (paths.length === 0) expect(await foundOneByOne(folder)).toEqual(files);
  return files.map((file) => relative(folder, file));
}

/** Of all there is below a folder, what belongs to it when it is asked for alone. */
async function foundOneByOne(folder: string): Promise<string[]> {
  const isPart = partOf(folder);
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  const answers = await Promise.all(all.map(isPart));
  return all.filter((_, i) => answers[i]).sort();
}

describe('the files of a folder', () => {
  test('are Python files at any depth, each once', async () => {
    const folder = tempFolder({
      'b.py': '',
      'a/x.py': '',
      'a/y.pyw': '',
      'a/z.pyi': '',
      'a/t.txt': '',
      '.hidden/h.py': '',
    });
    expect(await found(folder, 'a', '.', 'a/x.py')).toEqual(['.hidden/h.py', 'a/x.py', 'a/y.pyw', 'a/z.pyi', 'b.py']);
  });

  test('are taken once where links name them again', async () => {
    const folder = tempFolder({ 'a.py': '', 'elsewhere/b.txt': '' });
    for (const name of ['a.py', 'elsewhere/b.txt'])
      symlinkSync(name, join(folder, `link-${name.replace(/\W/g, '')}.py`));
    symlinkSync('elsewhere/b.txt', join(folder, 'link2.py'));
    expect(await found(folder, 'link-apy.py', 'a.py', 'link-elsewherebtxt.py', 'link2.py')).toEqual([
      'a.py',
      'link-elsewherebtxt.py',
    ]);
  });

  test('are not those of environments and build folders', async () => {
    const skipped = [
      '.venv',
      'venv',
      'build',
      'dist',
      'node_modules',
      '__pycache__',
      '.tox',
      '.nox',
      '.eggs',
      'site-packages',
    ];
    const folder = tempFolder({
      'a.py': '',
      'deep/my-env/pyvenv.cfg': '',
      'deep/my-env/lib/b.py': '',
      ...Object.fromEntries(skipped.map((name) => [`deep/${name}/b.py`, ''])),
    });
    expect(await found(folder)).toEqual(['a.py']);
  });

  test('are those of a build folder that is named itself, and files of any name', async () => {
    const folder = tempFolder({ 'build/a.py': '', script: '', '.git/HEAD': '', '.gitignore': 'build/\nscript\n' });
    expect(await found(folder, 'build', 'script')).toEqual(['build/a.py', 'script']);
  });

  test('do not come through links', async () => {
    const folder = tempFolder({ 'a/x.py': '' });
    symlinkSync(folder, join(folder, 'a/circle'));
    symlinkSync('x.py', join(folder, 'a/y.py'));
    expect(await found(folder)).toEqual(['a/x.py']);
  });
});

describe('.gitignore', () => {
  const files = {
    '.git/HEAD': '',
    '.gitignore': '/gen/\n*_pb2.py\n',
    'gen/a.py': '',
    'src/gen/a.py': '',
    'src/x_pb2.py': '',
    'src/.gitignore': '!x_pb2.py\nlocal.py\n/only/here.py\n',
    'src/local.py': '',
    'src/deep/local.py': '',
    'src/deep/y_pb2.py': '',
    'src/only/here.py': '',
    'src/deep/only/here.py': '',
    'local.py': '',
  };
  const kept = ['local.py', 'src/deep/only/here.py', 'src/gen/a.py', 'src/x_pb2.py'];

  test('counts in its folder and below; the nearest decides', async () => {
    expect(await found(tempFolder(files))).toEqual(kept);
  });

  test('counts from the repository’s root on', async () => {
    const folder = tempFolder(files);
    expect(await found(folder, 'src')).toEqual(kept.slice(1));
    expect(await found(folder, 'src/deep')).toEqual(['src/deep/only/here.py']);
  });

  test('does not count above the repository', async () => {
    const folder = tempFolder({ '.gitignore': '*.py\n', 'repo/.git/HEAD': '', 'repo/a.py': '', 'repo/sub/b.py': '' });
    expect(await found(folder, 'repo', 'repo/sub')).toEqual(['repo/a.py', 'repo/sub/b.py']);
  });
});
