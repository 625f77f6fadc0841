import type { Binding } from '../facts/facts.ts';
import type { ExpressionStatement, FunctionDef, Name, Node, Statement } from '../facts/nodes.ts';
import { resolve } from '../facts/scopes.ts';
import { blockAround } from '../facts/statement-blocks.ts';
import { ancestors, isWithin, preorder } from '../facts/walk.ts';
import { isHandedToLoop } from '../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';

/**
 * Names that the function reads further down for a task and that lack one where this statement drops it: nothing binds
 * them at all, or only what does not run on the way through this statement.
 */
export function missedNames(view: ChunkView, statement: ExpressionStatement): readonly string[] {
  const around = view.functionAround(statement);
  if (around?.kind !== 'FunctionDef') return [];
  const place = blockAround(view.facts, statement);
  const next = place?.block[place.index + 1];
  return view.facts.nodes
    .slice(view.facts.ends[statement.id], view.facts.ends[around.id])
    .filter((node): node is Name => node.kind === 'Name' && node.context === 'load')
    .filter((node) => view.functionAround(node) === around)
    .filter((node) => {
      const isNext = next !== undefined && isWithin(view.facts, node, next);
      if (isBoundNowhere(view, node)) return isUsedAsTask(view, node) || (isNext && isTakenAsValue(view, node));
      if (isDeclaredInVain(view, around, node)) return isNext;
      return isBoundOnOtherWays(view, { statement, isNext }, node);
    })
    .map(({ name }) => name);
}

const TASK_METHODS = new Set(['cancel', 'cancelled', 'done', 'add_done_callback', 'get_name', '__await__']);

/** `task.cancel()`, `await task`, `await asyncio.shield(task)` */
export function isUsedAsTask(view: ChunkView, node: Node): boolean {
  if (isHandedToLoop(view, node)) return true;
  const parent = view.parent(node);
  return parent?.kind === 'Attribute' && TASK_METHODS.has(parent.attribute) && view.parent(parent)?.kind === 'Call';
}

/** Neither the function nor the file nor Python has such a name. */
const isBoundNowhere = (view: ChunkView, node: Name): boolean =>
  resolve(view.facts, node) === 'module' &&
  view.typeOf(node).kind === 'unknown' &&
  view.fileChunks().every(({ facts }) => facts.scopes[0]?.names.has(node.name) !== true);

/** `nonlocal task` in a function that sets none. */
const isDeclaredInVain = (view: ChunkView, around: FunctionDef, { name }: Name): boolean =>
  view.facts.scopes.some(({ node, nonlocals }) => node === around.id && nonlocals.includes(name)) &&
  ![...preorder(view.facts, around)].some(
    (node) => node.kind === 'Name' && node.context === 'store' && node.name === name,
  );

/** `return task`, `tasks.append(task)`: not `task()`, nor `task.x`. */
function isTakenAsValue(view: ChunkView, node: Name): boolean {
  const parent = view.parent(node);
  return (
    parent?.kind === 'Return' || parent?.kind === 'Argument' || (parent?.kind === 'Assign' && parent.value === node)
  );
}

interface Place {
  readonly statement: ExpressionStatement;
  /** The name is read in the statement behind this one. */
  readonly isNext: boolean;
}

/** `task.done()` behind an `if` whose other branches set `task`; `tasks.append(task)` where only another loop sets it. */
function isBoundOnOtherWays(view: ChunkView, { statement, isNext }: Place, node: Name): boolean {
  const bindings = view.bindingsReaching(node);
  return (
    bindings.length > 0 &&
    bindings.every((binding) => {
      const place = view.facts.nodes[binding.node];
      if (!place || !holdsTask(view, binding)) return false;
      return isInOtherBranch(view, place, statement) || (isNext && isInOtherLoop(view, place, statement));
    })
  );
}

function holdsTask(view: ChunkView, { node, type }: Binding): boolean {
  const target = view.facts.nodes[node];
  const assigned = type === 'value' && target ? view.parent(target) : undefined;
  const value = assigned?.kind === 'Assign' || assigned?.kind === 'AnnAssign' ? assigned.value : undefined;
  return value?.kind === 'Call' && view.isInstanceOf(view.typeOf(value), 'asyncio.Future');
}

const isInOtherBranch = (view: ChunkView, one: Node, other: Node): boolean =>
  [...ancestors(view.facts, one)].some(
    (outer) =>
      outer.kind === 'If' &&
      [outer.body, outer.orelse].every((block) => holds(view, block, one) !== holds(view, block, other)) &&
      isWithin(view.facts, other, outer),
  );

const isInOtherLoop = (view: ChunkView, one: Node, other: Node): boolean =>
  [...ancestors(view.facts, one)].some((outer) => outer.kind === 'For' && !isWithin(view.facts, other, outer));

const holds = (view: ChunkView, block: readonly Statement[], node: Node): boolean =>
  block.some((statement) => isWithin(view.facts, node, statement));
