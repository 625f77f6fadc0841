import type { FunctionDef, Raise } from '../../facts/nodes.ts';
import { replaceRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { under } from '../../knowledge/name-table.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { handlersAround, namesException } from '../shared/caught-here.ts';
import { expectsFailure } from '../shared/expects-failure.ts';

export const stopIteration = defineRule({
  id: 'stop-iteration',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: '`raise StopIteration` in a coroutine or a generator, which Python turns into `RuntimeError`.',
    'zh-cn': '在协程或生成器里 `raise StopIteration`，Python 会把它变成 `RuntimeError`。',
  },
  docs: {
    why: {
      en: [
        'Coroutines and generators end by a `StopIteration` that Python raises itself, so one that the body raises could not be told from their end: since Python 3.7 `RuntimeError` takes its place.',
        'The same is true of `StopAsyncIteration` in an async generator. `return` ends them; the `__anext__()` of an async iterator raises `StopAsyncIteration`.',
      ].join(' '),
      'zh-cn': [
        '协程和生成器结束时，Python 自己会抛出 `StopIteration`，所以函数体抛出的 `StopIteration` 会与“正常结束”无法区分：从 Python 3.7 起，它会被替换成 `RuntimeError`。异步生成器中的 `StopAsyncIteration` 也是如此。',
        '要结束它们，请用 `return`；而异步迭代器的 `__anext__()` 应当抛出 `StopAsyncIteration`。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          class Countdown:
              def __init__(self, start):
                  self.left = start

              def __aiter__(self):
                  return self

              async def __anext__(self):
                  if self.left == 0:
                      raise StopIteration
                  self.left -= 1
                  return self.left


          async def main():
              async for number in Countdown(3):
                  print(number)


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          class Countdown:
              def __init__(self, start):
                  self.left = start

              def __aiter__(self):
                  return self

              async def __anext__(self):
                  if self.left == 0:
                      raise StopAsyncIteration
                  self.left -= 1
                  return self.left


          async def main():
              async for number in Countdown(3):
                  print(number)


          asyncio.run(main())
        `,
        claim: { shows: 'coroutine raised StopIteration' },
      },
      {
        bad: python`
          async def pages(fetch):
              while True:
                  page = await fetch()
                  if page is None:
                      raise StopAsyncIteration
                  yield page
        `,
        good: python`
          async def pages(fetch):
              while True:
                  page = await fetch()
                  if page is None:
                      return
                  yield page
        `,
      },
    ],
    limits: {
      en: 'Only a `raise` that names the exception counts, not what `next()` lets through.',
      'zh-cn': '只看写明了这个异常的 `raise`，不看 `next()` 漏出来的异常。',
    },
    printed: ['RuntimeError: coroutine raised StopIteration'],
    peers: [],
  },
  visit: {
    Raise(node, view, report) {
      const owner = view.functionAround(node);
      if (owner?.kind !== 'FunctionDef' || !node.exception) return;
      const kind = kindOf(view, owner);
      const raised = kind === undefined ? undefined : raisedIn(view, node, kind === 'async generator');
      if (kind === undefined || raised === undefined || isCaught(view, node) || expectsFailure(view, node)) return;
      const isNext = kind === 'coroutine' && owner.name === '__anext__';
      report({
        at: node,
        message: isNext ? texts.inNext(raised) : texts.becomesRuntimeError(raised, texts.places[kind]),
        fixes: () => fixOf(view, node, kind, isNext),
      });
    },
  },
});

type Kind = 'coroutine' | 'generator' | 'async generator';

function kindOf(view: ChunkView, owner: FunctionDef): Kind | undefined {
  const isGenerator = view.facts.scopes.some((scope) => scope.node === owner.id && scope.isGenerator);
  if (!owner.isAsync) return isGenerator ? 'generator' : undefined;
  return isGenerator ? 'async generator' : 'coroutine';
}

const STOP = { 'builtins.StopIteration': 'StopIteration' } as const;
const STOP_ASYNC = { 'builtins.StopAsyncIteration': 'StopAsyncIteration' } as const;

/** `StopIteration` everywhere, `StopAsyncIteration` in async generators. */
function raisedIn(view: ChunkView, { exception }: Raise, isAsyncGenerator: boolean): string | undefined {
  const named = exception?.kind === 'Call' ? exception.func : exception;
  if (named?.kind !== 'Name') return undefined;
  const type = view.typeOf(named);
  if (type.kind !== 'class') return undefined;
  return view.lookup(type, STOP) ?? (isAsyncGenerator ? view.lookup(type, STOP_ASYNC) : undefined);
}

/** `except StopIteration`, `except Exception` in the same function */
const isCaught = (view: ChunkView, node: Raise): boolean =>
  [...handlersAround(view, node)].some(({ type }) => !type || namesException(view, type, CATCHERS));

const CATCHERS = under('builtins', 'StopIteration StopAsyncIteration Exception BaseException', true);

function fixOf(view: ChunkView, node: Raise, kind: Kind, isNext: boolean): readonly Fix[] {
  const { exception } = node;
  const hasValue = exception?.kind === 'Call' && exception.args.length > 0;
  if (node.cause || hasValue || !exception) return [];
  if (isNext)
    return [
      {
        title: texts.raiseAsync,
        safety: 'unsafe',
        edits: () => [replaceRange(view, exception.kind === 'Call' ? exception.func : exception, 'StopAsyncIteration')],
      },
    ];
  return [{ title: texts.endBy[kind], safety: 'unsafe', edits: () => [replaceRange(view, node, 'return')] }];
}

const texts = {
  inNext: localized({
    en: (raised: string) => `\`${raised}\` in this coroutine becomes \`RuntimeError\`; raise \`StopAsyncIteration\`.`,
    'zh-cn': (raised) => `在这个协程中抛出 \`${raised}\` 会变成 \`RuntimeError\`；请改为抛出 \`StopAsyncIteration\`。`,
  }),
  becomesRuntimeError: localized({
    en: (raised: string, place: string) => `\`${raised}\` in ${place} becomes \`RuntimeError\`; \`return\` to end it.`,
    'zh-cn': (raised, place) => `在${place}中抛出 \`${raised}\` 会变成 \`RuntimeError\`；请用 \`return\` 结束它。`,
  }),
  places: {
    coroutine: { en: 'this coroutine', 'zh-cn': '这个协程' },
    generator: { en: 'a generator', 'zh-cn': '生成器' },
    'async generator': { en: 'this async generator', 'zh-cn': '这个异步生成器' },
  },
  raiseAsync: { en: 'Raise `StopAsyncIteration`', 'zh-cn': '抛出 `StopAsyncIteration`' },
  endBy: {
    coroutine: { en: 'End the coroutine by `return`', 'zh-cn': '用 `return` 结束协程' },
    generator: { en: 'End the generator by `return`', 'zh-cn': '用 `return` 结束生成器' },
    'async generator': { en: 'End the async generator by `return`', 'zh-cn': '用 `return` 结束异步生成器' },
  },
};
