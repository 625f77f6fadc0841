import { blocking } from '../../knowledge/blocking.ts';
import { contextOf } from '../names/modules.ts';
import type { Chunk, Project } from '../names/project.ts';
import type { MroEntry } from '../types/class-info.ts';
import { isBuiltin, isOfObject } from '../types/standard-names.ts';
import { argumentsOf, substitute, withoutTypeVars, type Substitution } from '../types/substitution.ts';
import {
  atMost,
  callableType,
  certaintyOf,
  classType,
  externalType,
  following,
  functionType,
  membersOf,
  unionOf,
  unknown,
  type ClassType,
  type CoroutineType,
  type InstanceType,
  type Type,
  instanceType,
} from '../types/types.ts';
import { asSeen } from './as-seen.ts';
import { builtinInstance, typingInstance } from './builtin-instances.ts';
import { argumentsFromTypes } from './call-arguments.ts';
import { resultOfFunction } from './calls.ts';
import { memberOfModule } from './names.ts';
import { nameOfMember } from './tables.ts';
import { heldBy, isTrait } from './traits.ts';

/** An attribute's type; undefined when the type is known and certainly has no such attribute. */
export const member = (chunk: Chunk, type: Type, name: string): Type | undefined =>
  following(type, memberOf(chunk, type, name));

function memberOf(chunk: Chunk, type: Type, name: string): Type | undefined {
  switch (type.kind) {
    case 'module':
      return memberOfModule(chunk.project, type.name, type.uri, name, contextOf(chunk));
    case 'external':
      return externalType(`${type.path}.${name}`);
    case 'instance':
      return asTablesName(chunk, type, name, memberOfInstance(chunk, type, name));
    case 'class':
      return asTablesName(chunk, type, name, memberOfClass(chunk, type, name));
    case 'coroutine':
      return memberOfCoroutine(chunk, type, name);
    case 'typevar':
      return type.bound ? member(chunk, type.bound, name) : unknown;
    case 'union':
      return memberOfUnion(chunk, membersOf(type), name);
    default:
      return unknown;
  }
}

/** The attributes of coroutine objects: https://docs.python.org/3/library/inspect.html#types-and-members */
const COROUTINE_ATTRIBUTES = new Set([
  'send',
  'throw',
  'close',
  'cr_await',
  'cr_frame',
  'cr_running',
  'cr_code',
  'cr_origin',
  'cr_suspended',
]);

/** What a library's decorators or descriptors make of a method so that nothing is known of it still has its name. */
function asTablesName(
  chunk: Chunk,
  owner: InstanceType | ClassType,
  name: string,
  found: Type | undefined,
): Type | undefined {
  const isNameless = found?.kind === 'unknown' || (found?.kind === 'callable' && found.of === undefined);
  const known = isNameless ? nameOfMember(chunk, owner.ref, name, blocking) : undefined;
  if (known === undefined) return found;
  return found?.kind === 'callable' ? callableType(found.result, externalType(known)) : externalType(known);
}

/** What coroutines are not: async or plain iterables, context managers, containers. */
const PROTOCOLS = /^__(a?iter|a?next|a?enter|a?exit|len|getitem|contains|call)__$/;

function memberOfCoroutine(chunk: Chunk, { result }: CoroutineType, name: string): Type | undefined {
  if (name === '__await__') return callableType(typingInstance(chunk, 'Generator', [unknown, unknown, result]));
  if (COROUTINE_ATTRIBUTES.has(name)) return unknown;
  return name.startsWith('__') && !PROTOCOLS.test(name) ? unknown : undefined;
}

/** What is None, or lacks the attribute, has been sorted out by the author, or fails for a reason that is not ours. */
function memberOfUnion(chunk: Chunk, items: readonly Type[], name: string): Type | undefined {
  const found = items.filter((item) => item.kind !== 'none').flatMap((item) => member(chunk, item, name) ?? []);
  return found.length === 0 ? undefined : unionOf(found);
}

/** With `skip`, what the classes behind the first ones in line have. */
export function memberOfInstance(chunk: Chunk, type: InstanceType, name: string, skip = 0): Type | undefined {
  const found = memberOfClasses(chunk, type, name, skip);
  if (!found || found.kind === 'unknown' || chunk.file.isLibrary || !isReplaceableName(type, name)) return found;
  const { ask } = chunk.project;
  const kept = ask.isTest(chunk.file.uri) ? ask.keptInTests(type.ref, name) : ask.keptAs(type.ref, name);
  if (kept) return atMost(found, kept);
  return found.kind === 'function' ? unknown : atMost(found, 'declared');
}

