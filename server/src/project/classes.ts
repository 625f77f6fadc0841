import type { Attribute, ClassDef, Expression, Node, Subscript } from '../facts/nodes.ts';
import type { Facts } from '../facts/facts.ts';
import { bodyScope, parentOf } from '../facts/walk.ts';
import { annotatedType, declaredType } from './annotations.ts';
import { asSeen } from './as-seen.ts';
import { builtinInstance, typeGivenTo, typeOfBinding } from './bindings.ts';
import { classDefinition, type Definition } from './definitions.ts';
import { isEmptyFor, typeOf } from './expressions.ts';
import { isAlive, staticTest } from './names.ts';
import type { Chunk, Project } from './project.ts';
import { argumentsOf, collectTypeVars, substitute } from './substitution.ts';
import { classType, typeKey, unionOf, unknown, type ClassType, type Type } from './types.ts';

export interface MroEntry {
  readonly ref: string;
  /** In terms of the type parameters of the class whose MRO this is. */
  readonly args: readonly Type[];
}

export interface ClassInfo {
  /** The class itself first, `object` last. */
  readonly mro: readonly MroEntry[];
  /** A base that is not known: attributes that are not found may still exist. */
  readonly hasUnknownBase: boolean;
  /** Names of the type parameters, in order. */
  readonly parameters: readonly string[];
}

export function equalClassInfo(a: ClassInfo | undefined, b: ClassInfo | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && describe(a) === describe(b));
}

const describe = (info: ClassInfo): string =>
  JSON.stringify([info.hasUnknownBase, info.parameters, info.mro.map((entry) => [entry.ref, entry.args.map(typeKey)])]);

export function classInfo(project: Project, ref: string): ClassInfo | undefined {
  const definition = classDefinition(project, ref);
  if (!definition) return undefined;
  const { chunk, node } = definition;
  const bases: ClassType[] = [];
  const parameters: string[] = [];
  let hasUnknownBase = false;
  parameters.push(...node.typeParameters.map(({ name }) => name));
  for (const { value } of node.arguments) collectDeclaredParameters(chunk, value, parameters);
  for (const argument of node.arguments) {
    if (argument.name !== undefined) continue;
    const base = argument.stars === 0 ? baseOf(chunk, argument.value, parameters) : unknown;
    if (base === undefined) continue;
    if (base.kind === 'class') bases.push(base);
    else hasUnknownBase = true;
  }
  const self: MroEntry = { ref, args: [] };
  const lines = bases.map((base) => mroOfBase(project, base));
  if (lines.some((line) => line.hasUnknownBase)) hasUnknownBase = true;
  const object = builtinInstance(chunk, 'object');
  const mro = [
    self,
    ...merge([...lines.map((line) => line.mro), bases.map(({ ref: base, args }) => ({ ref: base, args }))]),
  ];
  if (object.kind === 'instance' && ref !== object.ref && !mro.some((entry) => entry.ref === object.ref))
    mro.push({ ref: object.ref, args: [] });
  return { mro, hasUnknownBase, parameters };
}

/** `Generic[K, V]` and `Protocol[K, V]` say in which order the type parameters stand. */
function collectDeclaredParameters(chunk: Chunk, base: Expression, parameters: string[]): void {
  if (base.kind === 'Subscript' && isGenericMarker(typeOf(chunk, base.value)))
    for (const argument of argumentsOfBase(chunk, base)) collectTypeVars(argument, parameters);
}

const argumentsOfBase = (chunk: Chunk, { indices }: Subscript): readonly Type[] =>
  indices
    .flatMap((index) => (index.kind === 'Collection' ? index.elements : [index]))
    .map((index) => annotatedType(chunk, index));

/** A base class; undefined for `Generic` and `Protocol`, which only declare type parameters. */
function baseOf(chunk: Chunk, expression: Expression, parameters: string[]): Type | undefined {
  if (expression.kind === 'Subscript') {
    const origin = typeOf(chunk, expression.value);
    const args = argumentsOfBase(chunk, expression);
    for (const arg of args) collectTypeVars(arg, parameters);
    if (isGenericMarker(origin)) return undefined;
    return origin.kind === 'class' ? classType(origin.ref, args) : unknown;
  }
  const type = typeOf(chunk, expression);
  return isGenericMarker(type) ? undefined : isTypedDict(type) ? dictClass(chunk) : type;
}

const isTypedDict = (type: Type): boolean => type.kind === 'external' && type.path === 'typing.TypedDict';

