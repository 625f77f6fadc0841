import type { ComprehensionFor, For } from '../../facts/nodes.ts';
import { syncFor } from '../../fixes/async-statement.ts';
import { awaitAtSource } from '../../fixes/await-at-source.ts';
import { joinEdits } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { expressionText, isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Type } from '../../project/types/types.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { isByAnnotation } from '../shared/by-annotation.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { titles } from '../shared/titles.ts';

export const asyncForOnSyncIterable = defineRule({
  id: 'async-for-on-sync-iterable',
  category: 'protocols',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: '`async for` over a plain iterable or over a coroutine.',
    'zh-cn': '对普通可迭代对象或协程使用了 `async for`。',
  },
  docs: {
    why: {
      en: [
        '`async for` needs an object with `__aiter__`, such as an async generator. Lists, ranges, files and plain generators have only `__iter__`, so it raises `TypeError: ‘async for’ requires an object with __aiter__ method`.',
        'A coroutine that returns the items must be awaited first.',
      ].join(' '),
      'zh-cn': [
        '`async for` 需要带有 `__aiter__` 的对象，例如异步生成器。列表、range、文件和普通生成器只有 `__iter__`，所以会抛出 `TypeError: ‘async for’ requires an object with __aiter__ method`。',
        '返回这些元素的协程必须先等待。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def main():
              async for n in range(3):
                  await asyncio.sleep(n)


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def main():
              for n in range(3):
                  await asyncio.sleep(n)


          asyncio.run(main())
        `,
        claim: { shows: "'async for' requires an object with __aiter__ method, got range" },
      },
      {
        bad: python`
          import asyncio


          async def load_users():
              await asyncio.sleep(0.1)
              return ["Ada", "Grace"]


          async def main():
              async for user in load_users():
                  print(user)


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def load_users():
              await asyncio.sleep(0.1)
              return ["Ada", "Grace"]


          async def main():
              for user in await load_users():
                  print(user)


          asyncio.run(main())
        `,
        claim: { shows: "'async for' requires an object with __aiter__ method, got coroutine" },
      },
    ],
    limits: {
      en: 'The type of the iterable must be known, with all its base classes.',
      'zh-cn': '必须知道可迭代对象的类型及其所有基类。',
    },
    printed: ["TypeError: 'async for' requires an object with __aiter__ method, got …"],
    peers: ['pyright reportGeneralTypeIssues', 'mypy attr-defined', 'pylint not-an-iterable'],
  },
  visit: { For: check, ComprehensionFor: check },
});

function check(node: For | ComprehensionFor, view: ChunkView, report: (report: Report) => void): void {
  if (!node.isAsync || expectsFailure(view, node)) return;
  const type = view.typeOf(node.iter);
  if (view.mayIterate(type, true) || view.isSortAsked(node.iter)) return;
  const text = expressionText(view, node.iter);
  if (isCoroutine(view, type)) {
    report({
      at: node.iter,
      message: texts.coroutine(text),
      fixes: () => awaitFirst(view, node, type),
    });
  } else if (view.mayIterate(type, false) && !isByAnnotation(view, node.iter)) {
    report({
      at: node.iter,
      message: texts.plain(text),
      fixes: () => [{ title: texts.usePlainFor, safety: 'safe', edits: () => syncFor(view, node) }],
    });
  }
}

function awaitFirst(view: ChunkView, node: For | ComprehensionFor, type: Type): readonly Fix[] {
  const source = awaitAtSource(view, node.iter);
  if (!source) return [];
  const { edits } = source;
  const text = expressionText(view, source.awaited);
  const result = view.awaited(type);
  const isAsync = result === undefined || view.mayIterate(result, true);
  const isSync = result === undefined || view.mayIterate(result, false);
  if (isAsync) return [{ title: titles.awaitFirst(text), safety: isSync ? 'unsafe' : 'safe', edits }];
  return [
    {
      title: texts.awaitAndUsePlainFor(text),
      safety: 'safe',
      edits: () => joinEdits([...syncFor(view, node), ...edits()]),
    },
  ];
}

const texts = {
  coroutine: localized({
    en: (value: string) => `\`${value}\` is a coroutine, which \`async for\` cannot go through; \`await\` it first.`,
    'zh-cn': (value) => `\`${value}\` 是协程，不能用 \`async for\` 遍历；请先 \`await\` 它。`,
  }),
  plain: localized({
    en: (value: string) => `\`${value}\` is a plain iterable, which \`async for\` cannot go through; use \`for\`.`,
    'zh-cn': (value) => `\`${value}\` 是普通的可迭代对象，不能用 \`async for\` 遍历；请改用 \`for\`。`,
  }),
  usePlainFor: { en: 'Use plain `for`', 'zh-cn': '改用普通的 `for`' },
  awaitAndUsePlainFor: localized({
    en: (value: string) => `Await \`${value}\` and use plain \`for\``,
    'zh-cn': (value) => `等待 \`${value}\` 并改用普通的 \`for\``,
  }),
};
