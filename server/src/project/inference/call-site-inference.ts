import type { Binding } from '../../facts/facts.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, Expression, FunctionDef, Parameter } from '../../facts/nodes.ts';
import { parentOf } from '../../facts/walk.ts';
import { classDefinition, functionDefinition, lastName, referenceTo } from '../names/definitions.ts';
import type { Location } from '../names/location.ts';
import { callsByName, chunksCalling, isPartial, type ChunkPlace } from '../names/mentioned-places.ts';
import { chunkOf, type Chunk, type Project } from '../names/project.ts';
import type { ParameterType, Signature } from '../types/signature.ts';
import { isBuiltin } from '../types/standard-names.ts';
import { withoutTypeVars } from '../types/substitution.ts';
import { atMost, membersOf, never, none, unionOf, unknown, type Type } from '../types/types.ts';
import { parametersAfter } from './calls.ts';
import { typeOf } from './expressions.ts';
import { memberOfClassRaw } from './members.ts';

/** What an unannotated parameter is given by the user's own calls; unknown where that is not sure. */
export function typeFromCallSites(chunk: Chunk, owner: FunctionDef, parameter: Parameter): Type {
  if (chunk.file.isLibrary || chunk.file.isStub || !isOpenToCalls(owner, parameter)) return unknown;
  return chunk.project.ask.calledParameter(`${referenceTo(chunk, owner)} ${parameter.name}`);
}

function isOpenToCalls({ name }: FunctionDef, { type, annotation, default: value }: Parameter): boolean {
  if (annotation || type === 'args' || type === 'kwargs') return false;
  if (value && !(value.kind === 'Constant' && value.type === 'None')) return false;
  return name === '__init__' || !name.startsWith('__');
}

/**
 * The type of a parameter from the calls of its function: a union of instances and modules, which all calls agree on that tell.
 * Unknown where one tells something else.
 */
export function calledParameter(project: Project, key: string): Type {
  const [ref = '', name = ''] = key.split(' ');
  const definition = functionDefinition(project, ref);
  const parameter = definition?.node.parameters.find((candidate) => candidate.name === name);
  const places = parameter && placesOfCalls(project, ref);
  if (!places) return unknown;
  const passed: Type[] = [];
  for (const { uri, chunk } of places) {
    const type = project.ask.argumentPassed(`${key} ${String(chunk)} ${uri}`);
    if (type === unknown) return unknown;
    if (type) passed.push(type);
  }
  const type = unionOf(passed);
  if (passed.length === 0 || type.kind === 'none') return unknown;
  return atMost(parameter.default && type !== never ? unionOf([type, none]) : type, 'declared');
}

/** Whether a parameter is None unless it is passed, and no call of the user's own passes it. */
function isNeverPassed(chunk: Chunk, parameter: Parameter): boolean {
  const owner = parentOf(chunk.facts, parameter);
  if (!parameter.default || owner?.kind !== 'FunctionDef' || chunk.file.isLibrary || chunk.file.isStub) return false;
  if (!isOpenToCalls(owner, parameter)) return false;
  const ref = referenceTo(chunk, owner);
  return (
    placesOfCalls(chunk.project, ref)?.every(
      ({ uri, chunk: id }) =>
        chunk.project.ask.argumentPassed(`${ref} ${parameter.name} ${String(id)} ${uri}`) === undefined,
    ) ?? false
  );
}

/**
 * Whether a binding is a parameter that is None unless it is passed, and that no call passes: of `session or Session()`, and behind
 * `if session is None: session = Session()`, what is made in its place tells what it is.
 */
export function isLeftOut(chunk: Chunk, { type, node: id, prior }: Binding): boolean {
  const node = chunk.facts.nodes[id];
  if (type === 'parameter') return node?.kind === 'Parameter' && isNeverPassed(chunk, node);
  return (
    type === 'narrow' && prior.length > 0 && prior.every((index) => isLeftOut(chunk, chunk.facts.bindings[index]!))
  );
}

/** The same of a name that is read. */
export function isNameLeftOut(chunk: Chunk, node: Expression): boolean {
  const reaching = node.kind === 'Name' ? (chunk.facts.reaching.get(node.id) ?? []) : [];
  return reaching.length > 0 && reaching.every((index) => isLeftOut(chunk, chunk.facts.bindings[index]!));
}

/** Where the function may be called: the chunks with its name, for a constructor those with the names of its classes. */
function placesOfCalls(project: Project, ref: string): readonly ChunkPlace[] | undefined {
  const names = namesOf(project, ref);
  if (!names) return undefined;
  const all: ChunkPlace[] = [];
  for (const name of names) {
    const places = chunksCalling(project, name);
    if (!places) return undefined;
    all.push(...places);
  }
  all.push(...chunksOfSubclasses(project, ref));
  return [...new Map(all.map((place) => [place.chunk, place])).values()];
}

/** What calls of the function name; undefined when that may be too much. */
function namesOf(project: Project, ref: string): readonly string[] | undefined {
  const cls = constructed(project, ref);
  if (cls === undefined) return [lastName(ref)];
  const subclasses = project.ask.subclassesOf(cls);
  return subclasses && [...new Set([cls, ...subclasses].map(lastName))];
}

/** The class that a constructor is of; undefined for other functions. */
const constructed = (project: Project, ref: string): string | undefined =>
  lastName(ref) === '__init__' ? project.ask.signature(ref)?.ownerClass : undefined;

