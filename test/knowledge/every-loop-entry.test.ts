import { expect, test } from 'vitest';
import { sleepsBetweenTries } from '../../server/src/knowledge/decorators.ts';
import {
  deprecatedNames,
  loopBound,
  loopStarters,
  neverThere,
  newerNames,
  plainCallers,
  taskSpawners,
} from '../../server/src/knowledge/loop.ts';
import { FOLDER, testWorkspace } from '../harness/workspace.ts';
import { receiversOf, rootOf } from './uses.ts';

/** What a table says, as a rule tells it: the code that uses an entry, with `$` for a number of its own. */
interface Kind {
  readonly rule: string;
  readonly python?: string;
  readonly entries: readonly string[];
  readonly spell: (callee: string, name: string) => string;
}

const JOB = 'async def job():\n    return 1\n';

/** Entries that cannot be tried in this way, and why. */
const UNTRIED: Readonly<Record<string, string>> = {
  'trio.run': 'may be called on a loop of asyncio, which the module of the test imports',
};

const kinds: readonly Kind[] = [
  {
    rule: 'asyncio-run-in-loop',
    entries: Object.entries(loopStarters).flatMap(([name, { onCallOfResult }]) => (onCallOfResult ? [] : [name])),
    spell: (callee) => `async def use$():\n    ${callee}(job())\n`,
  },
  {
    rule: 'asyncio-run-in-loop',
    entries: Object.entries(loopStarters).flatMap(([name, { onCallOfResult }]) => (onCallOfResult ? [name] : [])),
    spell: (callee) => `async def use$():\n    ${callee}(job)()\n`,
  },
  {
    rule: 'dangling-task',
    entries: Object.entries(taskSpawners).flatMap(([name, { dropping }]) => (dropping === 'task' ? [name] : [])),
    spell: (callee) => `async def use$():\n    ${callee}(job())\n`,
  },
  {
    rule: 'blocking-sleep',
    entries: Object.keys(sleepsBetweenTries),
    spell: (callee) =>
      `@${callee}(wait=1)\ndef tried$(given):\n    return given.ask()\n\n\nasync def use$(given):\n    tried$(given)\n`,
  },
  {
    rule: 'deprecated-event-loop',
    python: '3.16',
    entries: [...Object.keys(deprecatedNames), ...Object.keys(neverThere)],
    spell: (_, name) => `print(${name})\n`,
  },
  {
    rule: 'newer-python',
    python: '3.8',
    entries: Object.keys(newerNames),
    spell: (_, name) => `print(${name})\n`,
  },
  {
    rule: 'loop-bound-primitive',
    entries: Object.keys(loopBound),
    spell: (callee) =>
      `made$ = ${callee}()\n\n\nasync def use$():\n    await made$.go()\n\n\nasyncio.run(use$())\nasyncio.run(use$())\n`,
  },
  {
    rule: 'async-callback',
    entries: Object.keys(plainCallers),
    spell: (callee) => `@${callee}()\nasync def called$():\n    await job()\n`,
  },
];

const calleesOf = (name: string): readonly string[] => {
  const parts = name.split('.');
  const last = parts.pop() ?? '';
  return receiversOf(parts).map((receiver) => (last === '*' ? `${receiver}.anything` : `${receiver}.${last}`));
};

async function missed({ rule, python, entries, spell }: Kind): Promise<readonly string[]> {
  const lines: string[] = [...new Set(['asyncio', ...entries.map(rootOf)])].map((root) => `import ${root}`);
  lines.push(...JOB.split('\n'));
  const nameAt = new Map<number, string>();
  const tried = entries.filter((name) => !(name in UNTRIED));
  for (const name of tried)
    for (const callee of calleesOf(name))
      for (const line of spell(callee, name).replaceAll('$', String(lines.length)).split('\n')) {
        lines.push(line);
        nameAt.set(lines.length, name);
      }
  const workspace = await testWorkspace({ 'main.py': `${lines.join('\n')}\n` }, { ...(python && { python }) });
  const text = `${lines.join('\n')}\n`;
  const found = new Set(
    workspace
      .findings(`${FOLDER}/main.py`)
      .filter((finding) => finding.rule === rule)
      .map(({ start }) => nameAt.get(text.slice(0, start).split('\n').length)),
  );
  return tried.filter((name) => !found.has(name));
}

test.each(kinds.map((kind, i) => [i, kind.rule, kind] as const))(
  '%i: every entry behind %s is found',
  async (_, __, kind) => {
    expect(await missed(kind)).toEqual([]);
  },
);
