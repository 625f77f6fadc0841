/**
 * What the first and what a later start cost, until all findings of all files are there.
 * `npx tsx test/bench/cache.ts [directory]` takes real code from a directory, by default the standard library's.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { extractFacts } from '../../server/src/facts/extract.ts';
import type { Facts } from '../../server/src/facts/facts.ts';
import { factsOnDisk, type FactsOnDisk } from '../../server/src/hosts/facts-on-disk.ts';
import { STANDARD_LIBRARY } from '../../server/src/project/types/standard-names.ts';
import { parseOnce } from '../../server/src/syntax/chunk-tree.ts';
import { type Chunk, createChunks } from '../../server/src/syntax/chunks.ts';
import type { Grammar } from '../../server/src/syntax/grammar.ts';
import { splitChunks } from '../../server/src/text/split-chunks.ts';
import { createWorkspace } from '../../server/src/workspace/create-workspace.ts';
import { createLibrary, librarySource } from '../../server/src/workspace/library.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { collectLibraries } from '../../server/tools/libraries.ts';
import { testGrammar } from '../harness/grammar.ts';
import { pythonFilesIn, type PythonFile, standardLibrary } from '../harness/python-files.ts';
import { FOLDER } from '../harness/workspace.ts';

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const directory = positionals[0] ?? standardLibrary();
  if (directory === undefined) throw new Error('no Python: name a directory with Python files');
  const grammar = await testGrammar();
  const files = pythonFilesIn(directory);
  const units = files.reduce((sum, { text }) => sum + text.length, 0);
  console.log(`${files.length} files, ${(units / 1e6).toFixed(1)} million characters`);
  const folder = mkdtempSync(join(tmpdir(), 'async-pitfalls-bench-'));
  try {
    measure(grammar, directory, files, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(grammar: Grammar, directory: string, files: readonly PythonFile[], folder: string): void {
  const texts = files.map(({ text }) => ({ text, chunks: createChunks(text, splitChunks(text)) }));
  // The parser is compiled further while it works.
  for (const { text } of texts.slice(0, 50)) bareParse(grammar, text);
  const parse = row('bare parse of every file', () => {
    for (const { text } of texts) bareParse(grammar, text);
  });
  const more = (name: string, action: () => void): number => row(name, action, parse);
  const list = more('readdir and stat', () => listWithStat(directory));
  more('read', () => {
    for (const { path } of files) readFileSync(path, 'utf8');
  });
  let facts: Facts[][] = [];
  more('facts from text', () => {
    facts = texts.map(({ chunks }) => chunks.map((chunk) => factsOf(grammar, chunk)));
  });
  const cache = factsOnDisk({ extractor: 'bench' });
  cache.use(folder);
  more('facts to cache', () => {
    for (const [i, { text }] of texts.entries()) cache.keep(text, facts[i] ?? []);
  });
  facts = [];
  more('facts from cache', () => {
    for (const { text, chunks } of texts) {
      const found = cache.load(text);
      for (const i of chunks.keys()) if (!found?.of(i)) throw new Error('the cache has lost something');
    }
  });
  rmSync(folder, { recursive: true, force: true });
  more('all findings, first start', () => allFindings(grammar, files, undefined));
  more('the same, and keep facts', () => allFindings(grammar, files, cache));
  const warm = more('all findings, later start', () => allFindings(grammar, files, cache));
  console.log(`A later start takes ${(warm / list).toFixed(0)} times readdir and stat.`);
}

const factsOf = (grammar: Grammar, { text }: Chunk): Facts => extractFacts(parseOnce(grammar, text), text);

function bareParse({ parser }: Grammar, text: string): void {
  parser.parse(text)?.delete();
}

function listWithStat(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) listWithStat(path);
    else if (entry.name.endsWith('.py')) statSync(path);
  }
}

function allFindings(grammar: Grammar, files: readonly PythonFile[], cache: FactsOnDisk | undefined): void {
  const workspace = freshWorkspace(grammar, cache);
  workspace.configured([{ uri: FOLDER, settings: {}, interpreter: undefined }]);
  for (const { path, text } of files) workspace.disk(`${FOLDER}${path}`, text);
  for (const uri of workspace.files()) workspace.findings(uri);
  while (workspace.keepFacts());
  workspace.dispose();
}

function freshWorkspace(grammar: Grammar, cache: FactsOnDisk | undefined): Workspace {
  const { standard, described } = collectLibraries();
  const source = (root: string, texts: Readonly<Record<string, string>>) =>
    librarySource(root, new Map(Object.entries(texts)));
  return createWorkspace({
    grammar,
    library: createLibrary(grammar, source(STANDARD_LIBRARY, standard), [source('described:', described)], cache),
    installed: () => undefined,
    defaultPython: [3, 13],
    log: console.error,
    ...(cache && { cache }),
  });
}

/** Prints and gives the milliseconds of the processor, as others may use it too. */
function row(name: string, action: () => void, parse?: number): number {
  const start = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(start);
  const time = (user + system) / 1000;
  const ratio = parse === undefined ? '' : `${(time / parse).toFixed(2)} x bare parse`;
  console.log(name.padEnd(28), `${time.toFixed(0)} ms`.padStart(10), ratio.padStart(20));
  return time;
}

void main();
