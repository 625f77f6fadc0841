import type { Binding } from '../../facts/facts.ts';
import type { ClassDef, Expression, Node, Subscript } from '../../facts/nodes.ts';
import { bodyScope, parentOf } from '../../facts/walk.ts';
import { attributeStores } from '../names/attribute-mentions.ts';
import { partsBinding, partsStoring } from '../names/class-parts.ts';
import { classDefinition, type Definition } from '../names/definitions.ts';
import type { Chunk, Project } from '../names/project.ts';
import { isAlive, staticTest } from '../names/static-conditions.ts';
import type { MroEntry, ClassInfo } from '../types/class-info.ts';
import { argumentsOf, collectTypeVars, substitute } from '../types/substitution.ts';
import { atMost, classType, unionOf, unknown, type ClassType, type Type } from '../types/types.ts';
import { annotatedType, declaredType } from './annotations.ts';
import { asSeen } from './as-seen.ts';
import { typeAssignedTo, typeOfBinding } from './bindings.ts';
import { builtinInstance } from './builtin-instances.ts';
import { isEmptyFor, typeOf } from './expressions.ts';
import { isNameLeftOut } from './call-site-inference.ts';

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

// ----------------------------------------------------------------------------- what a class holds

/** What the class body itself binds a name to; undefined when it does not. */
export function ownMember(project: Project, ref: string, name: string): Type | undefined {
  const found = partsBinding(project, ref, name).flatMap(({ chunk, node }) =>
    placesNaming({ chunk, node }, name).flatMap((place) => {
      const binding = chunk.facts.bindings[place];
      return binding && isAlive(chunk, binding) ? [{ chunk, node, place, binding }] : [];
    }),
  );
  const last = found.at(-1);
  if (!last) return undefined;
  const unconditional = found.filter(({ chunk, node, binding }) => standsInBody(chunk, binding.node, node));
  if (unconditional.at(-1) === last) return typeOfBinding(last.chunk, last.place);
  return unionOf(found.map(({ chunk, place }) => typeOfBinding(chunk, place)));
}

/** The bindings of a name in the class's body. */
const namedIn = (part: Definition, name: string): readonly Binding[] =>
  placesNaming(part, name).flatMap((place) => part.chunk.facts.bindings[place] ?? []);

const placesNaming = ({ chunk: { facts }, node }: Definition, name: string): readonly number[] =>
  facts.scopes[bodyScope(facts, node)]?.names.get(name) ?? [];

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

/** What methods of the class itself store in `self.name`; undefined when they store nothing there. */
export function instanceAttribute(project: Project, ref: string, name: string): Type | undefined {
  const stores = storesIn(project, ref, name);
  return stores.length === 0 || isDeclared(project, ref, name) ? undefined : storedType(stores);
}

interface Target {
  readonly chunk: Chunk;
  readonly node: Node;
}

/** Where methods of the class store `self.name`. */
const storesIn = (project: Project, ref: string, name: string): readonly Target[] =>
  partsStoring(project, ref, name).flatMap(({ chunk, node }) =>
    (attributeStores(chunk.facts).get(node.id)?.get(name) ?? []).map((store) => ({ chunk, node: store })),
  );

/** Where the class's body binds a name. */
const targetsIn = (project: Project, ref: string, name: string): readonly Target[] =>
  partsBinding(project, ref, name).flatMap((part) =>
    namedIn(part, name).flatMap(({ node }) => {
      const target = part.chunk.facts.nodes[node];
      return target ? { chunk: part.chunk, node: target } : [];
    }),
  );

/** The annotation of an attribute, in the class's body or where a method stores it; undefined without one. */
export function declaredMember(project: Project, ref: string, name: string): Type | undefined {
  for (const { chunk, node } of [...targetsIn(project, ref, name), ...storesIn(project, ref, name)]) {
    const parent = parentOf(chunk.facts, node);
    if (parent?.kind === 'AnnAssign') return declaredType(chunk, parent.annotation);
  }
  return undefined;
}

/** Whether the class body says `name: T`: then it says it all. */
const isDeclared = (project: Project, ref: string, name: string): boolean =>
  targetsIn(project, ref, name).some(({ chunk, node }) => parentOf(chunk.facts, node)?.kind === 'AnnAssign');

/** What the class's body and methods give an attribute that the body or a method declares; undefined where they give nothing. */
export function valuesAssigned(project: Project, ref: string, name: string): Type | undefined {
  const values = valuesOf([...targetsIn(project, ref, name), ...storesIn(project, ref, name)]);
  return values.length > 0 ? withoutEmpty(values) : undefined;
}

function storedType(stores: readonly Target[]): Type {
  const seen = withoutEmpty(valuesOf(stores));
  for (const { chunk, node } of stores) {
    const declaration = parentOf(chunk.facts, node);
    if (declaration?.kind === 'AnnAssign') return asSeen(chunk, declaredType(chunk, declaration.annotation), seen);
  }
  return seen;
}

interface StoredValue {
  readonly chunk: Chunk;
  readonly type: Type;
  readonly from: Expression | undefined;
}

/** What targets are given; a declaration alone gives nothing. */
function valuesOf(targets: readonly Target[]): readonly StoredValue[] {
  return targets.flatMap(({ chunk, node }) => {
    const parent = parentOf(chunk.facts, node);
    if (parent?.kind === 'AugAssign' || (parent?.kind === 'AnnAssign' && !parent.value)) return [];
    if (parent?.kind === 'AnnAssign' && parent.value)
      return { chunk, type: typeOf(chunk, parent.value), from: parent.value };
    const type = parent ? typeAssignedTo(chunk, node, parent, undefined) : unknown;
    return { chunk, type, from: parent?.kind === 'Assign' ? parent.value : undefined };
  });
}

function withoutEmpty(values: readonly StoredValue[]): Type {
  const types = values.map(({ type }) => type);
  const given = values.filter(({ type, from }) => !from || !isEmptyFor(from, type, types));
  const made = given.filter((value) => !isNeverGiven(value));
  const isMade = made.length < given.length && made.some(({ type }) => type.kind !== 'none');
  const known = unionOf((isMade ? made : given).map(({ type }) => type));
  return isMade ? atMost(known, 'declared') : known;
}

/** `self.client = client` of a parameter that is None unless it is passed, and that no call passes. */
const isNeverGiven = ({ chunk, type, from }: StoredValue): boolean =>
  type === unknown && from !== undefined && isNameLeftOut(chunk, from);
