import type { Call, Expression } from '../../facts/nodes.ts';
import { joinEdits } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { wrapIn } from '../../fixes/wrap-in.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { coroutineConsumers } from '../../knowledge/loop.ts';
import { calleeText, isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import { hasPython, type ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { gatheredBy } from '../shared/gathered.ts';
import { isBehindVersionGuard } from '../shared/version-guard.ts';

export const waitCoroutines = defineRule({
  id: 'wait-coroutines',
  category: 'tasks',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: '`asyncio.wait()` is given bare coroutines: it wants tasks.',
    'zh-cn': '传给 `asyncio.wait()` 的是裸协程：它要的是任务。',
  },
  docs: {
    why: {
      en: [
        '`asyncio.wait()` returns the very objects that it was given, done or pending, so they must be tasks or futures.',
        'Bare coroutines raise `TypeError` since Python 3.11. Before, it wrapped them in tasks of its own, which the caller could not recognise in the result.',
      ].join(' '),
      'zh-cn': [
        '`asyncio.wait()` 会把传给它的对象原样分成“已完成”和“未完成”两组返回，所以它们必须是任务或 Future。',
        '从 Python 3.11 起，传入裸协程会抛出 `TypeError`。在那之前，它会自己把协程包装成任务，调用方在结果里认不出哪个是哪个。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def fetch(page):
              await asyncio.sleep(0.1)
              return page


          async def main():
              done, pending = await asyncio.wait([fetch(page) for page in range(3)])
              print(len(done), len(pending))


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def fetch(page):
              await asyncio.sleep(0.1)
              return page


          async def main():
              done, pending = await asyncio.wait([asyncio.create_task(fetch(page)) for page in range(3)])
              print(len(done), len(pending))


          asyncio.run(main())
        `,
        claim: { shows: 'Passing coroutines is forbidden, use tasks explicitly', python: '3.11' },
      },
    ],
    limits: {
      en: 'Collections whose elements are not known are left alone, and so is code behind a question for `sys.version_info`.',
      'zh-cn': '元素未知的集合不报告，写在对 `sys.version_info` 的判断之后的代码也不报告。',
    },
    printed: ['TypeError: Passing coroutines is forbidden, use tasks explicitly.'],
    peers: ['pyright reportArgumentType', 'mypy type-var'],
  },
  visit: {
    Call(call, view, report) {
      const consumer = view.lookupCall(call, coroutineConsumers);
      if (!consumer?.tasksOnly) return;
      const [argument] = argumentsAt(call, consumer.argument);
      const coroutines = gatheredBy(view, call)?.filter(({ type }) => isCoroutine(view, type)) ?? [];
      if (!argument || coroutines.length === 0 || expectsFailure(view, call)) return;
      if (isBehindVersionGuard(view, call) || madeBehindVersionGuard(view, argument.value)) return;
      report({
        at: argument.value,
        message: (hasPython(view, 11) ? texts.fails : texts.failsInNewPython)(calleeText(view, call)),
        fixes: () => {
          const direct = coroutines.filter(({ isSingle }) => isSingle).map(({ node }) => node);
          const isComplete = direct.length === coroutines.length;
          const made = isComplete ? direct : madeAt(view, argument.value);
          return wrapFix(view, call, made, isComplete ? 'safe' : 'unsafe');
        },
      });
    },
  },
});

const madeBehindVersionGuard = (view: ChunkView, tasks: Expression): boolean =>
  tasks.kind === 'Name' &&
  view.bindingsReaching(tasks).some(({ node }) => isBehindVersionGuard(view, view.facts.nodes[node]!));

/** The coroutines in the display or comprehension that a variable was given. */
function madeAt(view: ChunkView, variable: Expression): readonly Expression[] {
  if (variable.kind !== 'Name') return [];
  const [binding, ...others] = view.bindingsReaching(variable);
  const target = binding?.type === 'value' && others.length === 0 ? view.facts.nodes[binding.node] : undefined;
  const statement = target && view.parent(target);
  const value = statement?.kind === 'Assign' || statement?.kind === 'AnnAssign' ? statement.value : undefined;
  if (value?.kind === 'Collection') return value.elements.every(({ kind }) => kind === 'Call') ? value.elements : [];
  return value?.kind === 'Comprehension' && value.element.kind === 'Call' ? [value.element] : [];
}

/** A task can only be made where a loop runs. */
function wrapFix(view: ChunkView, call: Call, made: readonly Expression[], safety: Fix['safety']): readonly Fix[] {
  if (made.length === 0 || !view.coroutineAround(call)) return [];
  const edits = () => joinEdits(made.flatMap((coroutine) => wrapIn(view, coroutine, 'asyncio.create_task')));
  return [{ title: made.length > 1 ? texts.wrapAll : texts.wrapIt, safety, edits }];
}

const texts = {
  fails: localized({
    en: (wait: string) =>
      `\`${wait}()\` wants tasks; bare coroutines raise \`TypeError\`; wrap them in \`asyncio.create_task()\`.`,
    'zh-cn': (wait) =>
      `\`${wait}()\` 需要任务，直接传入协程会抛出 \`TypeError\`；请用 \`asyncio.create_task()\` 包装它们。`,
  }),
  failsInNewPython: localized({
    en: (wait: string) =>
      `\`${wait}()\` wants tasks; bare coroutines raise \`TypeError\` since Python 3.11; wrap them in \`asyncio.create_task()\`.`,
    'zh-cn': (wait) =>
      `\`${wait}()\` 需要任务，从 Python 3.11 起，直接传入协程会抛出 \`TypeError\`；请用 \`asyncio.create_task()\` 包装它们。`,
  }),
  wrapIt: { en: 'Wrap it in `asyncio.create_task()`', 'zh-cn': '用 `asyncio.create_task()` 包装它' },
  wrapAll: { en: 'Wrap them in `asyncio.create_task()`', 'zh-cn': '用 `asyncio.create_task()` 包装它们' },
};
