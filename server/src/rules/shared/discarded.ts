import type { Facts } from '../../facts/facts.ts';
import type { Call, Name, Node } from '../../facts/nodes.ts';
import { bindingsOf } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Report } from '../rule.ts';

/** Where a value provably ends: dropped by a statement, or bound to a name that nothing reads. */
export function discarded(view: ChunkView, value: Node): 'dropped' | 'unread' | undefined {
  const parent = view.parent(value);
  switch (parent?.kind) {
    case 'Expr':
      return 'dropped';
    case 'BoolOp':
      return parent.right === value ? discarded(view, parent) : undefined;
    case 'IfExp':
      return parent.test === value ? undefined : discarded(view, parent);
    case 'Collection':
      return discarded(view, parent);
    case 'Comprehension':
      return parent.element === value && parent.type !== 'generator' ? discarded(view, parent) : undefined;
    case 'Assign':
    case 'AnnAssign':
      return isNeverRead(view, value) ? 'unread' : undefined;
    default:
      return undefined;
  }
}

/** That nothing reads a value, or not before the next one is in its place, is said of the function around it. */
export const wholeOf = (
  view: ChunkView,
  value: Node,
  end: 'dropped' | 'unread' | 'overwritten',
): Pick<Report, 'whole'> =>
  end === 'dropped' ? {} : { whole: view.functionAround(value) ?? { start: value.start, end: view.facts.length } };

function isNeverRead(view: ChunkView, value: Node): boolean {
  const bindings = bindingsOf(view, value as Call);
  if (bindings.length === 0 || view.scope(value).hasError || isGoingOn(view, value)) return false;
  return bindings.every(({ name, uses, escapes, scope }) => {
    if (uses.length > 0 || escapes || isDeleted(view, scope, name) || isBegun(view, value, name)) return false;
    return view.facts.scopes[scope]?.type === 'function' || name === '_';
  });
}

/** `del coroutine`, `del task`: it is held until then, and its author knows what becomes of it. */
const isDeleted = ({ facts }: ChunkView, scope: number, name: string): boolean =>
  facts.scopes[scope]?.names.get(name)?.some((index) => facts.bindings[index]?.type === 'delete') ?? false;

/** A name alone below it is a line that is being typed: `aw`, `await`. */
const isGoingOn = ({ facts }: ChunkView, value: Node): boolean =>
  (lastLoneNames(facts).get(facts.scopeOf[value.id] ?? 0) ?? 0) > value.end;

/** `tas` or `task` below `tasks = …`, where nothing has that name: it is half typed, or misspelled. */
function isBegun(view: ChunkView, value: Node, name: string): boolean {
  const { nodes, reaching } = view.facts;
  return nodes.some(
    (node) =>
      node.kind === 'Name' &&
      node.context === 'load' &&
      node.start > value.end &&
      node.name.length < name.length &&
      name.startsWith(node.name) &&
      !reaching.has(node.id) &&
      view.functionAround(node) === view.functionAround(value) &&
      view.typeOf(node).kind === 'unknown' &&
      !isBoundAround(view, node),
  );
}

function isBoundAround(view: ChunkView, { id, name }: Name): boolean {
  const { scopes, scopeOf } = view.facts;
  for (let scope = scopeOf[id] ?? 0; scope > 0; scope = scopes[scope]!.parent) {
    if (scopes[scope]!.names.has(name)) return true;
  }
  return view.fileChunks().some(({ facts }) => facts.scopes[0]?.names.has(name));
}

const knownLoneNames = new WeakMap<Facts, ReadonlyMap<number, number>>();

/** By scope: where the last statement begins that is a name alone. */
function lastLoneNames(facts: Facts): ReadonlyMap<number, number> {
  const known = knownLoneNames.get(facts);
  if (known) return known;
  const last = new Map<number, number>();
  for (const node of facts.nodes)
    if (node.kind === 'Expr' && node.value.kind === 'Name') last.set(facts.scopeOf[node.id] ?? 0, node.start);
  knownLoneNames.set(facts, last);
  return last;
}
