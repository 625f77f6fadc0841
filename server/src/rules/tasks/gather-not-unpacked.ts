import type { Call, Argument, Expression } from '../../facts/nodes.ts';
import { unpack } from '../../fixes/wrap-in.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { coroutineConsumers } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf, type Type } from '../../project/types/types.ts';
import { localized, type Localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';

export const gatherNotUnpacked = defineRule({
  id: 'gather-not-unpacked',
  category: 'tasks',
  severity: 'error',
  fix: 'always',
  summary: {
    en: '`gather()` is given a list instead of its elements.',
    'zh-cn': '传给 `gather()` 的是列表，而不是列表的元素。',
  },
  docs: {
    why: {
      en: [
        '`asyncio.gather()` takes each coroutine as an argument of its own.',
        'Given a list it raises `TypeError`, given a generator expression it fails once it runs; the coroutines inside are never awaited.',
      ].join(' '),
      'zh-cn':
        '`asyncio.gather()` 要求每个协程各是一个参数。传入列表会抛出 `TypeError`，传入生成器表达式则会在运行时失败；里面的协程都不会被等待。',
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def fetch(page):
              await asyncio.sleep(0.1)
              return page


          async def main():
              pages = await asyncio.gather([fetch(1), fetch(2)], return_exceptions=True)
              print(pages)


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def fetch(page):
              await asyncio.sleep(0.1)
              return page


          async def main():
              pages = await asyncio.gather(fetch(1), fetch(2), return_exceptions=True)
              print(pages)


          asyncio.run(main())
        `,
        claim: { shows: "TypeError: unhashable type: 'list'" },
      },
    ],
    limits: { en: 'Arguments of unknown type are left alone.', 'zh-cn': '类型未知的参数不报告。' },
    printed: ["TypeError: unhashable type: 'list'"],
    peers: ['pyright reportArgumentType', 'pyright reportCallIssue', 'mypy call-overload'],
  },
  visit: {
    Call(call, view, report) {
      for (const argument of packedArguments(view, call)) {
        const { value } = argument;
        report({
          at: value,
          message: texts.message(calleeText(view, call), nounFor(value)),
          fixes: () => [{ title: texts.unpack, safety: 'safe', edits: () => unpack(view, argument) }],
        });
      }
    },
  },
});

/** The arguments of a `gather()` that are collections of what it wants. */
export function packedArguments(view: ChunkView, call: Call): readonly Argument[] {
  const consumer = view.lookupCall(call, coroutineConsumers);
  if (!consumer?.argument.rest || expectsFailure(view, call)) return [];
  return argumentsAt(call, consumer.argument).filter(({ value }) => isCollection(view, value, view.typeOf(value)));
}

const isCollection = (view: ChunkView, value: Expression, type: Type): boolean =>
  value.kind === 'Collection' ||
  (value.kind === 'Comprehension' && value.type !== 'dict') ||
  membersOf(type).every((item) =>
    COLLECTIONS.some((name) => item.kind === 'instance' && view.isInstanceOf(item, name)),
  );

const COLLECTIONS = ['builtins.list', 'builtins.tuple', 'builtins.set', 'builtins.frozenset'];

const nounFor = (value: Expression): Localized =>
  texts.nouns[value.kind === 'Collection' || value.kind === 'Comprehension' ? value.type : 'other'];

const texts = {
  message: localized({
    en: (callee: string, noun: string) =>
      `\`${callee}()\` takes coroutines one by one, and fails on ${noun}; unpack it with \`*\`.`,
    'zh-cn': (callee, noun) => `\`${callee}()\` 要求逐个传入协程，传入${noun}会出错；请用 \`*\` 解包。`,
  }),
  nouns: {
    generator: { en: 'a generator', 'zh-cn': '生成器' },
    list: { en: 'a list', 'zh-cn': '列表' },
    tuple: { en: 'a tuple', 'zh-cn': '元组' },
    set: { en: 'a set', 'zh-cn': '集合' },
    dict: { en: 'a dict', 'zh-cn': '字典' },
    other: { en: 'a collection of them', 'zh-cn': '装有协程的容器' },
  },
  unpack: { en: 'Unpack it', 'zh-cn': '解包' },
};
