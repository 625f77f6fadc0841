import type { Facts } from '../facts/facts.ts';
import type { Attribute, Expression, Node } from '../facts/nodes.ts';

/**
 * Whether this code puts something else in the place of a function, as tests do: `client.fetch = fake`,
 * `monkeypatch.setattr(client, "fetch", fake)`. What it calls from then on is not looked for.
 */
export function isReplaced(facts: Facts, node: Attribute): boolean {
  const replaced = replacements(facts);
  if (replaced.size === 0) return false;
  const path = pathOf(node);
  return path !== undefined && replaced.has(path);
}

const known = new WeakMap<Facts, ReadonlySet<string>>();

function replacements(facts: Facts): ReadonlySet<string> {
  const found = known.get(facts) ?? new Set(facts.nodes.flatMap((node) => replacedBy(facts, node) ?? []));
  known.set(facts, found);
  return found;
}

function replacedBy(facts: Facts, node: Node): string | undefined {
  if (node.kind === 'Attribute' && node.context === 'store' && !isReceiver(facts, node)) return pathOf(node);
  if (node.kind !== 'Call' || !(pathOf(node.func) ?? '').endsWith('setattr')) return undefined;
  const [owner, name] = node.args;
  const path = owner && pathOf(owner.value);
  return path !== undefined && name?.value.kind === 'Constant' ? `${path}.${String(name.value.value)}` : undefined;
}

/** What methods store in `self` is an attribute of their class. */
const isReceiver = (facts: Facts, { id, value }: Attribute): boolean => {
  if (value.kind !== 'Name') return false;
  const scope = facts.scopes[facts.scopeOf[id] ?? 0];
  const method = facts.nodes[scope?.node ?? -1];
  return method?.kind === 'FunctionDef' && method.parameters[0]?.name === value.name && isInClass(facts, method.id);
};

const isInClass = (facts: Facts, id: number): boolean => facts.scopes[facts.scopeOf[id] ?? 0]?.type === 'class';

/** `a.b.c`; undefined for anything but names with dots. */
function pathOf(node: Expression): string | undefined {
  if (node.kind === 'Name') return node.name;
  const owner = node.kind === 'Attribute' ? pathOf(node.value) : undefined;
  return owner === undefined || node.kind !== 'Attribute' ? undefined : `${owner}.${node.attribute}`;
}
