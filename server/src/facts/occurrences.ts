import type { Facts } from './facts.ts';
import type { Attribute, Name } from './nodes.ts';
import type { Range } from '../text/range.ts';
import { nodesOwn } from './walk.ts';

/** `name`, or `….name`. */
export type Occurrence = Name | Attribute;

const none: readonly Occurrence[] = [];
const known = new WeakMap<Facts, ReadonlyMap<string, readonly Occurrence[]>>();

/** The places of a chunk that use a name as a variable or as an attribute, in source order. */
export const occurrencesOf = (facts: Facts, name: string): readonly Occurrence[] =>
  occurrencesByName(facts).get(name) ?? none;

/** By name; made when first asked for. */
export function occurrencesByName(facts: Facts): ReadonlyMap<string, readonly Occurrence[]> {
  const found = known.get(facts);
  if (found) return found;
  const byName = new Map<string, Occurrence[]>();
  for (const node of nodesOwn(facts)) {
    const name = node.kind === 'Name' ? node.name : node.kind === 'Attribute' ? node.attribute : undefined;
    if (name === undefined) continue;
    const occurrences = byName.get(name);
    if (occurrences) occurrences.push(node as Occurrence);
    else byName.set(name, [node as Occurrence]);
  }
  known.set(facts, byName);
  return byName;
}

const namesInOrder = new WeakMap<Facts, readonly Name[]>();

/** The variables of a chunk that stand in a range, in source order. */
export function namesWithin(facts: Facts, { start, end }: Range): readonly Name[] {
  const names =
    namesInOrder.get(facts) ??
    nodesOwn(facts)
      .filter((node) => node.kind === 'Name')
      .sort((a, b) => a.start - b.start);
  namesInOrder.set(facts, names);
  let low = 0;
  for (let high = names.length; low < high;) {
    const middle = (low + high) >> 1;
    if (names[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  const found: Name[] = [];
  for (let index = low; index < names.length && names[index]!.start <= end; index++)
    if (names[index]!.end <= end) found.push(names[index]!);
  return found;
}
