import type { Call } from '../facts/nodes.ts';
import type { Fix } from '../fixes/fix.ts';
import { insertAwait } from '../fixes/insert-await.ts';
import { makeAsyncWithCallers } from '../fixes/make-async-with-callers.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import { calleeText, isCoroutine } from '../project/coroutine-life.ts';
import { membersOf } from '../project/types.ts';
import { deadEnd } from './dead-end.ts';
import { expectsFailure } from './expects-failure.ts';
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
      'ruff ASYNC105',
      'flake8-async ASYNC105',
      'pyright reportUnusedCoroutine',
      'mypy unused-coroutine',
      'PyCharm PyAsyncCall',
    ],
  },
  visit: {
    Call(call, view, report) {
      const end = deadEnd(view, call);
      if (!end || !isCoroutine(view, view.typeOf(call)) || handsBack(view, call) || expectsFailure(view, call)) return;
      const callee = calleeText(view, call);
      report({
        at: call,
        message: `\`${callee}()\` returns a coroutine that ${end === 'dropped' ? 'nobody awaits, so its code never runs' : 'is stored but never used, so its code never runs'}; \`await\` it.`,
        fixes: () => fixesFor(view, call, callee),
      });
    },
  },
});

/** What a generic function gives is not new: `jobs.setdefault(name, fetch(name))` has kept it, and others will await it. */
function handsBack(view: ChunkView, call: Call): boolean {
  const signature = view.signature(view.typeOf(call.func));
  if (!signature?.returns || signature.isAsync) return false;
  return membersOf(signature.returns).some(({ kind }) => kind === 'typevar');
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
