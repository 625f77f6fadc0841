import type { Call, Node } from '../facts/nodes.ts';
import { insertAwait } from '../fixes/insert-await.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import { bindingsOf, calleeText, isCoroutine, treatsAsCoroutine, usesOf } from '../project/coroutine-life.ts';
import { expectsFailure } from './expects-failure.ts';
import { defineRule } from './rule.ts';
import { usedAsValue } from './used-as-value.ts';

export const coroutineAsValue = defineRule({
  id: 'coroutine-as-value',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: 'A coroutine used as if it were its result.',
  docs: {
    why: [
      'Without `await`, a call of an `async def` function gives a coroutine object, not what the function returns.',
      'Using that object as the result fails (it has no such attributes, items or operators) or, worse, goes on with a wrong value: it is always true, never equal to anything, and prints as `<coroutine object …>`.',
    ].join(' '),
    examples: [
      {
        bad: 'import asyncio\n\n\nasync def load_user(name):\n    return {"name": name}\n\n\nasync def greet(name):\n    user = load_user(name)\n    print("Hello", user["name"])\n\n\nasyncio.run(greet("Ada"))\n',
        good: 'import asyncio\n\n\nasync def load_user(name):\n    return {"name": name}\n\n\nasync def greet(name):\n    user = await load_user(name)\n    print("Hello", user["name"])\n\n\nasyncio.run(greet("Ada"))\n',
        claim: { shows: "'coroutine' object is not subscriptable" },
      },
    ],
    limits:
      'A coroutine in a variable counts only where every value that the variable can have there is a coroutine, and nothing awaits the variable.',
    peers: [
      'pyright reportAttributeAccessIssue',
      'pyright reportIndexIssue',
      'pyright reportUnnecessaryComparison',
      'mypy attr-defined',
      'mypy index',
      'mypy truthy-bool',
    ],
  },
  visit: {
    Call(call, view, report) {
      const type = view.typeOf(call);
      if (!isCoroutine(view, type)) return;
      const callee = calleeText(view, call);
      const own = usedAsValue(view, call);
      const use = own ? { place: call as Node, how: own } : useThroughVariable(view, call);
      if (!use || expectsFailure(view, use.place)) return;
      report({
        at: call,
        message: `\`${callee}()\` is a coroutine here, not its result: ${use.how}; \`await\` it.`,
        related: use.place === call ? [] : [{ at: view.at(use.place), message: 'Used as the result here' }],
        fixes: () =>
          view.coroutineAround(call)
            ? [{ title: `Await \`${callee}()\``, safety: 'safe', edits: insertAwait(view, call) }]
            : [],
      });
    },
  },
});

interface Use {
  readonly place: Node;
  readonly how: string;
}

/** The first use as a value of a variable that holds the coroutine; undefined when some use knows it for a coroutine. */
function useThroughVariable(view: ChunkView, call: Call): Use | undefined {
  const uses = bindingsOf(view, call).flatMap((binding) => usesOf(view, binding));
  if (uses.some((use) => treatsAsCoroutine(view, use))) return undefined;
  for (const use of uses) {
    if (!isCoroutine(view, view.typeOf(use))) continue;
    const how = usedAsValue(view, use);
    if (how !== undefined) return { place: use, how };
  }
  return undefined;
}
