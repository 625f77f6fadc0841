import type { Attribute, FunctionDef } from '../../facts/nodes.ts';
import { expressionText, isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { discarded } from '../shared/discarded.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { awaitAdvice } from './await-advice.ts';
import { occurrenceOf } from './awaitable-occurrence.ts';
import { useTexts } from './use-texts.ts';
import { usedAsValue } from './used-as-value.ts';

export const asyncProperty = defineRule({
  id: 'async-property',
  category: 'coroutines',
  severity: 'information',
  fix: 'never',
  summary: {
    en: 'A property that is an `async def`: each access makes a new coroutine.',
    'zh-cn': '属性（property）写成了 `async def`：每次访问都会创建一个新协程。',
  },
  docs: {
    why: {
      en: [
        'Reading such a property runs nothing: it makes a coroutine that must be awaited, `await user.name`, which looks like no other attribute and is easily forgotten.',
        'A method says what happens. Where the value of such a property is used without `await`, the finding is an error.',
      ].join(' '),
      'zh-cn':
        '读取这样的属性不会执行任何代码，只会得到一个必须等待的协程：`await user.name`。这与其他属性的用法都不一样，很容易忘记。改成方法，就能一眼看出发生了什么。如果不加 `await` 就使用这种属性的值，则报告为错误。',
    },
    examples: [
      {
        bad: python`
          import asyncio


          class User:
              @property
              async def name(self):
                  await asyncio.sleep(0.1)
                  return "Ada"


          async def main():
              print("Hello", User().name)


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          class User:
              async def name(self):
                  await asyncio.sleep(0.1)
                  return "Ada"


          async def main():
              print("Hello", await User().name())


          asyncio.run(main())
        `,
        claim: { shows: "coroutine 'User.name' was never awaited" },
      },
    ],
    limits: {
      en: 'Only `property` itself counts, not decorators of libraries that make awaitable properties on purpose.',
      'zh-cn': '只看 `property` 本身，不看那些有意提供可等待属性的库的装饰器。',
    },
    printed: ["RuntimeWarning: coroutine '…' was never awaited"],
    peers: [
      'pyright reportAttributeAccessIssue',
      'pyright reportOperatorIssue',
      'pyright reportGeneralTypeIssues',
      'mypy attr-defined',
      'mypy operator',
      'mypy truthy-bool',
      'mypy unused-coroutine',
    ],
  },
  visit: { FunctionDef: checkDefinition, Attribute: checkUse },
});

function checkDefinition(node: FunctionDef, view: ChunkView, report: (report: Report) => void): void {
  const isProperty = node.decorators.some(
    ({ expression }) => expression.kind === 'Name' && expression.name === 'property',
  );
  if (!node.isAsync || !isProperty || view.scope(node).type !== 'class' || !isLeftAsync(node)) return;
  const { name, nameStart } = node;
  report({
    at: { start: nameStart, end: nameStart + name.length },
    message: texts.eachAccess(name),
  });
}

/** A decorator between, such as `asynccontextmanager`, makes something else of it. */
const isLeftAsync = ({ decorators }: FunctionDef): boolean =>
  decorators.every(
    ({ expression }) =>
      (expression.kind === 'Name' && PLAIN_DECORATORS.has(expression.name)) ||
      (expression.kind === 'Attribute' && PLAIN_DECORATORS.has(expression.attribute)),
  );

const PLAIN_DECORATORS = new Set(['property', 'abstractmethod', 'override', 'final']);

function checkUse(node: Attribute, view: ChunkView, report: (report: Report) => void): void {
  if (node.context !== 'load') return;
  const owner = view.typeOf(node.value);
  const property = view.propertyOf(owner, node.attribute);
  if (!property || !isCoroutine(view, view.typeOf(node)) || expectsFailure(view, node)) return;
  const how = usedAsValue(view, occurrenceOf(view, node)) ?? (discarded(view, node) ? useTexts.unawaited : undefined);
  if (how === undefined) return;
  report({
    at: node,
    severity: 'error',
    message: texts.notResult(expressionText(view, node), how, awaitAdvice(view, node)),
  });
}

const texts = {
  eachAccess: localized({
    en: (name: string) =>
      `Each access of the property \`${name}\` makes a new coroutine that must be awaited; a method shows that better.`,
    'zh-cn': (name) => `每次访问属性 \`${name}\` 都会创建一个需要等待的新协程；改用方法会更清楚。`,
  }),
  notResult: localized({
    en: (property: string, how: string, advice: string) =>
      `\`${property}\` is an async property, so this is a coroutine, not its result: ${how}; ${advice}.`,
    'zh-cn': (property, how, advice) => `\`${property}\` 是异步属性，这里得到的是协程，不是它的值：${how}；${advice}。`,
  }),
};
