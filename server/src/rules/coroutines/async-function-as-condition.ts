import type { Expression, Node } from '../../facts/nodes.ts';
import { insertAt } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { insertAwait, isPrimary } from '../../fixes/insert-await.ts';
import { expressionText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';

export const asyncFunctionAsCondition = defineRule({
  id: 'async-function-as-condition',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: 'An async function itself, not its result, as a condition: always true.',
  docs: {
    why: 'A function object is always true, so the branch is always taken and the function never runs. The result of an async function is had by calling it and awaiting the coroutine.',
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
        claim: { shows: 'we are open', meaning: '`is_open()` never ran' },
      },
    ],
    limits:
      'A name counts only where every value that it can have is an async function: one that may be `None`, a parameter, or an attribute that is assigned elsewhere is left alone.',
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
    message: `\`${text}\` is an async function, not its result, so it is always true; call it and \`await\` what it returns.`,
    fixes: () => (signature.isGenerator ? [] : callAndAwait(view, node, text)),
  });
}

function callAndAwait(view: ChunkView, node: Expression, text: string): readonly Fix[] {
  if (!view.coroutineAround(node) || !isPrimary(node)) return [];
  const edits = () => [...insertAwait(view, node), insertAt(view, node.end, '()')];
  return [{ title: `Call and await \`${text}()\``, safety: 'unsafe', edits }];
}
