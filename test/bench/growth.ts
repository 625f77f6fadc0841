/**
 * How the time of a check grows with the length of a file: `npm run bench:growth -- [STEPS] [SHAPE…]`.
 * Prints the processor time for STEPS and for ten times as many, and their ratio. In proportion is a ratio of 10; beyond 15
 * something is looked through again and again. A shape is named by words in its name.
 */
import { createWorkspace } from '../../server/src/workspace/create-workspace.ts';
import { testGrammar } from '../harness/grammar.ts';
import { testLibrary, FOLDER } from '../harness/workspace.ts';
import { shapes } from './growth-shapes.ts';

/** Milliseconds of processor time until all findings are there, with the edits of their fixes. Failed rules are told. */
async function timeOf(text: string): Promise<number> {
  const workspace = createWorkspace({
    grammar: await testGrammar(),
    library: await testLibrary(),
    installed: () => undefined,
    defaultPython: [3, 13],
    log: (message) => {
      console.error(message.split('\n', 1)[0]);
    },
  });
  workspace.configured([{ uri: FOLDER, settings: {}, interpreter: undefined }]);
  workspace.disk(`${FOLDER}/shape.py`, text);
  const before = process.cpuUsage();
  try {
    for (const finding of workspace.findings(`${FOLDER}/shape.py`)) finding.fixes();
    return process.cpuUsage(before).user / 1000;
  } finally {
    workspace.dispose();
  }
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const steps = Number(words.find((word) => /^\d+$/.test(word)) ?? 300);
  const wanted = words.filter((word) => !/^\d+$/.test(word));
  const chosen = Object.entries(shapes).filter(
    ([name]) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
  );
  // What is compiled while it runs, and the standard library, count for nobody.
  for (const [, shape] of chosen) await timeOf(shape(20));
  console.log(`| shape | ${steps} steps | ${10 * steps} steps | ratio |\n| --- | ---: | ---: | ---: |`);
  for (const [name, shape] of chosen) {
    const short = await timeOf(shape(steps));
    const long = await timeOf(shape(10 * steps));
    console.log(`| ${name} | ${short.toFixed(0)} ms | ${long.toFixed(0)} ms | ${(long / short).toFixed(1)} |`);
  }
}

void main();
