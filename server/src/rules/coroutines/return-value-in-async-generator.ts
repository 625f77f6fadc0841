import { removeRange } from '../../fixes/edits.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';

export const returnValueInAsyncGenerator = defineRule({
  id: 'return-value-in-async-generator',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: '`return` with a value in an async generator: a syntax error.',
    'zh-cn': '异步生成器里 `return` 了一个值：语法错误。',
  },
  docs: {
    why: {
      en: 'An `async def` with a `yield` in it is an async generator. It has no result besides its items, so Python refuses to compile a `return` with a value in it, even `return None`.',
      'zh-cn':
        '含有 `yield` 的 `async def` 是异步生成器。它除了产出的元素之外没有返回值，所以 Python 拒绝编译其中带值的 `return`，连 `return None` 也不行。',
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def countdown(start):
              if start < 0:
                  return None
              for n in range(start, 0, -1):
                  yield n


          async def main():
              print([n async for n in countdown(3)])


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def countdown(start):
              if start < 0:
                  return
              for n in range(start, 0, -1):
                  yield n


          async def main():
              print([n async for n in countdown(3)])


          asyncio.run(main())
        `,
        claim: { shows: "'return' with value in async generator" },
      },
    ],
    limits: { en: 'Nothing: the syntax tells all.', 'zh-cn': '没有看不到的情形：语法本身就说明了一切。' },
    printed: ["SyntaxError: 'return' with value in async generator"],
    peers: ['ruff B901', 'pyright reportGeneralTypeIssues', 'mypy misc'],
  },
  visit: {
    Return(node, view, report) {
      const { value } = node;
      const around = view.functionAround(node);
      if (!value || around?.kind !== 'FunctionDef' || !around.isAsync || !view.scope(node).isGenerator) return;
      const isNone = value.kind === 'Constant' && value.type === 'None';
      report({
        at: node,
        message: (isNone ? texts.ofNone : texts.ofValue)(around.name),
        fixes: () =>
          isNone
            ? [
                {
                  title: texts.returnBare,
                  safety: 'safe',
                  edits: () => [removeRange(view, { start: node.start + 'return'.length, end: node.end })],
                },
              ]
            : [],
      });
    },
  },
});

const texts = {
  ofNone: localized({
    en: (name: string) =>
      `\`${name}\` is an async generator, since it has a \`yield\`, so \`return\` with a value is a syntax error; write a bare \`return\`.`,
    'zh-cn': (name) => `\`${name}\` 中有 \`yield\`，是异步生成器，\`return\` 带返回值是语法错误；请只写 \`return\`。`,
  }),
  ofValue: localized({
    en: (name: string) =>
      `\`${name}\` is an async generator, since it has a \`yield\`, so \`return\` with a value is a syntax error; \`yield\` the value, or return without one.`,
    'zh-cn': (name) =>
      `\`${name}\` 中有 \`yield\`，是异步生成器，\`return\` 带返回值是语法错误；请用 \`yield\` 产出这个值，或不带值返回。`,
  }),
  returnBare: { en: 'Return without a value', 'zh-cn': '不带值返回' },
};
