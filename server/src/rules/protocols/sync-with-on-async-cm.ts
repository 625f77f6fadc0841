import { asyncWith } from '../../fixes/async-statement.ts';
import { expressionText } from '../../project/coroutines/coroutine-life.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { fixInCoroutine, orMakeAsync } from './in-coroutine.ts';

export const syncWithOnAsyncCm = defineRule({
  id: 'sync-with-on-async-cm',
  category: 'protocols',
  severity: 'error',
  fix: 'sometimes',
  summary: '`with` on an async context manager, which only `async with` can enter.',
  docs: {
    why: [
      'Plain `with` calls `__enter__` and `__exit__`; an async context manager has `__aenter__` and `__aexit__`, which must be awaited.',
      'Entering it with `with` raises `TypeError` (`AttributeError` before Python 3.11) before the body runs.',
      'aiohttp’s `ClientSession` even defines `__enter__`, only to raise "Use async with instead".',
    ].join(' '),
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
    limits:
      'The type of the context manager must be known. One that supports both `with` and `async with` is left alone; so is a class that inherits from something unknown.',
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
          message: `\`${expressionText(view, context)}\` is an async context manager, which \`with\` cannot enter; use \`async with\`${orMakeAsync(view, node)}.`,
          fixes: () => {
            const edits = asyncWith(view, node);
            return fixInCoroutine(view, node, 'Use `async with`', edits && (() => edits));
          },
        });
      }
    },
  },
});
