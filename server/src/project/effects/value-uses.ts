import type { Binding, Facts } from '../../facts/facts.ts';
import type { Call, Collection, Expression, Name, Node, NodeOf } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { coroutineConsumers, taskSpawners } from '../../knowledge/loop.ts';
import type { NameTable } from '../../knowledge/name-table.ts';

/** What is asked of a chunk to follow a value through its variables. */
export interface Reader {
  readonly facts: Facts;
  parent(node: Node): Node | undefined;
  lookupCall<V>(call: Call, table: NameTable<V>): V | undefined;
}

/** The bindings that an assignment makes of a value: `x = value`, `x: T = value`, `a = b = value`, `(x := value)`, `x, y = value, other`. */
export function bindingsOf(view: Reader, value: Expression): readonly Binding[] {
  const parent = view.parent(value);
  if (parent?.kind === 'Collection') return bindingsInParallel(view, value, parent);
  const targets = parent?.kind === 'Assign' ? parent.targets : isSingle(parent) ? [parent.target] : [];
  if (targets.length === 0 || targets.some((target) => target.kind !== 'Name')) return [];
  return targets.flatMap(
    (target) => view.facts.bindings.find((binding) => binding.node === target.id && binding.type === 'value') ?? [],
  );
}

/** `x, y = value, other` and `first, *rest = [value, other]`, where nothing before the value is unpacked. */
function bindingsInParallel(view: Reader, value: Expression, values: Collection): readonly Binding[] {
  const statement = view.parent(values);
  if (statement?.kind !== 'Assign' || statement.value !== values || values.type === 'set') return [];
  return statement.targets.flatMap((target) => {
    const targets = target.kind === 'Collection' ? target.elements : [];
    // No further than there are targets: a table may have thousands of values.
    const index = values.elements.slice(0, targets.length).indexOf(value);
    const name = targets[index];
    if (name?.kind !== 'Name') return [];
    const before = [...targets.slice(0, index), ...values.elements.slice(0, index)];
    const isFixed = !before.some(({ kind }) => kind === 'Starred');
    return isFixed ? view.facts.bindings.filter(({ node }) => node === name.id) : [];
  });
}

const isSingle = (node: Node | undefined): node is NodeOf<'AnnAssign' | 'NamedExpr'> =>
  node?.kind === 'AnnAssign' || node?.kind === 'NamedExpr';

/** The places that read what a binding holds; in functions inside, where the name is bound only once. */
export const usesOf = (view: Reader, binding: Binding): readonly Name[] => {
  const own = binding.uses.flatMap((id) => {
    const node = view.facts.nodes[id];
    return node?.kind === 'Name' ? [node] : [];
  });
  return binding.escapes ? [...own, ...usesInside(view.facts, binding)] : own;
};

function usesInside(facts: Facts, { name, scope: owner }: Binding): readonly Name[] {
  const scope = facts.scopes[owner]!;
  if (scope.type !== 'function' || scope.names.get(name)?.length !== 1) return [];
  return facts.nodes.slice(scope.node, facts.ends[scope.node]).filter((node): node is Name => {
    if (node.kind !== 'Name' || node.name !== name || facts.scopeOf[node.id] === owner) return false;
    const found = resolve(facts, node);
    return node.context === 'load' && found !== 'module' && found.scope === owner;
  });
}

/** Whether a use awaits it, or hands it to what will; to ask what it is proves nothing. */
export const isHandedToLoop = (view: Reader, use: Node): boolean =>
  isTakenBy(view, use, (call) => runsCoroutines(view, call));

export function isTakenBy(view: Reader, use: Node, takes: (call: Call) => boolean): boolean {
  const parent = view.parent(use);
  if (parent?.kind === 'Await') return true;
  if (parent?.kind === 'Starred' || parent?.kind === 'Collection') return isTakenBy(view, parent, takes);
  if (parent?.kind !== 'Argument') return false;
  const call = view.parent(parent);
  return call?.kind === 'Call' && takes(call);
}

export const runsCoroutines = (view: Reader, call: Call): boolean =>
  view.lookupCall(call, coroutineConsumers) !== undefined || view.lookupCall(call, taskSpawners) !== undefined;

/** Whether what a call gives is awaited or handed to the loop, at once or by a variable. */
export function isAwaited(reader: Reader, call: Call): boolean {
  if (isHandedToLoop(reader, call)) return true;
  const uses = bindingsOf(reader, call).flatMap((binding) => usesOf(reader, binding));
  return uses.some((use) => isHandedToLoop(reader, use));
}
