/**
 * What a keystroke costs until the findings are there, in the file that it is typed into and in a whole workspace.
 * `npx tsx test/bench/keystroke.ts [directory]` takes real code from a directory, by default the standard library's.
 */
import { parseArgs } from 'node:util';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { pythonFilesIn, standardLibrary } from '../harness/python-files.ts';
import { FOLDER, testWorkspace } from '../harness/workspace.ts';

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const directory = positionals[0] ?? standardLibrary();
  if (directory === undefined) throw new Error('no Python: name a directory with Python files');
  const files = pythonFilesIn(directory).filter(({ path }) => !/[/\\](site-packages|test|lib2to3)[/\\]/.test(path));
  for (const lines of [1_000, 10_000, 50_000]) await inOneFile(wholeFiles(files, lines));
  await inWorkspace(files.slice(0, 1_000));
}

type File = ReturnType<typeof pythonFilesIn>[number];

async function inOneFile(text: string): Promise<void> {
  const uri = `${FOLDER}/big.py`;
  const workspace = await testWorkspace({});
  workspace.edited(uri, [{ text }]);
  const first = milliseconds(() => workspace.findings(uri));
  const places = Array.from({ length: 4 }, (_, i) => text.indexOf('):\n', (text.length / 5) * (i + 1)) + 2);
  const times = places.flatMap((place) => type(workspace, uri, place, () => workspace.findings(uri)));
  print(`${text.split('\n').length} lines`, first, times);
  workspace.dispose();
}

/** Types into one file and asks for the findings of all. */
async function inWorkspace(files: readonly File[]): Promise<void> {
  const texts = files.map(({ text }, i): [string, string] => [`package/m${i}.py`, text]);
  const workspace = await testWorkspace(Object.fromEntries(texts));
  const all = (): void => {
    for (const uri of workspace.files()) workspace.findings(uri);
  };
  const first = milliseconds(all);
  const [path = '', text = ''] = texts.find(([, each]) => each.includes('):\n')) ?? [];
  const uri = `${FOLDER}/${path}`;
  workspace.edited(uri, [{ text }]);
  all();
  print(`${files.length} files`, first, type(workspace, uri, text.indexOf('):\n') + 2, all));
  workspace.dispose();
}

const TYPED = '\n        value = await self.fetch(key)';

/** The time of each key, the first few aside: with them a chunk's trees are made. */
function type(workspace: Workspace, uri: string, at: number, look: () => unknown): number[] {
  const press = (start: number, end: number, text: string): number =>
    milliseconds(() => {
      workspace.edited(uri, [{ start, end, text }]);
      look();
    });
  const there = TYPED.split('').map((key, i) => press(at + i, at + i, key));
  const back = TYPED.split('').map((_, i) => press(at + TYPED.length - 1 - i, at + TYPED.length - i, ''));
  return [...there.slice(3), ...back];
}

function wholeFiles(files: readonly File[], lines: number): string {
  let text = '';
  for (let i = 0, count = 0; i < files.length && count < lines; i++) {
    text += files[i]!.text;
    count += files[i]!.text.split('\n').length - 1;
  }
  return text;
}

/** Of the processor, as others may use it too. */
function milliseconds(action: () => unknown): number {
  const start = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function print(name: string, first: number, times: number[]): void {
  times.sort((a, b) => a - b);
  const quantile = (q: number): string =>
    `${(times[Math.min(Math.floor(q * times.length), times.length - 1)] ?? NaN).toFixed(1)} ms`;
  console.log(
    name.padEnd(16),
    `first ${first.toFixed(0)} ms`.padEnd(18),
    `key: median ${quantile(0.5)}, p90 ${quantile(0.9)}, p99 ${quantile(0.99)}`,
  );
}

void main();
