import type { Call, Node } from '../../facts/nodes.ts';
import { bindingsOf } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Report } from '../rule.ts';

/** Where a value provably ends: dropped by a statement, or bound to a name that nothing reads. */
export function deadEnd(view: ChunkView, value: Node): 'dropped' | 'unread' | undefined {
  const parent = view.parent(value);
  switch (parent?.kind) {
    case 'Expr':
      return 'dropped';
    case 'BoolOp':
      return parent.right === value ? deadEnd(view, parent) : undefined;
    case 'IfExp':
      return parent.test === value ? undefined : deadEnd(view, parent);
    case 'Collection':
      return deadEnd(view, parent);
    case 'Comprehension':
      return parent.element === value && parent.type !== 'generator' ? deadEnd(view, parent) : undefined;
    case 'Assign':
    case 'AnnAssign':
      return isNeverRead(view, value) ? 'unread' : undefined;
    default:
      return undefined;
  }
}

/** That nothing reads a value is said of the function around it. */
export const wholeOf = (view: ChunkView, value: Node, end: 'dropped' | 'unread'): Pick<Report, 'whole'> =>
  end === 'unread' ? { whole: view.functionAround(value) ?? { start: value.start, end: view.facts.length } } : {};

function isNeverRead(view: ChunkView, value: Node): boolean {
  const bindings = bindingsOf(view, value as Call);
  if (bindings.length === 0 || view.scope(value).hasError || isGoingOn(view, value)) return false;
  return bindings.every(({ name, uses, escapes, scope }) => {
    if (uses.length > 0 || escapes || isDeleted(view, scope, name)) return false;
    return view.facts.scopes[scope]?.type === 'function' || name === '_';
  });
}

/** `del coroutine`, `del task`: it is held until then, and its author knows what becomes of it. */
const isDeleted = ({ facts }: ChunkView, scope: number, name: string): boolean =>
  facts.bindings.some((other) => other.type === 'delete' && other.name === name && other.scope === scope);

/** A name alone below it is a line that is being typed: `aw`, `await`. */
const isGoingOn = ({ facts }: ChunkView, value: Node): boolean =>
  facts.nodes.some(
    (node) =>
      node.kind === 'Expr' &&
      node.value.kind === 'Name' &&
      node.start > value.end &&
      facts.scopeOf[node.id] === facts.scopeOf[value.id],
  );
