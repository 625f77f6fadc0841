import type { FunctionDef, Node } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import type { Range } from '../text/range.ts';

/** Whether something in a range, or in what that calls, has one of these names: what holds a lock there waits for itself. */
export function comesBack(
  view: ChunkView,
  range: Range,
  names: readonly string[],
  seen = new Set<FunctionDef>(),
): boolean {
  const isNamed = (node: Node): boolean =>
    (node.kind === 'Attribute' && names.includes(node.attribute)) ||
    (node.kind === 'Name' && names.includes(node.name));
  return nodesIn(view, range).some(isNamed) || callsBack(view, range, names, seen);
}

/** Whether something in the functions that a range calls has one of these names. */
export function callsBack(
  view: ChunkView,
  range: Range,
  names: readonly string[],
  seen = new Set<FunctionDef>(),
): boolean {
  return nodesIn(view, range).some((node) => {
    const called = node.kind === 'Call' ? view.definition(view.typeOf(node.func)) : undefined;
    if (!called || called.isLibrary || seen.has(called.node)) return false;
    seen.add(called.node);
    const [first] = called.node.body;
    return comesBack(called.view, { start: first?.start ?? called.node.end, end: called.node.end }, names, seen);
  });
}

const nodesIn = (view: ChunkView, { start, end }: Range): readonly Node[] =>
  view.facts.nodes.filter((node) => node.start >= start && node.end <= end);
