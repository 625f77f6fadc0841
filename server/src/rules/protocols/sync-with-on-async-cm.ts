import { asyncWith } from '../../fixes/async-statement.ts';
import { expressionText } from '../../project/coroutines/coroutine-life.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { fixInCoroutine, orMakeAsync } from './in-coroutine.ts';

export const syncWithOnAsyncCm = defineRule({
  id: 'sync-with-on-async-cm',
  category: 'protocols',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: '`with` on an async context manager, which only `async with` can enter.',
    'zh-cn': '对异步上下文管理器使用了 `with`，它只能用 `async with` 进入。',
  },
  docs: {
    why: {
      en: [
        'Plain `with` calls `__enter__` and `__exit__`; an async context manager has `__aenter__` and `__aexit__`, which must be awaited.',
        'Entering it with `with` raises `TypeError` (`AttributeError` before Python 3.11) before the body runs.',
        'aiohttp’s `ClientSession` even defines `__enter__`, only to raise "Use async with instead".',
      ].join(' '),
      'zh-cn': [
        '普通的 `with` 调用 `__enter__` 和 `__exit__`；异步上下文管理器提供的是必须等待的 `__aenter__` 和 `__aexit__`。',
        '用 `with` 进入它，还没执行到语句体就会抛出 `TypeError`（Python 3.11 之前是 `AttributeError`）。aiohttp 的 `ClientSession` 甚至专门定义了 `__enter__`，只为抛出一句“Use async with instead”。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio

          lock = asyncio.Lock()


          async def main():
              with lock:
                  print("alone")


          asyncio.run(main())
        `,
        good: python`
          import asyncio

          lock = asyncio.Lock()


          async def main():
              async with lock:
                  print("alone")


          asyncio.run(main())
        `,
        claim: { shows: "'Lock' object does not support the context manager protocol", python: '3.11' },
      },
    ],
    limits: {
      en: 'The type of the context manager must be known. One that supports both `with` and `async with` is left alone; so is a class that inherits from something unknown.',
      'zh-cn': '必须知道上下文管理器的类型。既支持 `with` 又支持 `async with` 的不报告；继承自未知类的类也不报告。',
    },
    printed: ["TypeError: '…' object does not support the context manager protocol"],
    peers: [
      'pyright reportGeneralTypeIssues',
      'mypy attr-defined',
      'pylint not-context-manager',
      'pylint async-context-manager-with-regular-with',
      'SonarPython S7515',
    ],
  },
  visit: {
    With(node, view, report) {
      if (node.isAsync || expectsFailure(view, node)) return;
      for (const { context } of node.items) {
        const type = view.typeOf(context);
        if (view.mayEnter(type, false) || !view.mayEnter(type, true) || view.isSortAsked(context)) continue;
        report({
          at: context,
          message: texts.cannotEnter(expressionText(view, context), orMakeAsync(view, node)),
          fixes: () => {
            const edits = asyncWith(view, node);
            return fixInCoroutine(view, node, texts.useAsyncWith, edits);
          },
        });
      }
    },
  },
});

const texts = {
  cannotEnter: localized({
    en: (context: string, inAsyncDef: string) =>
      `\`${context}\` is an async context manager, which \`with\` cannot enter; use \`async with\`${inAsyncDef}.`,
    'zh-cn': (context, inAsyncDef) =>
      `\`${context}\` 是异步上下文管理器，不能用普通的 \`with\` 进入；请${inAsyncDef}改用 \`async with\`。`,
  }),
  useAsyncWith: {
    alone: { en: 'Use `async with`', 'zh-cn': '改用 `async with`' },
    withFunction: localized({
      en: (name: string, inFiles: string) => `Make \`${name}\` async and use \`async with\`${inFiles}`,
      'zh-cn': (name, inFiles) => `将 \`${name}\` 改为异步函数并改用 \`async with\`${inFiles}`,
    }),
  },
};
