import type { Attribute, Call, Expression, Node } from '../../facts/nodes.ts';
import type { ChunkView, Definition } from '../../project/model/chunk-view.ts';
import { onlyValue } from '../../facts/only-value.ts';
import { namesIn } from './race.ts';
import { isPlace, mentionsIn } from './shared-state.ts';

/** The name of a place, and that of the collection it is an item of. */
export type StateNames = readonly [exact: string, container: string];

/** Where a condition asks for the state: itself, through a local variable that holds it, or through a property or a method. */
export const checkIn = (view: ChunkView, test: Expression, names: StateNames): Node | undefined =>
  askedIn(view, test, names) ??
  namesIn(view, test).find((name) => {
    const assigned = onlyValue(view.facts, name);
    return assigned && readsState(view, assigned, names);
  }) ??
  askedByMethod(view, test, names);

/** `task = self.task`, `task = self.tasks.get(key)` */
const readsState = (view: ChunkView, value: Expression, names: StateNames): boolean =>
  (isPlace(value) || value.kind === 'Call') && askedIn(view, value, names) !== undefined;

/** The place itself, or `key in container`, `container.get(key)`, `hasattr(app.state, "db")`. */
function askedIn(view: ChunkView, test: Expression, [exact, container]: StateNames): Node | undefined {
  const [own] = mentionsIn(view, test, exact);
  if (own) return own;
  if (exact === container) return callsIn(view, test).find((call) => askedByName(view, call) === exact);
  return mentionsIn(view, test, container).find((mention) => {
    const parent = view.parent(mention);
    if (parent?.kind === 'Compare')
      return parent.operators.some((operator) => operator === 'in' || operator === 'not in');
    return parent?.kind === 'Attribute' && parent.attribute === 'get';
  });
}

const callsIn = (view: ChunkView, root: Node): readonly Call[] =>
  view.facts.nodes.slice(root.id, view.facts.ends[root.id]).filter((node): node is Call => node.kind === 'Call');

/** `hasattr(x, "name")`, `getattr(x, "name", None)` ask for `x.name`. */
function askedByName(view: ChunkView, { func, args: [object, name] }: Call): string | undefined {
  if (func.kind !== 'Name' || (func.name !== 'hasattr' && func.name !== 'getattr')) return undefined;
  if (!object || name?.value.kind !== 'Constant') return undefined;
  return `${view.source(object.value)}.${String(name.value.value)}`;
}

/** `if self.expired`, where the property, or method without arguments, returns what it asks of the state. */
const askedByMethod = (view: ChunkView, test: Expression, [exact]: StateNames): Node | undefined =>
  view.facts.nodes
    .slice(test.id, view.facts.ends[test.id])
    .find((node) => node.kind === 'Attribute' && askedWithin(view, node, exact) !== undefined);

/** What a property or method of the same object asks of a state, and where. */
export function askedWithin(
  view: ChunkView,
  asked: Attribute,
  exact: string,
): { readonly view: ChunkView; readonly node: Node } | undefined {
  const [receiver, attribute, ...deeper] = exact.split('.');
  if (asked.value.kind !== 'Name' || asked.value.name !== receiver || deeper.length > 0) return undefined;
  const method = methodBehind(view, asked);
  const last = method?.node.body.at(-1);
  if (!method || method.node.isAsync || last?.kind !== 'Return' || !last.value) return undefined;
  const own = `${method.node.parameters[0]?.name ?? ''}.${attribute ?? ''}`;
  const [node] = mentionsIn(method.view, last.value, own);
  return node && { view: method.view, node };
}

function methodBehind(view: ChunkView, asked: Attribute): Definition | undefined {
  const property = view.propertyOf(view.typeOf(asked.value), asked.attribute);
  if (property) return view.definition(property);
  const call = view.parent(asked);
  const isCalled = call?.kind === 'Call' && call.func === asked && call.args.length === 0;
  return isCalled ? view.definition(view.typeOf(asked)) : undefined;
}
