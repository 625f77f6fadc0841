import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { expect, test } from 'vitest';
import { unzip } from './zip.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
/** Written by `npm run package`. */
const archive = readFileSync(`async-pitfalls-${version}.vsix`);
const files = unzip(archive);
const rulePages = ['server/docs/rules', 'server/docs/zh-cn/rules'].flatMap((folder) =>
  readdirSync(folder).map((file) => `extension/${folder}/${file}`),
);

test('the package holds what is needed and nothing else', () => {
  expect(rulePages.length).toBeGreaterThan(0);
  expect([...files.keys()].sort()).toEqual(
    [
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension/LICENSE.txt',
      'extension/changelog.md',
      'extension/client/l10n/bundle.l10n.zh-cn.json',
      'extension/client/media/icon.png',
      'extension/client/media/sample.py',
      'extension/client/media/start.md',
      'extension/client/media/start.zh-cn.md',
      'extension/dist/THIRD-PARTY-LICENSES.txt',
      'extension/dist/extension.js',
      'extension/dist/iconv-lite.js',
      'extension/dist/libraries.json',
      'extension/dist/server.js',
      'extension/dist/tree-sitter-python.wasm',
      'extension/dist/web-tree-sitter.wasm',
      'extension/dist/web/extension.js',
      'extension/dist/web/server.js',
      'extension/package.json',
      'extension/package.nls.json',
      'extension/package.nls.zh-cn.json',
      'extension/readme.md',
      ...rulePages,
    ].sort(),
  );
});

test('the extension works in workspaces that are not trusted, and in virtual ones without installed packages', () => {
  const { capabilities } = JSON.parse(text('extension/package.json')) as { capabilities: unknown };
  expect(capabilities).toMatchObject({
    untrustedWorkspaces: {
      supported: 'limited',
      restrictedConfigurations: ['asyncPitfalls.interpreter', 'asyncPitfalls.path'],
    },
    virtualWorkspaces: { supported: 'limited' },
  });
});

test('the package, in which the server is twice, is smaller than 2.1 MB', () => {
  expect(archive.length).toBeGreaterThan(100_000);
  expect(archive.length).toBeLessThan(2_100_000);
});

test.each(['extension.js', 'iconv-lite.js', 'server.js'])('%s needs no node_modules', (file) => {
  const code = text(`extension/dist/${file}`);
  const required = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name!.replace(/^node:/, ''));
  expect(required.length).toBeGreaterThan(0);
  const offered = file === 'extension.js' ? [...builtinModules, 'vscode'] : builtinModules;
  const isBeside = (name: string): boolean => files.has(name.replace(/^\./, 'extension/dist'));
  expect(required.filter((name) => !offered.includes(name) && !isBeside(name))).toEqual([]);
});

test.each(['extension.js', 'server.js'])('web/%s needs nothing that a browser does not have', (file) => {
  const required = [...text(`extension/dist/web/${file}`).matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
  expect([...new Set(required)]).toEqual(file === 'extension.js' ? ['vscode'] : []);
});

test('the licence of every bundled package goes along', () => {
  const licences = text('extension/dist/THIRD-PARTY-LICENSES.txt');
  const packages = [...licences.matchAll(/^(\S+) \d+\.\d+\.\d+$/gm)].map(([, name]) => name);
  expect(packages).toEqual(
    expect.arrayContaining([
      'tree-sitter-python',
      'vscode-languageclient',
      'vscode-languageserver',
      'web-tree-sitter',
      'iconv-lite',
    ]),
  );
  expect(licences).toMatch(/^typeshed$/m);
});

function text(name: string): string {
  return files.get(name)!.toString('utf8');
}
