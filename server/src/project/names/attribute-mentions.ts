import type { Facts } from '../../facts/facts.ts';
import type { Attribute } from '../../facts/nodes.ts';

type AttributeMentions = ReadonlyMap<number, ReadonlyMap<string, readonly Attribute[]>>;

const storesOfFacts = new WeakMap<Facts, AttributeMentions>();

const mentionsOfFacts = new WeakMap<Facts, AttributeMentions>();

/** By class node id, by attribute: the places where methods store `self.attribute`. */
export const attributeStores = (facts: Facts): AttributeMentions =>
  attributesOfReceivers(facts, storesOfFacts, ({ context }) => context === 'store');

/** The same for every place that has `self.attribute`. */
export const attributeMentions = (facts: Facts): AttributeMentions =>
  attributesOfReceivers(facts, mentionsOfFacts, () => true);

function attributesOfReceivers(
  facts: Facts,
  cache: WeakMap<Facts, AttributeMentions>,
  counts: (node: Attribute) => boolean,
): AttributeMentions {
  const known = cache.get(facts);
  if (known) return known;
  const result = new Map<number, Map<string, Attribute[]>>();
  for (const node of facts.nodes) {
    if (node.kind !== 'Attribute' || node.value.kind !== 'Name' || !counts(node)) continue;
    const cls = classOfReceiver(facts, node.id, node.value.name);
    if (cls === undefined) continue;
    const attributes = result.get(cls) ?? new Map<string, Attribute[]>();
    result.set(cls, attributes);
    const places = attributes.get(node.attribute);
    if (places) places.push(node);
    else attributes.set(node.attribute, [node]);
  }
  cache.set(facts, result);
  return result;
}

/** The class whose method has `name` as its first parameter around this node. */
export function classOfReceiver(facts: Facts, id: number, name: string): number | undefined {
  for (let index = facts.scopeOf[id] ?? 0; index > 0; index = facts.scopes[index]?.parent ?? 0) {
    const scope = facts.scopes[index];
    if (!scope?.names.has(name)) continue;
    const method = facts.nodes[scope.node];
    const owner = facts.scopes[facts.scopeOf[method?.id ?? -1] ?? -1];
    if (method?.kind !== 'FunctionDef' || method.parameters[0]?.name !== name || owner?.type !== 'class')
      return undefined;
    return owner.node;
  }
  return undefined;
}
