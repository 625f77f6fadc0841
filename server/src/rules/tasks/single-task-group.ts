import type { Call, Name, Statement, With, WithItem } from '../../facts/nodes.ts';
import { taskScopes, taskSpawners } from '../../knowledge/loop.ts';
import { calleeText, usesOf } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { awaitsIn } from '../shared/awaits.ts';

export const singleTaskGroup = defineRule({
  id: 'single-task-group',
  category: 'tasks',
  severity: 'off',
  fix: 'never',
  summary: 'A task group that starts one task and waits for it does what `await` alone would do.',
  docs: {
    why: 'A task group lets tasks run beside each other and beside its block. With a single task and nothing awaited in the block there is nothing to run beside; the group only makes tracebacks longer and wraps errors in an `ExceptionGroup`.',
    examples: [
      {
        bad: python`
          import asyncio


          async def load():
              raise ValueError("no such page")


          async def main():
              async with asyncio.TaskGroup() as group:
                  task = group.create_task(load())
              print(task.result())


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def load():
              raise ValueError("no such page")


          async def main():
              print(await load())


          asyncio.run(main())
        `,
        claim: {
          shows: 'ExceptionGroup',
          meaning: 'an `except ValueError` around it would not catch the error',
          python: '3.11',
        },
      },
    ],
    limits: 'Groups that are handed to other code, and those whose block has loops, are left alone.',
    peers: ['flake8-async ASYNC112', 'SonarPython S7513'],
  },
  visit: {
    With(node, view, report) {
      if (!node.isAsync || node.items.length !== 1) return;
      const [item] = node.items;
      const start = item && onlyStart(view, node, item);
      if (!item || !start) return;
      report({
        at: item.context,
        message: `\`${calleeText(view, start.group)}()\` starts a single task and only waits for it; \`await\` the coroutine itself.`,
        related: [{ at: view.at(start.call), message: 'The only task is started here' }],
      });
    },
  },
});

interface OnlyStart {
  readonly group: Call;
  readonly call: Call;
}

function onlyStart(view: ChunkView, { body }: With, { context, target }: WithItem): OnlyStart | undefined {
  if (context.kind !== 'Call' || !view.lookupCall(context, taskScopes) || target?.kind !== 'Name') return undefined;
  const binding = view.facts.bindings.find(({ node, type }) => node === target.id && type === 'value');
  if (!binding || binding.escapes || !body.every((statement) => isPlain(view, statement))) return undefined;
  const [use, ...others] = usesOf(view, binding);
  const call = use && startBy(view, use);
  return call && others.length === 0 ? { group: context, call } : undefined;
}

const isPlain = (view: ChunkView, statement: Statement): boolean =>
  (statement.kind === 'Expr' || statement.kind === 'Assign' || statement.kind === 'AnnAssign') &&
  awaitsIn(view, statement).length === 0;

/** `group.create_task(f())`, not repeated by a comprehension. */
function startBy(view: ChunkView, use: Name): Call | undefined {
  const method = view.parent(use);
  const call = method && view.parent(method);
  if (method?.kind !== 'Attribute' || call?.kind !== 'Call' || call.func !== method) return undefined;
  const statement = view.parent(call);
  const isOnce = statement?.kind === 'Expr' || statement?.kind === 'Assign' || statement?.kind === 'AnnAssign';
  return isOnce && view.lookupCall(call, taskSpawners) ? call : undefined;
}
