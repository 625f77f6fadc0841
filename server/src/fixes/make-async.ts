import type { ClassDef, FunctionDef } from '../facts/nodes.ts';
import { preorder } from '../facts/walk.ts';
import { asyncCounterparts } from '../knowledge/dunders.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { insertAt, replaceRange } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';

/** `def` → `async def`. Its callers are left alone: see `makeAsyncWithCallers`. */
export const makeAsync = (view: ChunkView, node: FunctionDef): Edit[] =>
  node.isAsync ? [] : [insertAt(view, node.defStart, 'async ')];

/**
 * `__enter__` → `__aenter__`. Undefined where the class has that one already, where `__iter__` makes no items itself and its
 * iterator stays a plain one, and where the end of the items is told in the words of plain iterators.
 */
export function renameToCounterpart(view: ChunkView, node: FunctionDef, isGenerator: boolean): MakeEdits | undefined {
  const counterpart = asyncCounterparts[node.name];
  const owner = view.parent(node);
  if (counterpart === undefined || owner?.kind !== 'ClassDef' || defines(view, owner, counterpart)) return undefined;
  if (node.name === '__iter__' && !isGenerator) return undefined;
  const endsPlainly = [...preorder(view.facts, node)].some(
    (inner) => inner.kind === 'Name' && (inner.name === 'StopIteration' || inner.name === 'next'),
  );
  if (node.name === '__next__' && endsPlainly) return undefined;
  const name = { start: node.nameStart, end: node.nameStart + node.name.length };
  return () => [replaceRange(view, name, counterpart)];
}

const defines = (view: ChunkView, cls: ClassDef, name: string): boolean =>
  view
    .partsOfClass(cls)
    .some(({ node }) => node.body.some((statement) => statement.kind === 'FunctionDef' && statement.name === name));
