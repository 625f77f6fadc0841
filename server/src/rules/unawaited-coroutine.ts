import type { Call, Node } from '../facts/nodes.ts';
import type { Fix } from '../fixes/fix.ts';
import { insertAwait } from '../fixes/insert-await.ts';
import { makeAsyncWithCallers } from '../fixes/make-async-with-callers.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import { bindingsOf, calleeText, isCoroutine } from '../project/coroutine-life.ts';
import { defineRule } from './rule.ts';

export const unawaitedCoroutine = defineRule({
  id: 'unawaited-coroutine',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: 'A coroutine that is never awaited: its code never runs.',
  docs: {
    why: [
      'Calling an `async def` function only makes a coroutine object. Its body starts when the coroutine is awaited or handed to the event loop.',
      'One that is dropped never runs; Python mentions it with `RuntimeWarning: coroutine … was never awaited`, if at all.',
    ].join(' '),
    examples: [
      {
        bad: 'import asyncio\n\n\nasync def save(order):\n    await asyncio.sleep(0.1)\n\n\nasync def checkout(order):\n    save(order)\n\n\nasyncio.run(checkout("tea"))\n',
        good: 'import asyncio\n\n\nasync def save(order):\n    await asyncio.sleep(0.1)\n\n\nasync def checkout(order):\n    await save(order)\n\n\nasyncio.run(checkout("tea"))\n',
        claim: { shows: "coroutine 'save' was never awaited" },
      },
    ],
    limits:
      'Only calls whose result is certainly a coroutine count, and only where nothing can consume it any more: a coroutine that is passed on, stored or returned is left alone.',
    peers: [
      'pyright reportUnusedCoroutine',
      'mypy unused-coroutine',
      'pylint unawaited-coroutine',
      'SonarPython S7491',
    ],
  },
  visit: {
    Call(call, view, report) {
      const end = deadEnd(view, call);
      if (!end || !isCoroutine(view, view.typeOf(call)) || expectsFailure(view, call)) return;
      const callee = calleeText(view, call);
      report({
        at: call,
        message: `\`${callee}()\` returns a coroutine that ${end === 'dropped' ? 'nobody awaits, so its code never runs' : 'is stored but never used, so its code never runs'}; \`await\` it.`,
        fixes: () => fixesFor(view, call, callee),
      });
    },
  },
});

/** Where a value provably ends: dropped by a statement, or bound to a name that nothing reads. */
function deadEnd(view: ChunkView, value: Node): 'dropped' | 'unread' | undefined {
  const parent = view.parent(value);
  switch (parent?.kind) {
    case 'Expr':
      return 'dropped';
    case 'BoolOp':
      return parent.right === value ? deadEnd(view, parent) : undefined;
    case 'IfExp':
      return parent.test === value ? undefined : deadEnd(view, parent);
    case 'Collection':
      return deadEnd(view, parent);
    case 'Comprehension':
      return parent.element === value && parent.type !== 'generator' ? deadEnd(view, parent) : undefined;
    case 'Assign':
    case 'AnnAssign':
      return isNeverRead(view, value) ? 'unread' : undefined;
    default:
      return undefined;
  }
}

function isNeverRead(view: ChunkView, value: Node): boolean {
  const bindings = bindingsOf(view, value as Call);
  if (bindings.length === 0 || view.scope(value).hasError) return false;
  return bindings.every(({ name, uses, escapes, scope }) => {
    if (uses.length > 0 || escapes) return false;
    return view.facts.scopes[scope]?.type === 'function' || name === '_';
  });
}

/** In `with pytest.raises(…)` the call itself is expected to fail. */
function expectsFailure(view: ChunkView, node: Node): boolean {
  for (let parent = view.parent(node); parent; parent = view.parent(parent)) {
    if (parent.kind === 'FunctionDef') return false;
    if (
      parent.kind === 'With' &&
      parent.items.some(
        ({ context }) =>
          context.kind === 'Call' &&
          /(^|\.)(raises|warns|assertRaises\w*|assertWarns\w*)$/.test(view.source(context.func)),
      )
    )
      return true;
  }
  return false;
}

function fixesFor(view: ChunkView, call: Call, callee: string): readonly Fix[] {
  const edits = insertAwait(view, call);
  const around = view.functionAround(call);
  if (view.coroutineAround(call) || (view.isNotebook && !around))
    return [{ title: `Await \`${callee}()\``, safety: 'safe', edits }];
  if (around?.kind !== 'FunctionDef') return [];
  const spread = makeAsyncWithCallers(view, around);
  return spread
    ? [
        {
          title: `Make \`${around.name}\` async and await \`${callee}()\``,
          safety: 'unsafe',
          edits: [...edits, ...spread],
        },
      ]
    : [];
}
