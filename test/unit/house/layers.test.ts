import { readdirSync } from 'node:fs';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { categories, layers, rooms } from '../../../eslint.config.mjs';

/** The project's own configuration, without the rules that need the snippet to be a real file of the program. */
const eslint = new ESLint({
  overrideConfig: [
    {
      files: ['**/*.ts'],
      ...tseslint.configs.disableTypeChecked,
      languageOptions: { parserOptions: { projectService: false } },
    },
  ],
});

const layering = /no-restricted-(imports|globals|syntax)$/;

/** The layering rules that the line breaks in a file of the project. */
async function broken(filePath: string, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath });
  expect(result).toBeDefined();
  const ruleIds = result!.messages.map((message) => message.ruleId ?? `fatal: ${message.message}`);
  expect(ruleIds.filter((id) => id.startsWith('fatal'))).toEqual([]);
  return ruleIds.filter((id) => layering.test(id));
}

const imports = ['@typescript-eslint/no-restricted-imports'];

const homesOfPackages: Record<string, readonly string[]> = {
  'web-tree-sitter': ['syntax'],
  'vscode-languageserver/node': ['lsp', 'hosts'],
  'vscode-languageserver-protocol': ['lsp', 'hosts'],
  'vscode-languageserver-textdocument': ['lsp', 'hosts'],
  'vscode-languageclient/node': [],
  'node:fs': ['hosts'],
  'fs/promises': ['hosts'],
  vscode: [],
  'smol-toml': layers,
};

describe.each(layers)('%s/', (layer) => {
  const file = `server/src/${layer}/snippet.ts`;
  const nestedFile = `server/src/${layer}/nested/snippet.ts`;

  test('imports itself and the layers before it, never one behind it', async () => {
    for (const target of layers) {
      const expected = layers.indexOf(target) <= layers.indexOf(layer) ? [] : imports;
      const path = layer === target ? '' : `../${target}/`;
      expect(await broken(file, `export { x } from './${path}x.ts';`), target).toEqual(expected);
      expect(await broken(nestedFile, `export { x } from '../${path}x.ts';`), target).toEqual(expected);
    }
  });

  test('imports only the outside packages that have their home there', async () => {
    for (const [name, homes] of Object.entries(homesOfPackages)) {
      const expected = homes.includes(layer) ? [] : imports;
      expect(await broken(file, `export { x } from '${name}';`), name).toEqual(expected);
    }
  });

  test('reads the clock and the machine only as a host', async () => {
    const expected = layer === 'hosts' ? [] : ['no-restricted-globals'];
    for (const code of ['process.cwd()', 'setTimeout(() => 1, 2)', 'Date.now()', 'performance.now()', 'globalThis.x']) {
      expect(await broken(file, `export const x = ${code};`), code).toEqual(expected);
    }
  });
});

test.each(Object.entries(rooms))('rooms of %s/ import themselves and the rooms before them', async (layer, inOrder) => {
  for (const room of inOrder)
    for (const target of inOrder) {
      const expected = inOrder.indexOf(target) <= inOrder.indexOf(room) ? [] : imports;
      const path = room === target ? './x.ts' : `../${target}/x.ts`;
      expect(await broken(`server/src/${layer}/${room}/snippet.ts`, `export { x } from '${path}';`), path).toEqual(
        expected,
      );
    }
  expect(
    await broken(`server/src/${layer}/${inOrder[0]!}/snippet.ts`, `export { x } from '../../rules/rule.ts';`),
  ).toEqual(imports);
});

test('rules of a category import what is shared, and nothing of another category', async () => {
  for (const category of categories) {
    const file = `server/src/rules/${category}/snippet.ts`;
    expect(await broken(file, `export { x } from '../shared/x.ts';`)).toEqual([]);
    for (const other of categories)
      if (other !== category) expect(await broken(file, `export { x } from '../${other}/x.ts';`)).toEqual(imports);
    expect(await broken('server/src/rules/shared/snippet.ts', `export { x } from '../${category}/x.ts';`)).toEqual(
      imports,
    );
  }
});

test('files are read through one door', async () => {
  const line = "export { readFileSync } from 'node:fs';\nimport { open } from 'node:fs/promises';\nexport { open };";
  expect(await broken('server/src/hosts/cli/snippet.ts', line)).toEqual([
    'no-restricted-imports',
    'no-restricted-imports',
  ]);
  expect(await broken('server/src/hosts/regular-file.ts', line)).toEqual([]);
});

test('what runs in browsers needs no Node', async () => {
  const inBrowsers = ['server/src/hosts/anywhere/snippet.ts', 'server/src/hosts/web.ts'];
  for (const file of inBrowsers) {
    for (const name of ['node:path', 'path', 'vscode-languageserver/node'])
      expect(await broken(file, `export * from '${name}';`), name).toEqual(imports);
    expect(await broken(file, `export const x = Buffer.from(process.cwd());`)).toEqual([
      'no-restricted-globals',
      'no-restricted-globals',
    ]);
  }
  expect(await broken(inBrowsers[0]!, `export const x = self;`)).toEqual(['no-restricted-globals']);
  expect(await broken(inBrowsers[1]!, `export const x = self;`)).toEqual([]);
  expect(await broken('server/src/hosts/snippet.ts', `export const x = Buffer.from(process.cwd());`)).toEqual([]);
});

test('the folders of server/src are the layers', () => {
  const folders = readdirSync('server/src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(layers).toEqual(expect.arrayContaining(folders.map((folder) => folder.name)));
});

test('types count too, and so do detours', async () => {
  const file = 'server/src/text/snippet.ts';
  expect(await broken(file, `import type { X } from '../rules/x.ts';`)).toEqual(imports);
  expect(await broken(file, `export * from '../rules/x.ts';`)).toEqual(imports);
  expect(await broken(file, `export * from './../rules/x.ts';`)).toEqual(imports);
  expect(await broken(file, `export * from '../../src/rules/x.ts';`)).toEqual(imports);
  expect(await broken(file, `export const x = import('../rules/x.ts');`)).toEqual(['no-restricted-syntax']);
});

test('the client speaks to the editor, and to the server through the protocol', async () => {
  const file = 'client/src/snippet.ts';
  expect(await broken(file, `import * as vscode from 'vscode'; export default vscode;`)).toEqual([]);
  expect(await broken(file, `export * from 'vscode-languageclient/node';`)).toEqual([]);
  expect(await broken(file, `export * from 'web-tree-sitter';`)).toEqual(imports);
  expect(await broken(file, `export * from '../../server/src/rules/rule.ts';`)).toEqual(imports);
  expect(await broken(file, `export * from '../../server/src/lsp/protocol.ts';`)).toEqual([]);
  expect(await broken('server/src/hosts/snippet.ts', `export * from '../../../client/src/x.ts';`)).toEqual(imports);
});
