import type { YieldFrom } from '../../facts/nodes.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineEnd, replaceRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { expressionText, isAwaitable } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { titles } from '../shared/titles.ts';

export const yieldFromInAsync = defineRule({
  id: 'yield-from-in-async',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: '`yield from` in an `async def`: a syntax error.',
    'zh-cn': '`async def` 里写了 `yield from`：语法错误。',
  },
  docs: {
    why: {
      en: 'PEP 525 gave async generators `yield`, but no `yield from`: Python refuses to compile it in an `async def`. Items of an iterable are yielded in a loop; a coroutine is awaited (`yield from` was how that was written before Python 3.5).',
      'zh-cn':
        'PEP 525 给了异步生成器 `yield`，却没有给 `yield from`：Python 拒绝在 `async def` 里编译它。要逐个产出可迭代对象的元素，请用循环；要运行协程，请等待它（Python 3.5 之前才写作 `yield from`）。',
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def numbers():
              yield 0
              yield from range(1, 4)


          async def main():
              print([n async for n in numbers()])


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def numbers():
              yield 0
              for item in range(1, 4):
                  yield item


          async def main():
              print([n async for n in numbers()])


          asyncio.run(main())
        `,
        claim: { shows: "'yield from' inside async function" },
      },
    ],
    limits: {
      en: 'The fix is offered where `yield from` is a statement of its own and the type of what it delegates to is known.',
      'zh-cn': '只有 `yield from` 独立成句，而且已知被委托对象的类型时，才提供修复。',
    },
    printed: ["SyntaxError: 'yield from' inside async function"],
    peers: ['ruff PLE1700', 'pylint yield-inside-async-function'],
  },
  visit: {
    YieldFrom(node, view, report) {
      const around = view.functionAround(node);
      if (around?.kind !== 'FunctionDef' || !around.isAsync) return;
      // Python refuses it whatever the value is: only the fix rests on that.
      const kind = view.evidence.aside(() => kindOf(view, node));
      report({
        at: node,
        message: texts.syntaxError(around.name, texts.advice[kind]),
        fixes: () => fixesFor(view, node, kindOf(view, node)),
      });
    },
  },
});

type Kind = 'awaitable' | 'async' | 'sync' | 'unknown';

function kindOf(view: ChunkView, { value }: YieldFrom): Kind {
  const type = view.typeOf(value);
  if (isAwaitable(view, type)) return 'awaitable';
  const [isAsync, isSync] = [view.mayIterate(type, true), view.mayIterate(type, false)];
  if (isAsync === isSync) return 'unknown';
  return isAsync ? 'async' : 'sync';
}

function fixesFor(view: ChunkView, node: YieldFrom, kind: Kind): readonly Fix[] {
  const { value } = node;
  const keywords = { start: node.start, end: value.start };
  if (kind === 'unknown' || !/^yield\s+from\s+$/.test(view.source(keywords))) return [];
  if (kind === 'awaitable')
    return [
      {
        title: titles.awaitIt(expressionText(view, value)),
        safety: 'safe',
        edits: () => [replaceRange(view, keywords, 'await ')],
      },
    ];
  const text = chunkText(view);
  const isAlone =
    isFirstOnLine(text, node.start) && /^\s*(?:#.*)?$/.test(text.slice(node.end, lineEnd(text, node.end)));
  if (view.parent(node)?.kind !== 'Expr' || !isAlone) return [];
  const outer = indentation(text, node.start);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const step = outer.startsWith('\t') ? '\t' : '    ';
  const loop = kind === 'async' ? 'async for' : 'for';
  return [
    {
      title: texts.yieldIn[kind],
      safety: 'safe',
      edits: () => [
        replaceRange(view, keywords, `${loop} item in `),
        insertAt(view, node.end, `:${lineBreak}${outer}${step}yield item`),
      ],
    },
  ];
}

const texts = {
  syntaxError: localized({
    en: (name: string, advice: string) =>
      `\`yield from\` in \`${name}\`, an \`async def\`, is a syntax error; ${advice}.`,
    'zh-cn': (name, advice) => `\`${name}\` 是 \`async def\`，在其中使用 \`yield from\` 是语法错误；${advice}。`,
  }),
  advice: {
    awaitable: { en: '`await` it', 'zh-cn': '请改为 `await` 它' },
    async: { en: 'yield the items in an `async for` loop', 'zh-cn': '请在 `async for` 循环中逐个产出元素' },
    sync: { en: 'yield the items in a `for` loop', 'zh-cn': '请在 `for` 循环中逐个产出元素' },
    unknown: { en: 'yield the items in a loop', 'zh-cn': '请在循环中逐个产出元素' },
  },
  yieldIn: {
    async: { en: 'Yield the items in an `async for` loop', 'zh-cn': '在 `async for` 循环中逐个产出元素' },
    sync: { en: 'Yield the items in a `for` loop', 'zh-cn': '在 `for` 循环中逐个产出元素' },
  },
};
