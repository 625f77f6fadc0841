import { removeRange } from '../../fixes/edits.ts';
import { parenthesesAround } from '../../fixes/parentheses.ts';
import { taskSpawners } from '../../knowledge/loop.ts';
import { calleeText, isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { mayKnowItsTask } from './knows-its-task.ts';

export const pointlessTask = defineRule({
  id: 'pointless-task',
  category: 'tasks',
  severity: 'information',
  fix: 'sometimes',
  summary: 'A task that is awaited at once does nothing that the coroutine alone would not.',
  docs: {
    why: [
      'A task lets a coroutine run beside the code that made it. Where that code waits for it at once, nothing runs side by side.',
      'Awaiting the coroutine itself does the same with less work, and its tracebacks are shorter.',
    ].join(' '),
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
    limits: [
      'Only `await` right before the call counts. Tasks with a name or a context of their own are left alone.',
      'A task has its own copy of the context variables and is another `current_task()`: a coroutine that sets such variables, or asks for the task, is left alone, and so is one that calls what may do that: third-party code, and anything of which the code is not seen.',
    ].join(' '),
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
      const coroutine = `\`${calleeText(view, value)}()\``;
      report({
        at: call,
        message: `The task of ${coroutine} is awaited at once, so nothing runs beside it; \`await\` the coroutine itself.`,
        fixes: () => {
          const range = parenthesesAround(view, value).at(-1) ?? value;
          const before = { start: call.start, end: range.start };
          const after = { start: range.end, end: call.end };
          if (view.source(before).includes('#') || view.source(after).includes('#')) return [];
          return [
            {
              title: `Await ${coroutine} itself`,
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
