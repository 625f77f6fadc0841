import type { Call, Name, Statement, With, WithItem } from '../../facts/nodes.ts';
import { taskScopes, taskSpawners } from '../../knowledge/loop.ts';
import { calleeText, usesOf } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, turnedOn } from '../rule.ts';
import { awaitsIn } from '../shared/awaits.ts';

export const singleTaskGroup = defineRule({
  id: 'single-task-group',
  category: 'tasks',
  severity: 'off',
  fix: 'never',
  summary: {
    en: 'A task group that starts one task and waits for it does what `await` alone would do.',
    'zh-cn': '只启动一个任务然后等待它的任务组，与单独一个 `await` 效果相同。',
  },
  docs: {
    why: {
      en: 'A task group lets tasks run beside each other and beside its block. With a single task and nothing awaited in the block there is nothing to run beside; the group only makes tracebacks longer and wraps errors in an `ExceptionGroup`.',
      'zh-cn':
        '任务组让多个任务彼此并行，也与它的代码块并行。如果只有一个任务，代码块里又什么都不等待，就没有可以并行的东西；任务组只会让调用栈更长，并把错误包进 `ExceptionGroup`。',
    },
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
          meaning: {
            en: 'an `except ValueError` around it would not catch the error',
            'zh-cn': '外层的 `except ValueError` 捕获不到这个错误',
          },
          python: '3.11',
        },
      },
    ],
    limits: {
      en: 'Groups that are handed to other code, and those whose block has loops, are left alone.',
      'zh-cn': '交给其他代码的任务组，以及代码块里有循环的任务组，不报告。',
    },
    peers: ['flake8-async ASYNC112', 'SonarPython S7513'],
  },
  strict: turnedOn,
  visit: {
    With(node, view, report) {
      if (!node.isAsync || node.items.length !== 1) return;
      const [item] = node.items;
      const start = item && onlyStart(view, node, item);
      if (!item || !start) return;
      report({
        at: item.context,
        message: texts.startsOne(calleeText(view, start.group)),
        related: [{ at: view.at(start.call), message: texts.startedHere }],
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

const texts = {
  startsOne: localized({
    en: (group: string) => `\`${group}()\` starts a single task and only waits for it; \`await\` the coroutine itself.`,
    'zh-cn': (group) => `\`${group}()\` 只启动一个任务，然后就等待它结束；请直接 \`await\` 这个协程。`,
  }),
  startedHere: { en: 'The only task is started here', 'zh-cn': '唯一的任务在这里启动' },
};
