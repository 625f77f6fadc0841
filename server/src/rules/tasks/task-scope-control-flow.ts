import type { Node, NodeOf } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { taskScopes } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';

export const taskScopeControlFlow = defineRule({
  id: 'task-scope-control-flow',
  category: 'tasks',
  severity: 'off',
  fix: 'never',
  summary: '`return`, `break` or `continue` out of a task group waits for its tasks first.',
  docs: {
    why: [
      'Leaving the block of a task group or nursery does not leave it at once: the block first waits until all of its tasks are done.',
      'A `return` or `break` inside looks like an exit, but may wait for ever. To end early, cancel what is still running.',
    ].join(' '),
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
    limits: 'Only groups that are opened in the `async with` itself are seen.',
    peers: ['flake8-async ASYNC121', 'SonarPython S7514'],
  },
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
    message: `This \`${word}\` takes effect only when all tasks of the group are done; move it behind the block, or cancel the tasks.`,
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