/** What a TypedDict is at run time: https://docs.python.org/3/library/typing.html#typing.TypedDict */
function dictClass(chunk: Chunk): Type {
  const dict = builtinInstance(chunk, 'dict');
  return dict.kind === 'instance' ? classType(dict.ref, [builtinInstance(chunk, 'str'), unknown]) : unknown;
}

const isGenericMarker = (type: Type): boolean =>
  type.kind === 'external' && (type.path === 'typing.Generic' || type.path === 'typing.Protocol');

function mroOfBase(project: Project, base: ClassType): { mro: readonly MroEntry[]; hasUnknownBase: boolean } {
  const info = project.ask.classInfo(base.ref);
  if (!info) return { mro: [{ ref: base.ref, args: base.args }], hasUnknownBase: true };
  const solved = argumentsOf(info.parameters, base.args);
  return {
    mro: info.mro.map((entry, i) => ({
      ref: entry.ref,
      args: i === 0 ? base.args : entry.args.map((arg) => substitute(arg, solved)),
    })),
    hasUnknownBase: info.hasUnknownBase,
  };
}

/** C3 linearisation, as `type.mro()`; where classes contradict each other the first list wins. */
function merge(lists: readonly (readonly MroEntry[])[]): MroEntry[] {
  const remaining = lists.map((list) => [...list]).filter((list) => list.length > 0);
  const result: MroEntry[] = [];
  while (remaining.length > 0) {
    const heads = remaining.flatMap((list) => list.slice(0, 1));
    const next =
      heads.find(({ ref }) => !remaining.some((list) => list.slice(1).some((entry) => entry.ref === ref))) ?? heads[0];
    if (!next) break;
    result.push(next);
    for (const list of remaining) {
      const index = list.findIndex((entry) => entry.ref === next.ref);
      if (index >= 0) list.splice(index, 1);
    }
    for (let i = remaining.length - 1; i >= 0; i--) if (remaining[i]?.length === 0) remaining.splice(i, 1);
  }
  return result;
}

/** Whether a class is, or inherits from, another. Undefined when an unknown base leaves it open. */
export function isSubclass(project: Project, ref: string, base: string): boolean | undefined {
  const info = project.ask.classInfo(ref);
  if (!info) return undefined;
  if (info.mro.some((entry) => entry.ref === base)) return true;
  return info.hasUnknownBase ? undefined : false;
}

// ----------------------------------------------------------------------------- what a class holds

/** What the class body itself binds a name to; undefined when it does not. */
export function ownMember(project: Project, ref: string, name: string): Type | undefined {
  const definition = classDefinition(project, ref);
  if (!definition) return undefined;
  const { chunk, node } = definition;
  const scope = chunk.facts.scopes[bodyScope(chunk.facts, node)];
  const bindings = (scope?.names.get(name) ?? [])
    .map((index) => chunk.facts.bindings[index])
    .filter((binding) => binding !== undefined)
    .filter((binding) => isAlive(chunk, binding));
  const last = bindings.at(-1);
  if (!last) return undefined;
  const unconditional = bindings.filter((binding) => standsInBody(chunk, binding.node, node));
  if (unconditional.at(-1) === last) return typeOfBinding(chunk, last);
  return unionOf(bindings.map((binding) => typeOfBinding(chunk, binding)));
}

/** Bindings that are not alive are gone already: an `if` that is decided makes no difference. */
function standsInBody(chunk: Chunk, id: number, cls: ClassDef): boolean {
  const { facts } = chunk;
  for (let parent = facts.parents[id] ?? -1; parent >= 0; parent = facts.parents[parent] ?? -1) {
    const node = facts.nodes[parent];
    if (node === cls) return true;
    if (node?.kind === 'If' && staticTest(chunk, node.test) !== undefined) continue;
    if (node?.kind === 'If' || node?.kind === 'Try' || node?.kind === 'For' || node?.kind === 'While') return false;
  }
  return true;
}

type AttributeMentions = ReadonlyMap<number, ReadonlyMap<string, readonly Attribute[]>>;

const storesOfFacts = new WeakMap<Facts, AttributeMentions>();
const mentionsOfFacts = new WeakMap<Facts, AttributeMentions>();

/** By class node id, by attribute: the places where methods store `self.attribute`. */
const attributeStores = (facts: Facts): AttributeMentions =>
  attributesOfReceivers(facts, storesOfFacts, ({ context }) => context === 'store');

/** The places in a class's methods that store what an attribute of `self` reads. */
export function storesOfAttribute(facts: Facts, attribute: Attribute): readonly Attribute[] {
  const cls = attribute.value.kind === 'Name' ? classOfReceiver(facts, attribute.id, attribute.value.name) : undefined;
  return (
    attributeStores(facts)
      .get(cls ?? -1)
      ?.get(attribute.attribute) ?? []
  );
}

