import type { Expression, Node, Parameter } from '../facts/nodes.ts';
import { blocksOf } from '../facts/statement-blocks.ts';
import { ancestors, isWithin } from '../facts/walk.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';

/**
 * The arguments that a function which was not called most likely lacks: `create_task(self._connect)` in `connect(address, timeout)`,
 * where `_connect` takes an `address` and a `timeout`. Undefined where a parameter without a default has no namesake, and where
 * none has one.
 */
export function namesakes(view: ChunkView, callee: Expression): readonly string[] | undefined {
  const type = view.typeOf(callee);
  const all = type.kind === 'function' ? view.signature(type)?.parameters : undefined;
  if (!all || type.kind !== 'function') return undefined;
  const parameters = (type.receiver ? all.slice(1) : all).filter(({ type: sort }) => !sort.endsWith('args'));
  const firstMissing = parameters.findIndex((each) => !isPositional(each) || !isBoundAt(view, callee, each.name));
  const given = firstMissing < 0 ? parameters : parameters.slice(0, firstMissing);
  const left = parameters.slice(given.length);
  return given.length > 0 && left.every(({ hasDefault }) => hasDefault) ? given.map(({ name }) => name) : undefined;
}

const isPositional = ({ type }: Pick<Parameter, 'type'>): boolean =>
  type === 'positional' || type === 'positional-only';

/** Whether the function around has a variable of this name that is bound on every way to the place. */
function isBoundAt(view: ChunkView, place: Node, name: string): boolean {
  const around = view.functionAround(place);
  const scope = view.facts.scopes.find(({ node, type }) => node === around?.id && type === 'function');
  const bindings = (scope?.names.get(name) ?? []).map((index) => view.facts.bindings[index]!);
  return bindings.some((binding) => isBefore(view, view.facts.nodes[binding.node]!, place));
}

/** A parameter, the target of a loop or `with` around, or of an assignment in front of the place in a block around it. */
function isBefore(view: ChunkView, target: Node, place: Node): boolean {
  const around = new Set<Node>(ancestors(view.facts, place));
  const chain = [target, ...ancestors(view.facts, target)];
  const sibling = chain.find((node) => around.has(view.parent(node)!));
  const owner = sibling && view.parent(sibling);
  if (!sibling || !owner || sibling.start >= place.start) return false;
  if (sibling.kind === 'Parameter') return true;
  const block = blocksOf(owner).find((statements) => statements.some((each) => isWithin(view.facts, place, each)));
  if (!block) return false;
  if (block.some((each) => each === sibling)) return sibling.kind === 'Assign' || sibling.kind === 'AnnAssign';
  return (owner.kind === 'For' && sibling === owner.target) || owner.kind === 'With';
}
