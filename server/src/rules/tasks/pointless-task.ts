import { removeRange } from '../../fixes/edits.ts';
import { parenthesesAround } from '../../fixes/parentheses.ts';
import { taskSpawners } from '../../knowledge/loop.ts';
import { calleeText, isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { titles } from '../shared/titles.ts';
import { mayKnowItsTask } from './knows-its-task.ts';

export const pointlessTask = defineRule({
  id: 'pointless-task',
  category: 'tasks',
  severity: 'information',
  fix: 'sometimes',
  summary: {
    en: 'A task that is awaited at once does nothing that the coroutine alone would not.',
    'zh-cn': '创建后立刻等待的任务，与直接等待协程没有区别。',
  },
  docs: {
    why: {
      en: [
        'A task lets a coroutine run beside the code that made it. Where that code waits for it at once, nothing runs side by side.',
        'Awaiting the coroutine itself does the same with less work, and its tracebacks are shorter.',
      ].join(' '),
      'zh-cn':
        '任务的作用是让协程与创建它的代码并行。如果这段代码立刻就等待它，就没有什么在并行。直接等待协程效果相同，开销更小，调用栈也更短。',
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def load():
              return 42


          async def main():
              print(await asyncio.create_task(load()))


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def load():
              return 42


          async def main():
              print(await load())


          asyncio.run(main())
        `,
        claim: { because: 'The result is the same: the task only costs a turn of the event loop.' },
      },
    ],
    limits: {
      en: [
        'Only `await` right before the call counts. Tasks with a name or a context of their own are left alone.',
        'A task has its own copy of the context variables and is another `current_task()`: a coroutine that sets such variables, or asks for the task, is left alone, and so is one that calls what may do that: third-party code, and anything of which the code is not seen.',
      ].join(' '),
      'zh-cn': [
        '只看紧挨在调用前面的 `await`。有自己的名称或上下文的任务不报告。',
        '任务有自己的一份上下文变量，`current_task()` 也不同：如果协程会设置这些变量，或者会询问当前任务，就不报告；如果它调用的代码可能这样做，即第三方代码和任何看不到源码的东西，也不报告。',
      ].join(''),
    },
    peers: [],
  },
  visit: {
    Await(node, view, report) {
      const call = node.value;
      const spawner = call.kind === 'Call' ? view.lookupCall(call, taskSpawners) : undefined;
      if (call.kind !== 'Call' || spawner?.dropping !== 'task' || spawner.spawns.argument.rest) return;
      const [argument, ...others] = call.args;
      if (!argument || others.length > 0 || argument.stars > 0) return;
      const { value } = argument;
      if (value.kind !== 'Call' || !isCoroutine(view, view.typeOf(value)) || isShield(spawner.spawns.argument.name))
        return;
      if (mayKnowItsTask(view, value)) return;
      const coroutine = calleeText(view, value);
      report({
        at: call,
        message: awaitedAtOnce(coroutine),
        fixes: () => {
          const range = parenthesesAround(view, value).at(-1) ?? value;
          const before = { start: call.start, end: range.start };
          const after = { start: range.end, end: call.end };
          if (view.source(before).includes('#') || view.source(after).includes('#')) return [];
          return [
            {
              title: titles.awaitItself(`${coroutine}()`),
              safety: 'unsafe',
              edits: () => [removeRange(view, before), removeRange(view, after)],
            },
          ];
        },
      });
    },
  },
});

/** `shield()` keeps a cancellation away from what it runs. */
const isShield = (parameter: string | undefined): boolean => parameter === 'arg';

const awaitedAtOnce = localized({
  en: (coroutine: string) =>
    `The task of \`${coroutine}()\` is awaited at once, so nothing runs beside it; \`await\` the coroutine itself.`,
  'zh-cn': (coroutine) =>
    `\`${coroutine}()\` 的任务一创建就被等待，没有任何代码与它并发运行；请直接 \`await\` 这个协程。`,
});
