import type { Expression, With } from '../../facts/nodes.ts';
import { syncWith } from '../../fixes/async-statement.ts';
import { awaitAtSource } from '../../fixes/await-at-source.ts';
import type { Fix } from '../../fixes/fix.ts';
import { replaceHeldLock } from '../../fixes/replace-held-lock.ts';
import { threadLocks, type LockCounterpart } from '../../knowledge/loop.ts';
import { expressionText, isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf, type Type } from '../../project/types/types.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { titles } from '../shared/titles.ts';

export const asyncWithOnSyncCm = defineRule({
  id: 'async-with-on-sync-cm',
  category: 'protocols',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: '`async with` on a plain context manager or on a coroutine.',
    'zh-cn': '对普通上下文管理器或协程使用了 `async with`。',
  },
  docs: {
    why: {
      en: [
        '`async with` calls `__aenter__` and `__aexit__` and awaits them. A file, a `threading.Lock`, `anyio.fail_after()` have only `__enter__` and `__exit__`, so `async with` raises `TypeError` (`AttributeError` before Python 3.11).',
        'The same happens with a coroutine that would give a context manager: it must be awaited first.',
      ].join(' '),
      'zh-cn': [
        '`async with` 会调用 `__aenter__` 和 `__aexit__` 并等待它们。文件、`threading.Lock`、`anyio.fail_after()` 只有 `__enter__` 和 `__exit__`，所以 `async with` 会抛出 `TypeError`（Python 3.11 之前是 `AttributeError`）。',
        '用在会返回上下文管理器的协程上也是如此：必须先等待协程。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          import contextlib


          async def main():
              async with contextlib.suppress(ValueError):
                  int("one")


          asyncio.run(main())
        `,
        good: python`
          import asyncio
          import contextlib


          async def main():
              with contextlib.suppress(ValueError):
                  int("one")


          asyncio.run(main())
        `,
        claim: {
          shows: "'suppress' object does not support the asynchronous context manager protocol",
          python: '3.11',
        },
      },
    ],
    limits: {
      en: 'The type of the context manager must be known, with all its base classes.',
      'zh-cn': '必须知道上下文管理器的类型及其所有基类。',
    },
    printed: ["TypeError: '…' object does not support the asynchronous context manager protocol"],
    peers: ['pyright reportGeneralTypeIssues', 'mypy attr-defined', 'pylint not-async-context-manager'],
  },
  visit: {
    With(node, view, report) {
      if (!node.isAsync || expectsFailure(view, node)) return;
      for (const { context } of node.items) {
        const type = view.typeOf(context);
        if (view.mayEnter(type, true) || view.isSortAsked(context)) continue;
        if (isCoroutine(view, type)) report(unawaited(view, context));
        else if (view.mayEnter(type, false)) report(plain(view, node, context, type));
      }
    },
  },
});

function unawaited(view: ChunkView, context: Expression): Report {
  return {
    at: context,
    message: texts.coroutine(expressionText(view, context)),
    fixes: () => {
      const source = awaitAtSource(view, context);
      if (!source) return [];
      const title = titles.awaitFirst(expressionText(view, source.awaited));
      return [{ title, safety: 'safe', edits: source.edits }];
    },
  };
}

function plain(view: ChunkView, node: With, context: Expression, type: Type): Report {
  const text = expressionText(view, context);
  const counterpart = threadLock(view, type);
  if (counterpart)
    return {
      at: context,
      message: texts.threadLock(text, counterpart[view.library] ?? counterpart.asyncio),
      fixes: () => lockFix(view, context, counterpart),
    };
  return { at: context, message: texts.plain(text), fixes: () => fixesFor(view, node) };
}

/** With plain `with` it would be held across the body's awaits. */
function threadLock(view: ChunkView, type: Type): LockCounterpart | undefined {
  const name = Object.keys(threadLocks).find((each) =>
    membersOf(type).some((member) => view.isInstanceOf(member, each)),
  );
  return name === undefined ? undefined : threadLocks[name];
}

/** Where the lock is made, and wherever it is held. */
function lockFix(view: ChunkView, context: Expression, counterpart: LockCounterpart): readonly Fix[] {
  const edits = replaceHeldLock(view, context);
  return edits
    ? [
        {
          title: texts.useInstead(counterpart[view.library] ?? counterpart.asyncio),
          safety: 'unsafe',
          edits,
        },
      ]
    : [];
}

function fixesFor(view: ChunkView, node: With): readonly Fix[] {
  const edits = syncWith(view, node);
  return edits ? [{ title: texts.usePlainWith, safety: 'safe', edits }] : [];
}

const texts = {
  coroutine: localized({
    en: (value: string) => `\`${value}\` is a coroutine, which \`async with\` cannot enter; \`await\` it first.`,
    'zh-cn': (value) => `\`${value}\` 是协程，不能用 \`async with\` 进入；请先 \`await\` 它。`,
  }),
  threadLock: localized({
    en: (lock: string, instead: string) =>
      `\`${lock}\` is a plain context manager, which \`async with\` cannot enter; in coroutines, use an \`${instead}\` in its place.`,
    'zh-cn': (lock, instead) =>
      `\`${lock}\` 是普通的上下文管理器，不能用 \`async with\` 进入；在协程中请改用 \`${instead}\`。`,
  }),
  plain: localized({
    en: (value: string) => `\`${value}\` is a plain context manager, which \`async with\` cannot enter; use \`with\`.`,
    'zh-cn': (value) => `\`${value}\` 是普通的上下文管理器，不能用 \`async with\` 进入；请改用 \`with\`。`,
  }),
  useInstead: localized({
    en: (lock: string) => `Use \`${lock}\` in its place`,
    'zh-cn': (lock) => `改用 \`${lock}\``,
  }),
  usePlainWith: { en: 'Use plain `with`', 'zh-cn': '改用普通的 `with`' },
};
