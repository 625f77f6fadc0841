import { builtinModules } from 'node:module';
import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier/flat';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The folders of server/src in the order in which data flows: each may import itself and those before it. */
export const layers = [
  'text',
  'syntax',
  'facts',
  'knowledge',
  'project',
  'fixes',
  'rules',
  'engine',
  'workspace',
  'shown',
  'lsp',
  'hosts',
];

const nodeModule = {
  regex: `^(node:|(${builtinModules.join('|')})$)`,
  message: 'Only hosts/ may touch the machine: hand the rest what it needs.',
};
const languageServer = { regex: '^vscode-(languageserver|jsonrpc)', message: 'The protocol stays in lsp/ and hosts/.' };
const languageClient = { regex: '^vscode-languageclient', message: "The editor's API stays in client/." };
const editor = { regex: '^vscode$', message: "The editor's API stays in client/." };
const treeSitter = { regex: '^web-tree-sitter', message: 'Trees stay in syntax/: other layers see flat trees only.' };
const client = { regex: '(^|/)client/', message: 'The server knows nothing of its client.' };

/** What reads the clock, the machine or the world: a layer that cannot see them gives equal results for equal input. */
const hostGlobals = [
  ...['process', 'Buffer', 'console', 'self', 'window', 'globalThis', 'global', 'navigator', 'fetch', 'Worker'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask'],
  ...['Date', 'performance', 'require', '__dirname', '__filename'],
].map((name) => ({ name, message: 'Only hosts/ may touch the machine: hand the rest what it needs.' }));

/** What stands on a disk may be anything: `readRegularFile` is the one door. */
const readsFiles = ['node:fs', 'fs', 'node:fs/promises', 'fs/promises'].map((name) => ({
  name,
  importNames: [
    'readFile',
    'readFileSync',
    'createReadStream',
    'open',
    'openSync',
    'openAsBlob',
    'promises',
    'default',
  ],
  message: 'Files come in through hosts/regular-file.ts, which hangs on none and fills no memory.',
}));

/**
 * The rooms of a layer in the order in which they build on each other, likewise. Of rules, each category stands by itself
 * on what is shared; the registry beside them knows all.
 */
export const rooms = {
  project: ['memory', 'types', 'names', 'inference', 'effects', 'model', 'coroutines'],
};
export const categories = [
  ...['blocking', 'coroutines', 'event-loop', 'frameworks'],
  ...['protocols', 'shared-state', 'suppressions', 'tasks'],
];

/** @param {string} layer */
function patternsOf(layer) {
  const later = layers.slice(layers.indexOf(layer) + 1);
  const patterns = [client, editor, languageClient];
  if (layer !== 'syntax') patterns.push(treeSitter);
  if (layer !== 'lsp' && layer !== 'hosts') patterns.push(languageServer);
  if (layer !== 'hosts') patterns.push(nodeModule);
  if (later.length > 0) {
    patterns.push({
      regex: `^(\\./)*\\.\\./(\\.{1,2}/)*((server/)?src/)?(${later.join('|')})(/|$)`,
      message: `${layer}/ comes before ${later.join(', ')} and cannot import them.`,
    });
  }
  return patterns;
}

/** @type {import('eslint').Linter.Config[]} */
const layerRules = layers.map((layer) => ({
  files: [`server/src/${layer}/**/*.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: patternsOf(layer) }],
    'no-restricted-globals': layer === 'hosts' ? 'off' : ['error', ...hostGlobals],
    'no-restricted-syntax':
      layer === 'hosts'
        ? 'off'
        : ['error', { selector: 'ImportExpression', message: 'Import at the top, where the layers are checked.' }],
  },
}));

/**
 * @param {string} layer
 * @param {string} room
 * @param {readonly string[]} forbidden
 * @returns {import('eslint').Linter.Config}
 */
function roomRule(layer, room, forbidden) {
  const pattern = {
    regex: `^(\\./)*\\.\\./(\\.{1,2}/)*(${layer}/)?(${forbidden.join('|')})(/|$)`,
    message: `${layer}/${room}/ cannot import ${forbidden.join(', ')}.`,
  };
  const patterns = forbidden.length > 0 ? [...patternsOf(layer), pattern] : patternsOf(layer);
  return {
    files: [`server/src/${layer}/${room}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
}

/** @type {import('eslint').Linter.Config[]} */
const roomRules = [
  ...Object.entries(rooms).flatMap(([layer, inOrder]) =>
    inOrder.map((room, index) => roomRule(layer, room, inOrder.slice(index + 1))),
  ),
  roomRule('rules', 'shared', categories),
  ...categories.map((category) =>
    roomRule(
      'rules',
      category,
      categories.filter((other) => other !== category),
    ),
  ),
];

const inNodeOnly = [
  'process',
  'Buffer',
  'global',
  'setImmediate',
  'clearImmediate',
  'require',
  '__dirname',
  '__filename',
].map((name) => ({ name, message: 'This runs in browsers, too.' }));
const inBrowsersOnly = ['self', 'window', 'navigator', 'document', 'Worker'].map((name) => ({
  name,
  message: 'This runs in Node, too.',
}));

/** What of the hosts runs in Node and in browsers alike, and what in browsers alone. @type {import('eslint').Linter.Config[]} */
const browserRules = [
  {
    files: ['server/src/hosts/anywhere/**/*.ts', 'server/src/hosts/web.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            ...patternsOf('hosts'),
            { ...nodeModule, message: 'This runs in browsers, too.' },
            { regex: '/node$', message: 'This runs in browsers, too.' },
          ],
        },
      ],
      'no-restricted-globals': ['error', ...inNodeOnly],
    },
  },
  {
    files: ['server/src/hosts/anywhere/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...inNodeOnly, ...inBrowsersOnly] },
  },
];

export default defineConfig(
  globalIgnores(['dist/', 'out/', 'coverage/', '.test-editor/', '.bench/', '.vscode-test/']),
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // With noUncheckedIndexedAccess, `rows[i]!` is how to say that the index is known to be within bounds.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
      'max-depth': ['error', 4],
    },
  },
  {
    files: ['client/src/**/*.ts', 'server/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
  },
  ...layerRules,
  ...roomRules,
  ...browserRules,
  {
    files: ['server/src/hosts/**/*.ts'],
    // The second reads what the build has put beside it.
    ignores: ['server/src/hosts/regular-file.ts', 'server/src/hosts/open-workspace.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: readsFiles }] },
  },
  {
    files: ['client/src/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            treeSitter,
            { ...languageServer, message: 'The client speaks through vscode-languageclient.' },
            {
              regex: '(^|/)server/(?!src/lsp/protocol\\.ts$)',
              message: 'The client reaches the server through the protocol only.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['server/tools/**/*.ts', 'server/src/**/*.ts'],
    ignores: ['server/src/*/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [client, editor, languageClient] }] },
  },
  prettier,
);