const isReplaceableName = (type: InstanceType, name: string): boolean => !name.startsWith('__') && !isBuiltin(type);

function memberOfClasses(chunk: Chunk, type: InstanceType, name: string, skip: number): Type | undefined {
  const { project } = chunk;
  const info = project.ask.classInfo(type.ref);
  if (!info) return unknown;
  if (name === '__class__') return classType(type.ref, type.args);
  const solved = argumentsOf(info.parameters, type.args);
  const line = skip === 0 ? info.mro : info.mro.slice(skip);
  for (const entry of line) {
    const own = project.ask.ownMember(entry.ref, name);
    const stored =
      own === undefined || isPlainValue(own) || isReplaceable(project, own)
        ? project.ask.instanceAttribute(entry.ref, name)
        : undefined;
    if (own === undefined && stored === undefined) continue;
    const ownType =
      own &&
      bind(chunk, ofSelf(substituteEntry(chunk, asAssigned(chunk, own, entry, name), entry, solved), type), type);
    const types = [...(ownType ? [ownType] : []), ...(stored ? [substituteEntry(chunk, stored, entry, solved)] : [])];
    if (ownType || stored !== unknown)
      return orOutside(project, type, name, orInherited(project, line, entry, name, unionOf(types)));
    return declaredAttribute(chunk, type, name) ?? unknown;
  }
  const outside = skip === 0 ? project.ask.outsideAttribute(type.ref, name) : undefined;
  if (outside) return outside;
  if (info.hasUnknownBase || (skip === 0 && isInSubclass(project, type.ref, name))) return unknown;
  return dynamicAttribute(chunk, type, line, name);
}

/** What a class's body declares of an attribute is proven where all that its methods store there agrees. */
const asAssigned = (chunk: Chunk, own: Type, { ref }: MroEntry, name: string): Type =>
  certaintyOf(own) === 'declared' && isPlainValue(own)
    ? asSeen(chunk, own, chunk.project.ask.valuesAssigned(ref, name))
    : own;

/** What makes objects awaitable may be in the subclasses alone. */
const isInSubclass = ({ ask }: Project, ref: string, name: string): boolean =>
  name === '__await__' && (ask.subclassesOf(ref)?.some((each) => ask.ownMember(each, name) !== undefined) ?? true);

/** What a class itself only makes None, its bases (mixins) may fill. */
function orInherited({ ask }: Project, line: readonly MroEntry[], { ref }: MroEntry, name: string, type: Type): Type {
  if (type.kind !== 'none') return type;
  const behind = line.slice(line.findIndex((entry) => entry.ref === ref) + 1);
  return unionOf([type, ...behind.flatMap((entry) => ask.instanceAttribute(entry.ref, name) ?? [])]);
}

/** What is only ever None in the class itself is something else when others see to it. */
function orOutside({ ask }: Project, { ref }: InstanceType, name: string, type: Type): Type {
  const outside = type.kind === 'none' ? ask.outsideAttribute(ref, name) : undefined;
  return outside ? unionOf([type, outside]) : type;
}

/** What an instance's or class's attribute is annotated as, in the class or where a method stores it; undefined without annotation. */
export function declaredAttribute({ project }: Chunk, type: Type, name: string): Type | undefined {
  const info = type.kind === 'instance' || type.kind === 'class' ? project.ask.classInfo(type.ref) : undefined;
  if (!info || (type.kind !== 'instance' && type.kind !== 'class')) return undefined;
  const solved = argumentsOf(info.parameters, type.args);
  for (const entry of info.mro) {
    const declared = project.ask.declaredMember(entry.ref, name);
    if (declared) return withoutTypeVars(substituteEntry({ project }, declared, entry, solved));
    if (project.ask.ownMember(entry.ref, name) !== undefined) return undefined;
  }
  return undefined;
}

const isPlainValue = (type: Type): boolean =>
  type.kind !== 'function' && type.kind !== 'callable' && type.kind !== 'class' && !isTrait(type);

