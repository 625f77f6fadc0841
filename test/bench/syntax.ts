/**
 * What reading Python costs, in units of a bare parse; and what a keystroke costs. `npx tsx test/bench/syntax.ts [directory]`
 * reads the Python files of a directory, by default those of the standard library. Only ratios within one run mean something.
 */
import { parseArgs } from 'node:util';
import { openDocument } from '../../server/src/syntax/document.ts';
import { cursorFlattener } from '../../server/src/syntax/flatten-cursor.ts';
import { parseOnce } from '../../server/src/syntax/chunk-tree.ts';
import { type Grammar, parseTree } from '../../server/src/syntax/grammar.ts';
import { deleteTree } from '../../server/src/syntax/living-trees.ts';
import { contentHash } from '../../server/src/text/hash.ts';
import { splitChunks } from '../../server/src/text/split-chunks.ts';
import { testGrammar } from '../harness/grammar.ts';
import { pythonFilesIn, standardLibrary } from '../harness/python-files.ts';

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const directory = positionals[0] ?? standardLibrary();
  if (directory === undefined) throw new Error('no Python: name a directory with Python files');
  const texts = pythonFilesIn(directory)
    .filter(({ path }) => !/[/\\](site-packages|test|lib2to3)[/\\]/.test(path))
    .map(({ text }) => text)
    .slice(0, 400);
  const grammar = await testGrammar();
  printThroughput(grammar, texts.slice(0, 150));
  for (const lines of [1_000, 10_000, 50_000]) printKeystrokes(grammar, texts, lines);
}

function printThroughput(grammar: Grammar, texts: readonly string[]): void {
  const cursor = cursorFlattener();
  const parseAnd = (use: (tree: ReturnType<typeof parseTree>) => unknown) => (text: string) => {
    const tree = parseTree(grammar.parser, text);
    use(tree);
    deleteTree(tree);
  };
  const ways: Record<string, (text: string) => unknown> = {
    'bare parse (a string, as the library takes it)': (text) => grammar.parser.parse(text)!.delete(),
    'parse, fed in slices': parseAnd(() => undefined),
    'parse and flatten': (text) => parseOnce(grammar, text),
    'parse and flatten each chunk': (text) => chunksOf(text).forEach((chunk) => parseOnce(grammar, chunk)),
    'parse and flatten through the cursor': parseAnd(cursor),
    'split only': splitChunks,
    'hash only': contentHash,
  };
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  console.log(`${texts.length} files, ${(units / 1e6).toFixed(1)} million characters`);
  const rounds = 2;
  const best = new Map<string, number>();
  for (let round = 0; round <= rounds; round++) {
    for (const [name, read] of Object.entries(ways)) {
      const time = milliseconds(() => texts.forEach((text) => void read(text)));
      // The first round is for the compilers of wasm and JavaScript.
      if (round > 0) best.set(name, Math.min(time, best.get(name) ?? Infinity));
    }
  }
  const [bare] = best.values();
  for (const [name, time] of best)
    row(name, `${(time / bare!).toFixed(3)}x`, `${(units / time / 1000).toFixed(1)} MB/s`);
}

/** Types code, quotes and brackets into a text of real code, deletes them again, and reads what changed after each key. */
function printKeystrokes(grammar: Grammar, texts: readonly string[], lines: number): void {
  const text = wholeFiles(texts, lines);
  const full = Math.min(...Array.from({ length: 3 }, () => milliseconds(() => parseOnce(grammar, text))));
  console.log(`\n${text.split('\n').length} lines; one full parse is ${full.toFixed(1)} ms`);
  const inFunctions = Array.from({ length: 6 }, (_, i) => text.indexOf('):\n', (text.length / 7) * (i + 1)) + 2);
  for (const [name, typed, places] of [
    ['code in 6 functions', '\n        value = await self.fetch(key, default=None)', inFunctions],
    ['an open bracket at the top', 'x = (', [0, 0]],
    ['a triple quote at the top', '"""a', [0, 0]],
  ] as const) {
    const times = places.flatMap((at) => typeAndDelete(grammar, text, typed, at)).sort((a, b) => a - b);
    const quantile = (q: number) => times[Math.min(Math.floor(q * times.length), times.length - 1)]!;
    const show = (time: number) => `${time.toFixed(2)} ms (${(time / full).toFixed(4)}x)`;
    row(name, `median ${show(quantile(0.5))}`, `p90 ${show(quantile(0.9))}`, `p99 ${show(quantile(0.99))}`);
  }
}

function wholeFiles(texts: readonly string[], lines: number): string {
  let text = '';
  for (let i = 0, count = 0; i < texts.length && count < lines; i++) {
    text += texts[i]!;
    count += texts[i]!.split('\n').length - 1;
  }
  return text;
}

function typeAndDelete(grammar: Grammar, text: string, typed: string, at: number): number[] {
  const document = openDocument(grammar, text);
  for (const chunk of document.chunks) document.flatTree(chunk);
  const press = (start: number, end: number, key: string) => {
    const before = new Map(document.chunks.map((chunk) => [chunk.id, chunk.text]));
    return milliseconds(() => {
      document.edit([{ start, end, text: key }]);
      for (const chunk of document.chunks) if (before.get(chunk.id) !== chunk.text) document.flatTree(chunk);
    });
  };
  const there = typed.split('').map((key, i) => press(at + i, at + i, key));
  const back = typed.split('').map((_, i) => press(at + typed.length - 1 - i, at + typed.length - i, ''));
  document.dispose();
  return [...there, ...back];
}

function chunksOf(text: string): string[] {
  const { starts } = splitChunks(text);
  return starts.map((start, i) => text.slice(start, starts[i + 1]));
}

/** Of the processor, as others may use it too. */
function milliseconds(action: () => unknown): number {
  const start = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function row(name: string, ...cells: string[]): void {
  console.log(`${name.padEnd(48)}${cells.map((cell) => cell.padEnd(32)).join('')}`);
}

void main();
