import { expect, test } from 'vitest';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const program = (...lines: readonly string[]): string =>
  ['async def main(table):', ...lines.map((line) => `    ${line}`), ''].join('\n');

async function rulesWith(packages: Readonly<Record<string, string>>, text: string): Promise<readonly string[]> {
  const workspace = await testWorkspace({ 'main.py': text }, {}, undefined, packages);
  return workspace.findings(`${FOLDER}/main.py`).map(({ rule }) => rule);
}

const reads = `import pandas as pd\n\n\n${program('return pd.read_csv("table.csv")')}`;

test.each([
  ['as a plain function', 'def read_csv(path):\n    return path\n'],
  [
    'with a decorator that nobody understands',
    'from pandas._made import made\n\n\n@made(deprecated=True)\ndef read_csv(path):\n    return path\n',
  ],
  ['as the result of a call', 'import functools\n\n\ndef make():\n    return vars()["read"]\n\n\nread_csv = make()\n'],
  [
    'as a method with another name',
    'class Reader:\n    @classmethod\n    def read(cls, path):\n        return path\n\n\nread_csv = Reader.read\n',
  ],
  [
    'lazily',
    'import importlib\n\n\ndef __getattr__(name):\n    return getattr(importlib.import_module("pandas.io"), name)\n',
  ],
])('what a table says of a function holds where its package spells it %s', async (_, init) => {
  expect(await rulesWith({ 'pandas/__init__.py': init }, reads)).toEqual(['blocking-call']);
});

test('what a table says of a method holds where its package decorates it', async () => {
  const packages = {
    'minio/__init__.py': 'from minio.api import Minio\n',
    'minio/api.py':
      'from minio.trace import traced\n\n\nclass Minio:\n    @traced\n    def put_object(self, name):\n        return name\n',
  };
  const text = `from minio import Minio\n\nstore = Minio()\n\n\n${program('store.put_object("x")', 'store.trace_on("x")')}`;
  expect(await rulesWith(packages, text)).toEqual(['blocking-call']);
});

test('what a table says of a method holds where another class of the package makes the object', async () => {
  const packages = {
    'docker/__init__.py': 'from docker.client import DockerClient\n\nfrom_env = DockerClient.from_env\n',
    'docker/client.py': [
      'from docker.containers import Containers',
      '',
      '',
      'class DockerClient:',
      '    @classmethod',
      '    def from_env(cls):',
      '        return cls()',
      '',
      '    @property',
      '    def containers(self):',
      '        return Containers(self)',
      '',
    ].join('\n'),
    'docker/containers.py':
      'class Containers:\n    def run(self, image):\n        return image\n\n    def names(self):\n        return []\n',
  };
  const text = `import docker\n\nclient = docker.from_env()\n\n\n${program('client.containers.run("x")', 'client.containers.names()')}`;
  expect(await rulesWith(packages, text)).toEqual(['blocking-call']);
});

test('what an installed package has under another name is not what the table says', async () => {
  const packages = {
    'pandas/__init__.py': 'def read_csv(path):\n    return path\n\n\ndef read_other(path):\n    return path\n',
  };
  expect(
    await rulesWith(packages, `import pandas as pd\n\n\n${program('pd.read_other("x")', 'table.read_csv("x")')}`),
  ).toEqual([]);
});