/** A method may give way to what the class stores in its place: `self.send = self.send_compressed`. */
const isReplaceable = ({ ask }: Project, type: Type): boolean =>
  type.kind === 'function' && ask.signature(type.ref)?.descriptor !== 'property';

/** Expresses what a base class says in the arguments of the instance. */
function substituteEntry(
  chunk: { readonly project: Project },
  type: Type,
  entry: MroEntry,
  solved: Substitution,
): Type {
  const parameters = chunk.project.ask.classInfo(entry.ref)?.parameters ?? [];
  if (parameters.length === 0) return type;
  const args =
    entry.args.length > 0
      ? entry.args.map((arg) => substitute(arg, solved))
      : parameters.map((name) => solved.get(name) ?? unknown);
  return substitute(type, argumentsOf(parameters, args));
}

/** `objects: ClassVar[Manager[Self]]` of a base, as the class that it is asked of has it. */
const ofSelf = (type: Type, self: InstanceType): Type =>
  type.kind === 'function' ? type : substitute(type, new Map([['Self', self]]));

/** The descriptor protocol, as far as it is sure. */
function bind(chunk: Chunk, type: Type, receiver: InstanceType): Type {
  return following(type, bound(chunk, type, receiver));
}

function bound(chunk: Chunk, type: Type, receiver: InstanceType): Type {
  if (type.kind === 'union') return unionOf(type.items.map((item) => bind(chunk, item, receiver)));
  if (type.kind === 'instance' && isTrait(type)) return heldBy(type);
  if (type.kind === 'instance' && isDescriptor(chunk, type)) return unknown;
  if (type.kind !== 'function' || type.receiver) return type;
  switch (chunk.project.ask.signature(type.ref)?.descriptor) {
    case 'property':
      return resultOfFunction(chunk, functionType(type.ref, receiver), argumentsFromTypes([]));
    case 'static':
      return type;
    case 'class':
      return functionType(type.ref, classType(receiver.ref, receiver.args));
    default:
      return functionType(type.ref, receiver);
  }
}

function isDescriptor(chunk: Chunk, type: InstanceType): boolean {
  const info = chunk.project.ask.classInfo(type.ref);
  return info?.mro.some((entry) => chunk.project.ask.ownMember(entry.ref, '__get__') !== undefined) ?? false;
}

/** What `__getattr__` gives. Python does not ask it for special methods. */
function dynamicAttribute(chunk: Chunk, type: InstanceType, mro: readonly MroEntry[], name: string): Type | undefined {
  const { ask } = chunk.project;
  const intercepts = ({ ref }: MroEntry): boolean => {
    const own = ask.ownMember(ref, '__getattribute__');
    return own !== undefined && !isOfObject(own);
  };
  if (mro.some(intercepts)) return unknown;
  const getter = mro.map(({ ref }) => ask.ownMember(ref, '__getattr__')).find((own) => own !== undefined);
  if (getter?.kind !== 'function' || name.startsWith('__')) return getter && unknown;
  const asked = argumentsFromTypes([builtinInstance(chunk, 'str')]);
  return resultOfFunction(chunk, functionType(getter.ref, type), asked);
}

/** What the class's dictionary, or that of a base, holds under a name; nothing is bound. */
export function memberOfClassRaw(
  { project }: { readonly project: Project },
  ref: string,
  name: string,
): Type | undefined {
  for (const entry of project.ask.classInfo(ref)?.mro ?? []) {
    const own = project.ask.ownMember(entry.ref, name);
    if (own !== undefined) return own;
  }
  return undefined;
}

function memberOfClass(chunk: Chunk, type: ClassType, name: string): Type | undefined {
  const { project } = chunk;
  const info = project.ask.classInfo(type.ref);
  if (!info) return unknown;
  const solved = argumentsOf(info.parameters, type.args);
  for (const entry of info.mro) {
    const own = project.ask.ownMember(entry.ref, name);
    if (own === undefined) continue;
    const found = ofSelf(substituteEntry(chunk, own, entry, solved), instanceType(type.ref, type.args));
    if (found.kind !== 'function') return found.kind === 'instance' && isDescriptor(chunk, found) ? unknown : found;
    const descriptor = project.ask.signature(found.ref)?.descriptor;
    if (descriptor === 'property') return unknown;
    return descriptor === 'class' ? functionType(found.ref, type) : found;
  }
  return unknown;
}

// ------------------------------------------------------------------------------- what types give
