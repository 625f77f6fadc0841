import type { Node, NodeOf } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { taskScopes } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type Report, turnedOn } from '../rule.ts';

export const taskScopeControlFlow = defineRule({
  id: 'task-scope-control-flow',
  category: 'tasks',
  severity: 'off',
  fix: 'never',
  summary: {
    en: '`return`, `break` or `continue` out of a task group waits for its tasks first.',
    'zh-cn': '用 `return`、`break` 或 `continue` 离开任务组，会先等待组里的任务。',
  },
  docs: {
    why: {
      en: [
        'Leaving the block of a task group or nursery does not leave it at once: the block first waits until all of its tasks are done.',
        'A `return` or `break` inside looks like an exit, but may wait for ever. To end early, cancel what is still running.',
      ].join(' '),
      'zh-cn': [
        '离开任务组或 nursery 的代码块，并不会立刻出去：代码块会先等到其中所有任务都结束。里面的 `return` 或 `break` 看上去是出口，却可能永远等下去。',
        '要提前结束，请取消仍在运行的任务。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def heartbeat():
              while True:
                  await asyncio.sleep(0.1)


          async def load():
              async with asyncio.TaskGroup() as group:
                  beat = group.create_task(heartbeat())
                  await asyncio.sleep(0.3)
                  if not beat.done():
                      return "loaded"


          async def main():
              print(await load())


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def heartbeat():
              while True:
                  await asyncio.sleep(0.1)


          async def load():
              async with asyncio.TaskGroup() as group:
                  beat = group.create_task(heartbeat())
                  await asyncio.sleep(0.3)
                  beat.cancel()
              return "loaded"


          async def main():
              print(await load())


          asyncio.run(main())
        `,
        claim: { hangs: true, python: '3.11' },
      },
    ],
    limits: {
      en: 'Only groups that are opened in the `async with` itself are seen.',
      'zh-cn': '只看直接在 `async with` 里打开的任务组。',
    },
    peers: ['flake8-async ASYNC121', 'SonarPython S7514'],
  },
  strict: turnedOn,
  visit: {
    Return: (node, view, report) => reportExit(node, view, report),
    Break: (node, view, report) => reportExit(node, view, report),
    Continue: (node, view, report) => reportExit(node, view, report),
  },
});

function reportExit(
  node: NodeOf<'Return' | 'Break' | 'Continue'>,
  view: ChunkView,
  report: (report: Report) => void,
): void {
  if (!leavesScope(view, node)) return;
  const word = node.kind.toLowerCase();
  report({
    at: { start: node.start, end: node.start + word.length },
    message: waitsForTasks(word),
  });
}

function leavesScope(view: ChunkView, node: Node): boolean {
  for (const outer of ancestors(view.facts, node)) {
    if (outer.kind === 'FunctionDef') return false;
    if (node.kind !== 'Return' && (outer.kind === 'For' || outer.kind === 'While')) return false;
    if (outer.kind !== 'With' || !outer.isAsync) continue;
    if (outer.items.some(({ context }) => context.kind === 'Call' && view.lookupCall(context, taskScopes))) return true;
  }
  return false;
}

const waitsForTasks = localized({
  en: (word: string) =>
    `This \`${word}\` takes effect only when all tasks of the group are done; move it behind the block, or cancel the tasks.`,
  'zh-cn': (word) => `要等组内的任务全部完成，这个 \`${word}\` 才会生效；请把它移到代码块之后，或取消这些任务。`,
});
