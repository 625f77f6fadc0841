import type { Binding, Facts } from '../../facts/facts.ts';
import type { Expression, Node } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { mentionsOfAttribute } from '../names/class-parts.ts';
import type { Chunk } from '../names/project.ts';
import { instanceType, unionOf, unknown, type Type } from '../types/types.ts';
import { typeAssignedTo } from './bindings.ts';
import { typeOf } from './expressions.ts';
import { elementOf } from './protocols.ts';

/**
 * What is put into a container that starts empty: `xs = []` with `xs.append(v)` later in the function, `self.xs = {}` with
 * `self.xs[k] = v` in a method of the class. The type of the empty one, where that cannot be told. A dictionary may start with some
 * items and get others: `call = {"seen": set()}`, `call["done"] = Future()`.
 */
export function filled(chunk: Chunk, node: Expression, empty: Type): Type {
  if (empty.kind !== 'instance' || empty.args.length === 0) return empty;
  const isEmpty = empty.args.every((arg) => arg === unknown);
  if (!isEmpty && node.kind !== 'Dict') return empty;
  const [firstKey, firstValue] = isEmpty ? [] : empty.args;
  const fills = mentionsOf(chunk, node).flatMap((mention) => fillAt(mention.chunk, mention.node) ?? []);
  if (fills.length === 0) return empty;
  const values = unionOf([...(firstValue ? [firstValue] : []), ...fills.map(({ value }) => value())]);
  if (empty.args.length !== 2) return instanceType(empty.ref, [values]);
  const keys = unionOf([...(firstKey ? [firstKey] : []), ...fills.map(({ key }) => key?.() ?? unknown)]);
  return instanceType(empty.ref, [keys, values]);
}

interface Mention {
  readonly chunk: Chunk;
  readonly node: Node;
}

/** Every mention of the variable, or attribute of `self`, that an empty container is stored as; none where they cannot be listed. */
function mentionsOf(chunk: Chunk, node: Expression): readonly Mention[] {
  const { facts } = chunk;
  const statement = facts.nodes[facts.parents[node.id] ?? -1];
  if (statement?.kind !== 'Assign' || statement.targets.length !== 1) return [];
  const [target] = statement.targets;
  if (target?.kind === 'Attribute') return mentionsOfAttribute(chunk, target);
  const binding = facts.bindings.find(({ node: id, type }) => id === target?.id && type === 'value');
  if (!binding || binding.scope === 0 || isAddedTo(facts, binding)) return [];
  const names = binding.escapes ? namesOf(facts, binding) : binding.uses.flatMap((id) => facts.nodes[id] ?? []);
  return names.map((name) => ({ chunk, node: name }));
}

/** All that reads a variable of a function, in functions within it too; none where it is assigned more than once. */
function namesOf(facts: Facts, { name, scope }: Binding): readonly Node[] {
  if (facts.scopes[scope]?.names.get(name)?.length !== 1) return [];
  return facts.nodes.filter((node) => {
    if (node.kind !== 'Name' || node.name !== name || node.context !== 'load') return false;
    const found = resolve(facts, node);
    return found !== 'module' && found.scope === scope;
  });
}

/** `xs += ys` */
const isAddedTo = ({ bindings, nodes, parents }: Facts, { name, scope }: Binding): boolean =>
  bindings.some(
    (other) => other.name === name && other.scope === scope && nodes[parents[other.node] ?? -1]?.kind === 'AugAssign',
  );

interface Fill {
  readonly key: (() => Type) | undefined;
  readonly value: () => Type;
}

const VALUE_AT: Readonly<Record<string, number>> = { append: 0, appendleft: 0, add: 0, insert: 1, setdefault: 1 };
const TAKES_ALL = new Set(['extend', 'extendleft', 'update']);

function fillAt(chunk: Chunk, mention: Node): Fill | undefined {
  const { facts } = chunk;
  const parent = facts.nodes[facts.parents[mention.id] ?? -1];
  const around = parent && facts.nodes[facts.parents[parent.id] ?? -1];
  if (parent?.kind === 'AugAssign') return { key: undefined, value: () => unknown };
  if (parent?.kind === 'Subscript' && parent.value === mention && parent.context === 'store' && around)
    return {
      key: () => typeOfIndex(chunk, parent.indices),
      value: () => typeAssignedTo(chunk, parent, around, undefined),
    };
  if (parent?.kind !== 'Attribute' || around?.kind !== 'Call' || around.func !== parent) return undefined;
  const values = around.args.map(({ value }) => value);
  const [first] = values;
  if (TAKES_ALL.has(parent.attribute) && first)
    return { key: undefined, value: () => elementOf(chunk, typeOf(chunk, first), false) ?? unknown };
  const value = values[VALUE_AT[parent.attribute] ?? -1];
  return value && { key: () => (first ? typeOf(chunk, first) : unknown), value: () => typeOf(chunk, value) };
}

const typeOfIndex = (chunk: Chunk, [index]: readonly Expression[]): Type => (index ? typeOf(chunk, index) : unknown);
