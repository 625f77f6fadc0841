import type { For, FunctionDef, Node, With, Yield } from '../../facts/nodes.ts';
import { blockAround } from '../../facts/statement-blocks.ts';
import { preorder } from '../../facts/walk.ts';
import { closeGenerator } from '../../fixes/aclosing.ts';
import { asyncLocks } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView, Definition } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { isInstance } from '../shared/held-locks.ts';
import { isPlainGenerator } from './generator-kind.ts';

export const asyncGeneratorCleanup = defineRule({
  id: 'async-generator-cleanup',
  category: 'tasks',
  severity: 'warning',
  relaxed: true,
  fix: 'sometimes',
  supersededBy: ['yield-in-task-scope'],
  summary: {
    en: 'An async generator that holds a resource and is left before its end keeps the resource open.',
    'zh-cn': '持有资源的异步生成器没有遍历完就被丢下，资源会一直不释放。',
  },
  docs: {
    why: {
      en: [
        'When a loop over an async generator ends early, the generator stays where it is. What it holds in `async with` or has to do in `finally` comes to its end only when Python collects the generator,',
        'at some later time and in another task, or never if the event loop is closed before.',
        '`contextlib.aclosing()` (Python 3.10) closes it where the loop ends.',
      ].join(' '),
      'zh-cn': [
        '对异步生成器的循环提前结束时，生成器会停在原地。它在 `async with` 里持有的东西、在 `finally` 里要做的事，要等 Python 回收生成器时才会了结，那是之后的某个时刻，而且在另一个任务里；如果事件循环先关闭，就永远不会了结。',
        '`contextlib.aclosing()`（Python 3.10）会在循环结束的地方关闭它。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def rows(lock):
              async with lock:
                  yield 1
                  yield 2


          async def first(lock):
              async for row in rows(lock):
                  return row


          async def main():
              lock = asyncio.Lock()
              print(await first(lock), lock.locked())


          asyncio.run(main())
        `,
        good: python`
          import asyncio
          import contextlib


          async def rows(lock):
              async with lock:
                  yield 1
                  yield 2


          async def first(lock):
              async with contextlib.aclosing(rows(lock)) as items:
                  async for row in items:
                      return row


          async def main():
              lock = asyncio.Lock()
              print(await first(lock), lock.locked())


          asyncio.run(main())
        `,
        claim: {
          shows: '1 True',
          meaning: {
            en: 'the lock is still held, although nobody needs it any more',
            'zh-cn': '锁仍被持有，尽管已经没有人需要它',
          },
          python: '3.10',
        },
      },
    ],
    limits: {
      en: [
        'The loop is reported where it calls a generator of the project by name. In generators themselves only locks count that are held at a `yield` in a loop:',
        'a single `yield` is taken for a context manager or fixture in the making.',
      ].join(' '),
      'zh-cn': [
        '报告的是按名称调用项目内生成器的循环。在生成器自身里，只看循环中的 `yield` 处持有的锁：',
        '只有单独一个 `yield` 的，视为将用作上下文管理器或 fixture。',
      ].join(''),
    },
    peers: ['ruff ASYNC119', 'flake8-async ASYNC101', 'flake8-async ASYNC119'],
  },
  strict: {
    reports: {
      en: 'Every `yield` of an async generator inside a `with` or `async with` block, whatever that holds.',
      'zh-cn': '异步生成器中，`with` 或 `async with` 代码块里的每个 `yield`，不论代码块占用什么资源。',
    },
    visit: {
      Yield(node, view, report) {
        const around = view.functionAround(node);
        if (around?.kind !== 'FunctionDef' || !around.isAsync || !isPlainGenerator(view, around)) return;
        if (isInBlock(view, node)) report({ at: node, message: texts.leftLate(around.name) });
      },
    },
  },
  visit: {
    For(node, view, report) {
      const generator = node.isAsync && node.iter.kind === 'Call' ? calledGenerator(view, node.iter.func) : undefined;
      const exit = generator && holdsResources(generator) ? earlyExit(view, node) : undefined;
      if (!generator || !exit || node.iter.kind !== 'Call') return;
      report({
        at: node.iter,
        message: texts.leftEarly(calleeText(view, node.iter)),
        related: [
          { at: view.at(exit), message: texts.leftHere },
          { at: generator.at, message: texts.hasToClose(generator.node.name) },
        ],
        fixes: () => {
          const edits = closeGenerator(view, node);
          return edits ? [{ title: texts.close, safety: 'unsafe', edits }] : [];
        },
      });
    },
    With(node, view, report) {
      const around = view.coroutineAround(node);
      const lock = node.isAsync
        ? node.items.find(({ context }) => isInstance(view, view.typeOf(context), asyncLocks))
        : undefined;
      if (!lock || !around || !isPlainGenerator(view, around) || isSentTo(view, around)) return;
      const first = yieldsIn(view, node).find((inner) => isRepeated(view, inner, node) && !isLast(view, inner));
      if (!first) return;
      report({
        at: first,
        message: texts.holdsLock(around.name),
        related: [{ at: view.at(lock.context), message: texts.takenHere }],
      });
    },
  },
});

// ------------------------------------------------------------------------------------- the loop

function calledGenerator(view: ChunkView, func: Parameters<ChunkView['typeOf']>[0]): Definition | undefined {
  const type = view.typeOf(func);
  const signature = view.signature(type);
  const definition = signature?.isAsync && signature.isGenerator ? view.definition(type) : undefined;
  return definition && !definition.isLibrary ? definition : undefined;
}

/** Whether a `yield` of the generator stands in an `async with`, or in a `try` with a `finally`. */
const holdsResources = ({ node, view }: Definition): boolean =>
  yieldsIn(view, node).some((inner) => {
    for (let outer = view.parent(inner); outer && outer !== node; outer = view.parent(outer))
      if ((outer.kind === 'With' && outer.isAsync) || (outer.kind === 'Try' && outer.finalbody.length > 0)) return true;
    return false;
  });

function yieldsIn(view: ChunkView, root: FunctionDef | With): readonly Yield[] {
  const owner = root.kind === 'FunctionDef' ? root : view.functionAround(root);
  return [...preorder(view.facts, root)].filter(
    (node): node is Yield => node.kind === 'Yield' && view.functionAround(node) === owner,
  );
}

/** The `return`, or the `break` of this very loop, that leaves it. */
function earlyExit(view: ChunkView, loop: For): Node | undefined {
  const owner = view.functionAround(loop);
  return loop.body
    .flatMap((statement) => [...preorder(view.facts, statement)])
    .find((node) => {
      if (view.functionAround(node) !== owner) return false;
      return node.kind === 'Return' || (node.kind === 'Break' && loopOf(view, node) === loop);
    });
}

function loopOf(view: ChunkView, node: Node): Node | undefined {
  let outer = view.parent(node);
  while (outer && outer.kind !== 'For' && outer.kind !== 'While') outer = view.parent(outer);
  return outer;
}

// ------------------------------------------------------------------------------------ the generator

/** `response = yield request`: whoever sends answers goes on until the generator has come to its end. */
const isSentTo = (view: ChunkView, generator: FunctionDef): boolean =>
  yieldsIn(view, generator).some((inner) => view.parent(inner)?.kind !== 'Expr');

/** `yield item` in front of `return` */
function isLast(view: ChunkView, inner: Yield): boolean {
  const place = blockAround(view.facts, inner);
  return place?.block[place.index + 1]?.kind === 'Return';
}

/** Whether the `yield` is in a loop within the block. */
function isRepeated(view: ChunkView, inner: Yield, block: With): boolean {
  for (let outer = view.parent(inner); outer && outer !== block; outer = view.parent(outer))
    if (outer.kind === 'For' || outer.kind === 'While') return true;
  return false;
}

// ------------------------------------------------------------------------------------------- texts

function isInBlock(view: ChunkView, node: Yield): boolean {
  let inner: Node = node;
  for (let outer = view.parent(node); outer && outer.kind !== 'FunctionDef'; inner = outer, outer = view.parent(outer))
    if (outer.kind === 'With' && inner.kind !== 'WithItem') return true;
  return false;
}

const texts = {
  leftLate: localized({
    en: (generator: string) =>
      `When a loop over \`${generator}()\` is left early, the block around this \`yield\` is left only when the generator is cleaned up; leave it before you \`yield\`.`,
    'zh-cn': (generator) =>
      `遍历 \`${generator}()\` 的循环提前退出时，这个 \`yield\` 外面的代码块要等到生成器被清理时才会退出；请先退出代码块，再 \`yield\`。`,
  }),
  leftEarly: localized({
    en: (generator: string) =>
      `This loop leaves \`${generator}()\` before its end, so what it holds stays open; wrap it in \`contextlib.aclosing()\`.`,
    'zh-cn': (generator) =>
      `这个循环没等 \`${generator}()\` 结束就退出，它占用的资源不会及时关闭；请用 \`contextlib.aclosing()\` 包装它。`,
  }),
  leftHere: { en: 'The loop is left here', 'zh-cn': '循环在这里退出' },
  hasToClose: localized({
    en: (generator: string) => `\`${generator}()\` has something to close`,
    'zh-cn': (generator) => `\`${generator}()\` 有需要关闭的资源`,
  }),
  close: { en: 'Close it with `contextlib.aclosing()`', 'zh-cn': '用 `contextlib.aclosing()` 关闭它' },
  holdsLock: localized({
    en: (generator: string) =>
      `\`${generator}()\` holds a lock while its caller works on an item, and keeps it when the caller leaves the loop early; leave the block before you \`yield\`.`,
    'zh-cn': (generator) =>
      `调用方处理每一项期间，\`${generator}()\` 一直持有锁；调用方提前退出循环时，锁也不会释放；请先退出这个代码块，再 \`yield\`。`,
  }),
  takenHere: { en: 'The lock is taken here', 'zh-cn': '在这里获取锁' },
};