/** Where `super().__init__()` and its like call a constructor. */
function chunksOfSubclasses(project: Project, ref: string): readonly ChunkPlace[] {
  const cls = constructed(project, ref);
  return ((cls === undefined ? undefined : project.ask.subclassesOf(cls)) ?? []).flatMap((subclass) => {
    const chunk = classDefinition(project, subclass)?.chunk;
    return chunk ? [{ uri: chunk.file.uri, chunk: chunk.id }] : [];
  });
}

/** What the calls in one chunk give a parameter: undefined where they give nothing, unknown where one of them is not clear. */
export function argumentPassed(project: Project, key: string): Type | undefined {
  const [ref = '', name = '', id = '', uri = ''] = key.split(' ');
  const chunk = chunkOf(project, uri, Number(id));
  if (!chunk) return undefined;
  const types = argumentsIn(chunk, ref, name).map((value) => evidence(typeOf(chunk, value)));
  return types.length > 0 ? unionOf(types) : undefined;
}

/** What the calls in a chunk give a parameter. */
function argumentsIn(chunk: Chunk, ref: string, name: string): readonly Expression[] {
  const calls = callsByName(chunk.facts);
  const names = namesOf(chunk.project, ref) ?? [];
  const callees = constructed(chunk.project, ref) === undefined ? names : [...names, '__init__'];
  return callees.flatMap((callee) =>
    (calls.get(callee) ?? []).flatMap((call) => {
      const target = targetOf(chunk, call, callee, ref);
      return (target && argumentFor(target, call, name)) ?? [];
    }),
  );
}

/** An argument that tells what a parameter is. */
export interface TellingArgument {
  readonly name: string;
  readonly type: Type;
  readonly at: Location;
}

/** The first argument by which calls tell what a parameter is; undefined where its type does not come from calls. */
export function tellingArgument(chunk: Chunk, owner: FunctionDef, parameter: Parameter): TellingArgument | undefined {
  if (typeFromCallSites(chunk, owner, parameter) === unknown) return undefined;
  const { name } = parameter;
  const ref = referenceTo(chunk, owner);
  for (const place of placesOfCalls(chunk.project, ref) ?? []) {
    const caller = chunkOf(chunk.project, place.uri, place.chunk);
    for (const value of caller ? argumentsIn(caller, ref, name) : []) {
      const type = caller ? typeOf(caller, value) : unknown;
      if (type.kind === 'instance' || type.kind === 'module')
        return { name, type, at: { ...place, start: value.start, end: value.end } };
    }
  }
  return undefined;
}

/** What tells: instances and modules. Numbers, texts and containers do not, as several kinds of them are mostly welcome. */
export function evidence(type: Type): Type {
  const isClear = membersOf(type).every(
    (item) =>
      item.kind === 'none' ||
      item.kind === 'never' ||
      item.kind === 'module' ||
      (item.kind === 'instance' && !isBuiltin(item)),
  );
  return isClear ? withoutTypeVars(type) : unknown;
}

// ------------------------------------------------------------------------------------ what is called

/** How a call reaches a function: the parameters that its arguments go to, the first arguments that go elsewhere left out. */
interface Target {
  readonly parameters: readonly ParameterType[];
  readonly skipped: number;
}

function targetOf(chunk: Chunk, call: Call, name: string, ref: string): Target | undefined {
  const isHandedOn = lastNameIn(call.func) !== name && isPartial(lastNameIn(call.func));
  const callee = isHandedOn ? call.args[0]?.value : call.func;
  const parameters = callee && parametersReached(chunk, typeOf(chunk, callee), ref);
  return parameters && { parameters, skipped: isHandedOn ? 1 : 0 };
}

function parametersReached({ project }: Chunk, callee: Type, ref: string): readonly ParameterType[] | undefined {
  const { ask } = project;
  const signature = ask.signature(ref);
  if (!signature) return undefined;
  if (callee.kind === 'class') {
    const maker = memberOfClassRaw({ project }, callee.ref, '__init__');
    return maker?.kind === 'function' && maker.ref === ref ? signature.parameters.slice(1) : undefined;
  }
  const called = callee.kind === 'callable' ? callee.of : callee;
  if (called?.kind !== 'function') return undefined;
  if (called.ref !== ref && !overrides(project, signature, ref, called.ref)) return undefined;
  return parametersAfter(signature, called.receiver);
}

/** Whether calling the other method may run this one, as its class inherits from the other's. */
function overrides(project: Project, { ownerClass }: Signature, ref: string, other: string): boolean {
  const owner = lastName(other) === lastName(ref) && !ref.endsWith('__init__') ? ownerClass : undefined;
  const base = owner === undefined ? undefined : project.ask.signature(other)?.ownerClass;
  return (
    base !== undefined &&
    owner !== undefined &&
    (project.ask.classInfo(owner)?.mro.some((entry) => entry.ref === base) ?? false)
  );
}

/** The argument that goes to a parameter; undefined where it is left out, or cannot be told behind `*` and `**`. */
function argumentFor({ parameters, skipped }: Target, { args }: Call, name: string): Expression | undefined {
  const named = args.find((argument) => argument.name === name);
  if (named) return named.value;
  const positional = parameters.filter(({ type }) => type === 'positional' || type === 'positional-only');
  const position = positional.findIndex((parameter) => parameter.name === name) + skipped;
  const before = args.slice(0, position + 1);
  const argument = before[position];
  const isClear = before.every(({ stars, name: keyword }) => stars === 0 && keyword === undefined);
  return position >= skipped && argument && isClear ? argument.value : undefined;
}
