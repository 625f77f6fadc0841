import type { ClassDef, FunctionDef, Node } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import { removeRange } from '../../fixes/edits.ts';
import type { Edit, Fix } from '../../fixes/fix.ts';
import { removeAwait } from '../../fixes/insert-await.ts';
import { isDunder } from '../../knowledge/dunders.ts';
import { needsRunningLoop, taskSpawners } from '../../knowledge/loop.ts';
import type { ChunkView, OccurrencePlace } from '../../project/model/chunk-view.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { isTestFunction } from '../shared/tests.ts';

export const unusedAsync = defineRule({
  id: 'unused-async',
  category: 'coroutines',
  severity: 'off',
  fix: 'sometimes',
  summary: 'An `async def` with nothing async in it.',
  docs: {
    why: 'A function that awaits nothing gains nothing from `async`: each call makes a coroutine and each caller must await it. It also looks as if it let other tasks run, which it never does.',
    examples: [
      {
        bad: python`
          import asyncio


          async def total(prices):
              return sum(prices)


          async def main():
              await asyncio.sleep(0.1)
              print(await total([3, 4]))


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          def total(prices):
              return sum(prices)


          async def main():
              await asyncio.sleep(0.1)
              print(total([3, 4]))


          asyncio.run(main())
        `,
        claim: { because: 'It works, only needlessly so.' },
      },
    ],
    limits:
      'Decorated functions, tests, special methods, methods that override or are overridden, methods of classes with unknown bases, functions without a body, those that need a running loop (`create_task()`), and those that the file uses otherwise than by awaiting a call are left alone. The fix looks at the callers in other files, and is not offered where one of them does something else.',
    peers: ['ruff RUF029', 'flake8-async ASYNC124', 'flake8-async ASYNC910', 'SonarPython S7503'],
  },
  visit: {
    FunctionDef(node, view, report) {
      if (!node.isAsync || isBoundToBeAsync(view, node) || usesAsync(view, node)) return;
      if (!usesOf(node, view.occurrences(node.name))) return;
      report({
        at: { start: node.nameStart, end: node.nameStart + node.name.length },
        message: `\`${node.name}\` is async but awaits nothing; make it a plain \`def\`.`,
        whole: node,
        fixes: () => fixesFor(view, node),
      });
    },
  },
});

// ----------------------------------------------------------------------------- what it must be

function isBoundToBeAsync(view: ChunkView, node: FunctionDef): boolean {
  if (node.decorators.length > 0 || isDunder(node.name) || isTestFunction(view, node) || isPlaceholder(node))
    return true;
  const scope = view.facts.scopes.find(({ node: owner, type }) => owner === node.id && type === 'function');
  if (!scope || scope.isGenerator || scope.hasError) return true;
  const owner = view.facts.nodes[view.scope(node).node];
  return (
    owner?.kind === 'ClassDef' &&
    (overrides(view, owner, node.name) || isDefinedElsewhere(view, node) || view.overriding(node)?.length !== 0)
  );
}

const isPlaceholder = ({ body }: FunctionDef): boolean =>
  body.every(
    (statement) =>
      statement.kind === 'Pass' ||
      statement.kind === 'Raise' ||
      (statement.kind === 'Expr' && statement.value.kind === 'Constant'),
  );

const overrides = (view: ChunkView, owner: ClassDef, name: string): boolean =>
  owner.arguments.some((base) => base.name !== undefined || view.member(view.typeOf(base.value), name) !== undefined);

/** Another class of the file has a method of that name: the two may be meant to be alike. */
const isDefinedElsewhere = (view: ChunkView, own: FunctionDef): boolean =>
  view
    .fileChunks()
    .some(({ facts }) =>
      facts.nodes.some((node) => node.kind === 'FunctionDef' && node.name === own.name && node !== own),
    );

/** Awaits, or needs the loop that runs while it is awaited. */
function usesAsync(view: ChunkView, node: FunctionDef): boolean {
  for (const inner of preorder(view.facts, node)) {
    if (inner === node || view.functionAround(inner) !== node) continue;
    if (inner.kind === 'Await' || ('isAsync' in inner && inner.isAsync && inner.kind !== 'FunctionDef')) return true;
    if (inner.kind !== 'Call') continue;
    const needsLoop =
      view.lookupCall(inner, needsRunningLoop) !== undefined || view.lookupCall(inner, taskSpawners) !== undefined;
    if (needsLoop) return true;
  }
  return false;
}

// ------------------------------------------------------------------------------------- its uses

interface Use {
  readonly view: ChunkView;
  readonly node: Node;
}

/** Those of the places that name it which await a call of it; undefined if something else is done with it, or may be. */
function usesOf(own: FunctionDef, places: readonly OccurrencePlace[]): readonly Use[] | undefined {
  const uses: Use[] = [];
  for (const { view: chunk, node } of places) {
    if (node.context !== 'load') continue;
    const definition = chunk.definition(chunk.typeOf(node))?.node;
    if (definition !== undefined && definition !== own) continue;
    const call = chunk.parent(node);
    const parent = call && chunk.parent(call);
    if (definition === undefined || call?.kind !== 'Call' || call.func !== node || parent?.kind !== 'Await')
      return undefined;
    uses.push({ view: chunk, node: parent });
  }
  return uses;
}

function fixesFor(view: ChunkView, node: FunctionDef): readonly Fix[] {
  const uses = usesOf(node, view.occurrencesInProject(node.name));
  if (!uses || uses.length === 0) return [];
  const keyword = /^async(?:\s|\\\r?\n)+/.exec(view.source({ start: node.defStart, end: node.nameStart }))?.[0] ?? '';
  const edits: Edit[] = [removeRange(view, { start: node.defStart, end: node.defStart + keyword.length })];
  for (const use of uses) if (use.node.kind === 'Await') edits.push(...removeAwait(use.view, use.node));
  return [{ title: `Make \`${node.name}\` a plain \`def\` and drop its \`await\`s`, safety: 'unsafe', edits }];
}
