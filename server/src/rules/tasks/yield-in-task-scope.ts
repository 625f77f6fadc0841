import type { Node, With, WithItem } from '../../facts/nodes.ts';
import { cancelScopes, taskScopes } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { isPlainGenerator } from './generator-kind.ts';

export const yieldInTaskScope = defineRule({
  id: 'yield-in-task-scope',
  category: 'tasks',
  severity: 'warning',
  fix: 'never',
  summary: {
    en: '`yield` in a task group, nursery or timeout: it reaches into the code of the caller.',
    'zh-cn': '任务组、nursery 或超时里的 `yield`：会波及调用方的代码。',
  },
  docs: {
    why: {
      en: [
        'A task group or timeout cancels the task that is inside it. At a `yield` the code of the caller runs inside it, too:',
        'it is cancelled in places that know nothing of the group, and the exception comes out where nobody expects it.',
        'When the caller leaves its loop early, the group is closed at some later time, perhaps in another task, and that fails.',
      ].join(' '),
      'zh-cn': [
        '任务组或超时会取消处于它内部的任务。执行到 `yield` 时，调用方的代码也在它的内部运行：会在对任务组毫不知情的地方被取消，异常也会从意想不到的地方冒出来。',
        '如果调用方提前离开循环，任务组会在之后的某个时刻、可能在另一个任务里才关闭，而这会失败。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def load(number):
              await asyncio.sleep(0.1)
              return f"page {number}"


          async def pages():
              async with asyncio.timeout(0.4):
                  for number in (1, 2):
                      yield await load(number)


          async def main():
              async for page in pages():
                  await asyncio.sleep(0.5)
                  print(page)


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def load(number):
              await asyncio.sleep(0.1)
              return f"page {number}"


          async def pages():
              for number in (1, 2):
                  async with asyncio.timeout(0.4):
                      page = await load(number)
                  yield page


          async def main():
              async for page in pages():
                  await asyncio.sleep(0.5)
                  print(page)


          asyncio.run(main())
        `,
        claim: { shows: 'CancelledError', python: '3.11' },
      },
    ],
    limits: {
      en: 'Functions with decorators that are not known are left alone, and so are those that become context managers or fixtures.',
      'zh-cn': '装饰器未知的函数不报告，会成为上下文管理器或 fixture 的函数也不报告。',
    },
    peers: ['ruff ASYNC119', 'flake8-async ASYNC101', 'flake8-async ASYNC119'],
  },
  visit: {
    Yield(node, view, report) {
      const around = view.functionAround(node);
      const scope = scopeAround(view, node);
      if (around?.kind !== 'FunctionDef' || !scope || !isPlainGenerator(view, around)) return;
      const { context } = scope;
      const name = context.kind === 'Call' ? calleeText(view, context) : undefined;
      report({
        at: node,
        message: name === undefined ? texts.callerInScope : texts.callerInside(name),
        related: [{ at: view.at(context), message: name === undefined ? texts.entered : texts.enteredHere(name) }],
      });
    },
  },
});

function scopeAround(view: ChunkView, node: Node): WithItem | undefined {
  let inner: Node = node;
  for (let outer = view.parent(node); outer; inner = outer, outer = view.parent(outer)) {
    if (outer.kind === 'FunctionDef' || outer.kind === 'Lambda') return undefined;
    const item = outer.kind === 'With' && inner.kind !== 'WithItem' ? scopeOf(view, outer) : undefined;
    if (item) return item;
  }
  return undefined;
}

const scopeOf = (view: ChunkView, { items }: With): WithItem | undefined =>
  items.find(
    ({ context }) =>
      context.kind === 'Call' &&
      (view.lookupCall(context, taskScopes) ?? view.lookupCall(context, cancelScopes)) !== undefined,
  );

const texts = {
  callerInside: localized({
    en: (scope: string) =>
      `At this \`yield\` the caller's code runs inside \`${scope}()\`, which may cancel it; leave the block before you \`yield\`.`,
    'zh-cn': (scope) =>
      `执行到这个 \`yield\` 时，调用方的代码会在 \`${scope}()\` 内部运行，可能被它取消；请先退出这个代码块，再 \`yield\`。`,
  }),
  callerInScope: {
    en: "At this `yield` the caller's code runs inside the scope, which may cancel it; leave the block before you `yield`.",
    'zh-cn':
      '执行到这个 `yield` 时，调用方的代码会在这个取消作用域内部运行，可能被它取消；请先退出这个代码块，再 `yield`。',
  },
  enteredHere: localized({
    en: (scope: string) => `\`${scope}()\` is entered here`,
    'zh-cn': (scope) => `在这里进入 \`${scope}()\``,
  }),
  entered: { en: 'the scope is entered here', 'zh-cn': '在这里进入取消作用域' },
};
