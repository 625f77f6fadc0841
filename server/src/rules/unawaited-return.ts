import type { Node, Return, Try, With } from '../facts/nodes.ts';
import { insertAwait } from '../fixes/insert-await.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import { expressionText, isCoroutine } from '../project/coroutine-life.ts';
import { expectsFailure } from './expects-failure.ts';
import { defineRule } from './rule.ts';

export const unawaitedReturn = defineRule({
  id: 'unawaited-return',
  category: 'coroutines',
  severity: 'warning',
  fix: 'always',
  summary: '`return` of a coroutine from inside `try` or `with`, which is left before the coroutine runs.',
  docs: {
    why: [
      '`return fetch()` without `await` hands the coroutine to the caller. Only when the caller awaits it does it run, and by then the `try` or `with` around the `return` is over:',
      'the `except` cannot catch what it raises, the `finally` has run, the file, lock, session or timeout of the `with` is gone.',
    ].join(' '),
    examples: [
      {
        bad: 'import asyncio\n\n\nasync def fetch():\n    raise OSError("no network")\n\n\nasync def fetch_or_none():\n    try:\n        return fetch()\n    except OSError:\n        return None\n\n\nasync def main():\n    print("fetched", await fetch_or_none())\n\n\nasyncio.run(main())\n',
        good: 'import asyncio\n\n\nasync def fetch():\n    raise OSError("no network")\n\n\nasync def fetch_or_none():\n    try:\n        return await fetch()\n    except OSError:\n        return None\n\n\nasync def main():\n    print("fetched", await fetch_or_none())\n\n\nasyncio.run(main())\n',
        claim: { shows: "coroutine 'fetch' was never awaited" },
      },
    ],
    limits: 'Only in `async def`: a plain function may return a coroutine on purpose, and its callers await it.',
    peers: [],
  },
  visit: {
    Return(node, view, report) {
      const { value } = node;
      if (value?.kind !== 'Call' || !view.coroutineAround(node)) return;
      const block = blockLeft(view, node);
      if (!block || !isCoroutine(view, view.typeOf(value)) || expectsFailure(view, node)) return;
      const text = expressionText(view, value);
      report({
        at: value,
        message: `\`${text}\` is returned before it runs, ${consequence(view, node, block)}; write \`return await\`.`,
        fixes: () => [{ title: `Await \`${text}\` before returning`, safety: 'safe', edits: insertAwait(view, value) }],
      });
    },
  },
});

/** The innermost `try` or `with` that matters to what runs in it. */
function blockLeft(view: ChunkView, node: Return): Try | With | undefined {
  for (let child: Node = node, parent = view.parent(node); parent; child = parent, parent = view.parent(parent)) {
    if (parent.kind === 'FunctionDef') return undefined;
    if (parent.kind === 'With') return parent;
    if (parent.kind === 'Try' && isGuarded(parent, child)) return parent;
  }
  return undefined;
}

function isGuarded(block: Try, child: Node): boolean {
  if (block.finalbody.some((statement) => statement === child)) return false;
  return block.finalbody.length > 0 || block.body.some((statement) => statement === child);
}

function consequence(view: ChunkView, node: Return, block: Try | With): string {
  if (block.kind === 'With')
    return `so it runs only after \`${block.isAsync ? 'async with' : 'with'} ${expressionText(view, block.items[0]!.context)}\` is left`;
  return block.handlers.length > 0 &&
    block.body.some((statement) => statement.start <= node.start && node.end <= statement.end)
    ? 'so the `except` here cannot catch its errors'
    : 'so it runs only after the `finally` here';
}
