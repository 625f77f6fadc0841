/**
 * Bundles what runs into dist/, which needs no node_modules: the extension and the language server, for the desktop and (in web/)
 * for browsers, the command line tool,
 * the grammars, the libraries' stubs and the licences of what is bundled.
 *
 * `--dev`: readable code with source maps. `--watch`: the same, again after every change.
 */
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { type BuildOptions, type Plugin, build, context, type Metafile } from 'esbuild';
import { collectLibraries } from './libraries.ts';

const target = 'dist';
const grammars = ['tree-sitter-python.wasm', 'web-tree-sitter.wasm'];

interface Entry {
  readonly source: string;
  readonly options: BuildOptions;
}

const inBrowser = { platform: 'browser', target: 'es2022' } satisfies BuildOptions;

const entries: Readonly<Record<string, Entry>> = {
  'extension.js': { source: 'client/src/extension.ts', options: { external: ['vscode'] } },
  'server.js': { source: 'server/src/hosts/node.ts', options: {} },
  'iconv-lite.js': { source: 'node_modules/iconv-lite/lib/index.js', options: {} },
  'cli.js': { source: 'server/src/hosts/cli.ts', options: { banner: { js: '#!/usr/bin/env node' } } },
  'program.js': { source: 'server/src/hosts/program.ts', options: {} },
  'web/extension.js': { source: 'client/src/web.ts', options: { ...inBrowser, external: ['vscode'] } },
  'web/server.js': { source: 'server/src/hosts/web.ts', options: { ...inBrowser, format: 'iife' } },
};

async function main(flags: readonly string[]): Promise<void> {
  const watch = flags.includes('--watch');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  for (const file of grammars) copyFileSync(join('grammars', file), join(target, file));
  writeFileSync(join(target, 'libraries.json'), JSON.stringify(collectLibraries()));
  const bundles = Object.entries(entries).map(([file, entry]) => bundleOptions(file, entry, flags));
  if (watch) {
    for (const options of bundles) await (await context(options)).watch();
    return;
  }
  const results = await Promise.all(bundles.map((options) => build({ ...options, metafile: true })));
  writeFileSync(
    join(target, 'THIRD-PARTY-LICENSES.txt'),
    [licences(results.map(({ metafile }) => metafile)), typeshedLicence()].join(separator),
  );
  chmodSync(join(target, 'cli.js'), 0o755);
}

function bundleOptions(file: string, { source, options }: Entry, flags: readonly string[]): BuildOptions {
  const watch = flags.includes('--watch');
  const dev = watch || flags.includes('--dev');
  return {
    entryPoints: [source],
    outfile: join(target, file),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // By `require`: Node would parse a bundle that is imported once more, to see whether it is an ES module.
    supported: { 'dynamic-import': false },
    // The ES module of web-tree-sitter asks for import.meta.url, which a CommonJS bundle does not have.
    alias: { 'web-tree-sitter': resolve('node_modules/web-tree-sitter/web-tree-sitter.cjs') },
    plugins: [sharedEncodings, programApart],
    minify: !dev,
    sourcemap: dev,
    legalComments: 'none',
    charset: 'utf8',
    // While code changes under it, nothing can be kept for later.
    define: watch ? {} : { EXTRACTOR: JSON.stringify(extractorHash()), CHECKER: JSON.stringify(checkerHash()) },
    logLevel: 'warning',
    ...options,
  };
}

/** Its tables are large and seldom needed: they are once there, and loaded when somebody asks. */
const sharedEncodings: Plugin = {
  name: 'shared-encodings',
  setup(build) {
    build.onResolve({ filter: /^iconv-lite$/ }, () => ({ path: './iconv-lite.js', external: true }));
  },
};

/** The program that checks is loaded only when there is something to check. */
const programApart: Plugin = {
  name: 'program-apart',
  setup(build) {
    build.onResolve({ filter: /^\.\/program\.ts$/ }, () => ({ path: './program.js', external: true }));
  },
};

/** Names all that facts are made with: facts of another extractor are of no use. */
const extractorHash = (): string =>
  hashOf([
    ...filesIn(['text', 'syntax', 'facts'].map((folder) => join('server/src', folder))),
    ...grammars.map((name) => join('grammars', name)),
  ]);

/** Names all that findings are made with. */
const checkerHash = (): string =>
  hashOf([
    ...filesIn(['server/src']),
    ...grammars.map((name) => join('grammars', name)),
    join(target, 'libraries.json'),
  ]);

const filesIn = (folders: readonly string[]): readonly string[] =>
  folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

const separator = `\n${'-'.repeat(80)}\n\n`;

/** Of the standard library's stubs in libraries.json. */
const typeshedLicence = (): string =>
  `typeshed\n\n${readFileSync('node_modules/pyright/dist/typeshed-fallback/LICENSE', 'utf8').trim()}\n`;

/** The licence texts of all packages that have code in the bundles, and of the grammars. */
function licences(metafiles: readonly Metafile[]): string {
  const homes = new Set(['node_modules/tree-sitter-python', 'node_modules/web-tree-sitter']);
  for (const input of metafiles.flatMap((metafile) => Object.keys(metafile.inputs))) {
    const home = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (home !== undefined) homes.add(home);
  }
  return [...homes].sort().map(licence).join(separator);
}

function licence(home: string): string {
  const { name, version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Record<string, string>;
  const file = readdirSync(home).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${home} is bundled but has no licence file`);
  return `${name} ${version}\n\n${readFileSync(join(home, file), 'utf8').trim()}\n`;
}

void main(process.argv.slice(2));