/** Every place in a class's methods that has `self.attribute`, the given one apart. */
export function mentionsOfAttribute(facts: Facts, attribute: Attribute): readonly Attribute[] {
  const cls = attribute.value.kind === 'Name' ? classOfReceiver(facts, attribute.id, attribute.value.name) : undefined;
  const mentions = attributesOfReceivers(facts, mentionsOfFacts, () => true);
  return (mentions.get(cls ?? -1)?.get(attribute.attribute) ?? []).filter((mention) => mention !== attribute);
}

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
function classOfReceiver(facts: Facts, id: number, name: string): number | undefined {
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

/** What methods of the class itself store in `self.name`; undefined when they store nothing there. */
export function instanceAttribute(project: Project, ref: string, name: string): Type | undefined {
  const definition = classDefinition(project, ref);
  if (!definition) return undefined;
  const stores = attributeStores(definition.chunk.facts).get(definition.node.id)?.get(name);
  if (!stores || isDeclared(definition, name)) return undefined;
  return storedType(definition, stores);
}

/** The annotation of an attribute, in the class's body or where a method stores it; undefined without one. */
export function declaredMember(project: Project, ref: string, name: string): Type | undefined {
  const definition = classDefinition(project, ref);
  if (!definition) return undefined;
  const { chunk, node } = definition;
  const scope = chunk.facts.scopes[bodyScope(chunk.facts, node)];
  const inBody = (scope?.names.get(name) ?? []).flatMap((index) => chunk.facts.bindings[index]?.node ?? []);
  const inMethods =
    attributeStores(chunk.facts)
      .get(node.id)
      ?.get(name)
      ?.map(({ id }) => id) ?? [];
  for (const id of [...inBody, ...inMethods]) {
    const parent = chunk.facts.nodes[chunk.facts.parents[id] ?? -1];
    if (parent?.kind === 'AnnAssign') return declaredType(chunk, parent.annotation);
  }
  return undefined;
}

/** Whether the class body says `name: T`: then it says it all. */
function isDeclared({ chunk: { facts }, node }: Definition, name: string): boolean {
  const scope = facts.scopes[bodyScope(facts, node)];
  return (scope?.names.get(name) ?? []).some((index) => {
    const target = facts.bindings[index]?.node ?? -1;
    return facts.nodes[facts.parents[target] ?? -1]?.kind === 'AnnAssign';
  });
}

/** What the class's body and methods give an attribute that the body or a method declares; undefined where they give nothing. */
export function valuesGiven(project: Project, ref: string, name: string): Type | undefined {
  const definition = classDefinition(project, ref);
  if (!definition) return undefined;
  const { facts } = definition.chunk;
  const scope = facts.scopes[bodyScope(facts, definition.node)];
  const inBody = (scope?.names.get(name) ?? []).flatMap(
    (index) => facts.nodes[facts.bindings[index]?.node ?? -1] ?? [],
  );
  const inMethods = attributeStores(facts).get(definition.node.id)?.get(name) ?? [];
  const values = valuesOf(definition, [...inBody, ...inMethods]);
  return values.length > 0 ? withoutEmpty(values) : undefined;
}

function storedType({ chunk, node }: Definition, stores: readonly Node[]): Type {
  const parents = stores.map((store) => parentOf(chunk.facts, store));
  const declaration = parents.find((parent) => parent?.kind === 'AnnAssign');
  const seen = withoutEmpty(valuesOf({ chunk, node }, stores));
  return declaration?.kind === 'AnnAssign' ? asSeen(chunk, declaredType(chunk, declaration.annotation), seen) : seen;
}

interface StoredValue {
  readonly type: Type;
  readonly from: Expression | undefined;
}

/** What targets are given; a declaration alone gives nothing. */
function valuesOf({ chunk }: Definition, stores: readonly Node[]): readonly StoredValue[] {
  return stores.flatMap((store) => {
    const parent = parentOf(chunk.facts, store);
    if (parent?.kind === 'AugAssign' || (parent?.kind === 'AnnAssign' && !parent.value)) return [];
    if (parent?.kind === 'AnnAssign' && parent.value) return { type: typeOf(chunk, parent.value), from: parent.value };
    const type = parent ? typeGivenTo(chunk, store, parent, undefined) : unknown;
    return { type, from: parent?.kind === 'Assign' ? parent.value : undefined };
  });
}

function withoutEmpty(values: readonly StoredValue[]): Type {
  const types = values.map(({ type }) => type);
  return unionOf(values.filter(({ type, from }) => !from || !isEmptyFor(from, type, types)).map(({ type }) => type));
}
