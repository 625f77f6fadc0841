import type { Expression, Node } from '../../facts/nodes.ts';
import { insertAt } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { insertAwait, isPrimary } from '../../fixes/insert-await.ts';
import { expressionText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';

export const asyncFunctionAsCondition = defineRule({
  id: 'async-function-as-condition',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: 'An async function itself, not its result, as a condition: always true.',
    'zh-cn': '用作条件的是异步函数本身，而不是它的结果：永远为真。',
  },
  docs: {
    why: {
      en: 'A function object is always true, so the branch is always taken and the function never runs. The result of an async function is had by calling it and awaiting the coroutine.',
      'zh-cn':
        '函数对象永远为真，所以总会走这个分支，而函数根本没有执行。要得到异步函数的结果，必须调用它，再等待得到的协程。',
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def is_open():
              return False


          async def main():
              if is_open:
                  raise SystemExit("we are open")


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def is_open():
              return False


          async def main():
              if await is_open():
                  raise SystemExit("we are open")


          asyncio.run(main())
        `,
        claim: { shows: 'we are open', meaning: { en: '`is_open()` never ran', 'zh-cn': '`is_open()` 根本没有执行' } },
      },
    ],
    limits: {
      en: 'A name counts only where every value that it can have is an async function: one that may be `None`, a parameter, or an attribute that is assigned elsewhere is left alone.',
      'zh-cn': '只有一个名称可能的值全都是异步函数时才报告：可能为 `None` 的名称、形参，以及在别处被赋值的属性不报告。',
    },
    peers: [
      'pylint missing-parentheses-for-call-in-test',
      'pylint using-constant-test',
      'pyright reportUnnecessaryComparison',
      'mypy truthy-function',
    ],
  },
  visit: {
    If: (node, view, report) => check(node.test, view, report),
    While: (node, view, report) => check(node.test, view, report),
    Assert: (node, view, report) => check(node.test, view, report),
    IfExp: (node, view, report) => check(node.test, view, report),
    ComprehensionFor: (node, view, report) => {
      for (const condition of node.conditions) check(condition, view, report);
    },
    UnaryOp: (node, view, report) => {
      if (node.operator === 'not') check(node.operand, view, report);
    },
    BoolOp: (node, view, report) => {
      check(node.left, view, report);
      if (isCondition(view, node)) check(node.right, view, report);
    },
  },
});

/** Whether what an `and` or `or` gives is only tested. */
function isCondition(view: ChunkView, node: Expression): boolean {
  const parent = view.parent(node);
  return isTestOf(parent, node) || (parent?.kind === 'BoolOp' && isCondition(view, parent));
}

const isTestOf = (parent: Node | undefined, node: Expression): boolean =>
  parent !== undefined && 'test' in parent && parent.test === node;

function check(node: Expression, view: ChunkView, report: (report: Report) => void): void {
  if (node.kind !== 'Name' && node.kind !== 'Attribute') return;
  const type = view.typeOf(node);
  const signature = type.kind === 'function' ? view.signature(type) : undefined;
  if (!signature?.isAsync || signature.descriptor === 'property') return;
  const text = expressionText(view, node);
  report({
    at: node,
    message: texts.alwaysTrue(text),
    fixes: () => (signature.isGenerator ? [] : callAndAwait(view, node, text)),
  });
}

function callAndAwait(view: ChunkView, node: Expression, text: string): readonly Fix[] {
  if (!view.coroutineAround(node) || !isPrimary(node)) return [];
  const edits = () => [...insertAwait(view, node), insertAt(view, node.end, '()')];
  return [{ title: texts.callAndAwait(text), safety: 'unsafe', edits }];
}

const texts = {
  alwaysTrue: localized({
    en: (name: string) =>
      `\`${name}\` is an async function, not its result, so it is always true; call it and \`await\` what it returns.`,
    'zh-cn': (name) =>
      `\`${name}\` 在这里是异步函数本身，不是它的返回值，作为条件永远为真；请调用它，并 \`await\` 它返回的协程。`,
  }),
  callAndAwait: localized({
    en: (name: string) => `Call and await \`${name}()\``,
    'zh-cn': (name) => `调用并等待 \`${name}()\``,
  }),
};
