import type { NameTable } from '../../knowledge/name-table.ts';
import { classDefinition, functionDefinition, lastName, partsOf } from '../names/definitions.ts';
import { resolveIn, resolveModule } from '../names/modules.ts';
import type { Chunk, Project, TableIndex } from '../names/project.ts';
import { instanceType, membersOf, moduleType, type Type } from '../types/types.ts';
import { openArguments } from './call-arguments.ts';
import { resultOfCalling } from './calls.ts';
import { member, memberOfClassRaw } from './members.ts';
import { memberOfModule } from './names.ts';
import { publicName } from './public-name.ts';

/**
 * The table's value for what a type stands for, however the code came to it: imported under another name, re-exported,
 * inherited. For a union, the value that all its members share.
 */
export function lookup<V>(chunk: Chunk, type: Type, table: NameTable<V>): V | undefined {
  if (type.kind !== 'union') return lookupOne(chunk, type, table);
  const values = membersOf(type)
    .filter((item) => item.kind !== 'none')
    .map((item) => lookupOne(chunk, item, table));
  const [first] = values;
  return values.every((value) => value !== undefined) ? first : undefined;
}

function lookupOne<V>(chunk: Chunk, type: Type, table: NameTable<V>): V | undefined {
  const name = publicNameOf(chunk, type, indexOf(chunk.project, table));
  return name === undefined ? undefined : table[name];
}

/** The name in a table of what a library's class has under a name, its own or a base's. */
export function nameOfMember(chunk: Chunk, ref: string, name: string, table: NameTable<unknown>): string | undefined {
  const candidates = indexOf(chunk.project, table).byLast.get(name) ?? [];
  if (candidates.length === 0 || !isOfLibrary(chunk, ref)) return undefined;
  const line = chunk.project.ask.classInfo(ref)?.mro ?? [];
  return candidates.find((candidate) => {
    const owner = ownerCalled(chunk, candidate.slice(0, candidate.lastIndexOf('.')));
    return owner !== undefined && line.some((entry) => entry.ref === owner);
  });
}

const isOfLibrary = ({ project }: Chunk, ref: string): boolean =>
  project.files.get(partsOf(ref).uri)?.isLibrary === true;

function indexOf(project: Project, table: NameTable<unknown>): TableIndex {
  const known = project.tables.get(table);
  if (known) return known;
  const byLast = new Map<string, string[]>();
  const byOwner = new Map<string, string[]>();
  for (const name of Object.keys(table)) {
    add(byLast, name.slice(name.lastIndexOf('.') + 1), name);
    add(byOwner, ownerOf(name), name);
  }
  const index = { byLast, byOwner };
  project.tables.set(table, index);
  return index;
}

function add(index: Map<string, string[]>, part: string, name: string): void {
  const names = index.get(part);
  if (names) names.push(name);
  else index.set(part, [name]);
}

const ownerOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));

function publicNameOf(chunk: Chunk, type: Type, index: TableIndex): string | undefined {
  switch (type.kind) {
    case 'external':
      return nameOfExternal(type.path, index);
    case 'class':
      return nameOfClass(chunk, type.ref, index);
    case 'function':
      // Names first: most functions are in no table.
      return mayBeNamed(index, lastName(type.ref)) ? nameOfFunction(chunk, type, index) : undefined;
    case 'instance':
      return nameOfObject(chunk, type.ref, index);
    case 'callable':
      return type.of && publicNameOf(chunk, type.of, index);
    default:
      return undefined;
  }
}

const nameOfClass = (chunk: Chunk, ref: string, index: TableIndex): string | undefined =>
  classCandidates(index, lastName(ref)).find((name) => {
    const candidate = publicName(chunk, name);
    return candidate?.kind === 'class' && candidate.ref === ref;
  });

/** `threading.Lock` is another name of the class `_thread.lock`. */
const classCandidates = (index: TableIndex, name: string): readonly string[] =>
  index.byLast.get(name) ?? index.byLast.get(name.charAt(0).toUpperCase() + name.slice(1)) ?? [];

/** A module may keep an object that is called like a function, as `shutil.rmtree` is: its class tells, where that stands beside it. */
function nameOfObject(chunk: Chunk, ref: string, index: TableIndex): string | undefined {
  const module = chunk.project.files.get(partsOf(ref).uri)?.module ?? '';
  return (index.byOwner.get(module) ?? []).find((name) => {
    const candidate = publicName(chunk, name);
    return candidate?.kind === 'instance' && candidate.ref === ref;
  });
}

/** `boto3.client().upload_file`, `redis.Redis().get`: calls on the way to a name make no difference. */
function nameOfExternal(path: string, index: TableIndex): string | undefined {
  const last = path.slice(path.lastIndexOf('.') + 1);
  if (last.endsWith('()') || !(index.byLast.has(last) || index.byLast.has('*'))) return undefined;
  return (
    nameOfPlain(path.replaceAll('()', ''), index) ??
    nameOfPlain(path.replace(OTHER_CONSTRUCTOR, '').replaceAll('()', ''), index)
  );
}

/** `BlobClient.from_connection_string().upload_blob`: what makes an instance of its class does not stand in the names of tables. */
const OTHER_CONSTRUCTOR = /(?<=\.[A-Z]\w*)\.from_\w+\(\)/;

function nameOfPlain(plain: string, index: TableIndex): string | undefined {
  const last = plain.slice(plain.lastIndexOf('.') + 1);
  const exact = (index.byLast.get(last) ?? []).find((name) => name === plain);
  if (exact !== undefined) return exact;
  const owner = `${plain.slice(0, plain.lastIndexOf('.'))}.*`;
  return (index.byLast.get('*') ?? []).find((name) => name === owner);
}

const mayBeNamed = ({ byLast }: TableIndex, function_: string): boolean =>
  byLast.has(function_) || (byLast.has('*') && !function_.startsWith('_'));

function nameOfFunction(
  chunk: Chunk,
  type: Extract<Type, { kind: 'function' }>,
  index: TableIndex,
): string | undefined {
  const own = lastName(type.ref);
  const candidates = index.byLast.get(own) ?? [];
  const method = chunk.project.ask.signature(type.ref)?.ownerClass !== undefined;
  if (!method) {
    const exact = candidates.find((name) => {
      const candidate = publicName(chunk, name);
      return candidate?.kind === 'function' && candidate.ref === type.ref;
    });
    return exact ?? wildcardModule(chunk, type.ref, index);
  }
  for (const name of candidates) if (isMethodOf(chunk, type, ownerOf(name), own)) return name;
  if (own.startsWith('_')) return undefined;
  return (index.byLast.get('*') ?? []).find((name) => isMethodOf(chunk, type, name.slice(0, -2), own));
}

/**
 * Whether the method is what a named class has under that name: the receiver's class is or inherits from it, and nothing
 * closer to the receiver overrides the method.
 */
function isMethodOf(
  chunk: Chunk,
  type: Extract<Type, { kind: 'function' }>,
  className: string,
  method: string,
): boolean {
  const owner = ownerCalled(chunk, className);
  if (owner === undefined) return false;
  const { receiver } = type;
  const line =
    receiver?.kind === 'instance' || receiver?.kind === 'class'
      ? (chunk.project.ask.classInfo(receiver.ref)?.mro.map(({ ref }) => ref) ?? [])
      : [owner];
  if (!line.includes(owner)) return false;
  const inherited = memberOfClassRaw(chunk, owner, method);
  return inherited?.kind === 'function' && inherited.ref === type.ref;
}

function wildcardModule(chunk: Chunk, ref: string, index: TableIndex): string | undefined {
  const { uri, qualifiedName } = partsOf(ref);
  if (qualifiedName.includes('.') || qualifiedName.startsWith('_')) return undefined;
  return (index.byLast.get('*') ?? []).find(
    (name) => resolveModule(chunk.project, name.slice(0, -2), chunk.file.uri) === uri,
  );
}

/** The class that a name leads to, be it by a value of it. */
function ownerCalled(chunk: Chunk, name: string): string | undefined {
  const type = publicName(chunk, name);
  const value = type && valueOf(chunk.project, type);
  return value?.kind === 'class' || value?.kind === 'instance' ? value.ref : undefined;
}

/**
 * What a dotted public name leads to: the longest module that exists, then attributes, which a class stands for its instances and
 * a function for what it gives. Undefined when it leads nowhere.
 */
export function resolvePublicName(project: Project, name: string, context: string): Type | undefined {
  const parts = name.split('.');
  const [first = ''] = parts;
  const uri = resolveIn(project, first, context);
  if (uri === undefined) return undefined;
  let type: Type = moduleType(first, uri);
  for (const part of parts.slice(1)) {
    const next: Type | undefined =
      type.kind === 'module'
        ? memberOfModule(project, type.name, type.uri, part, context)
        : memberOfValue(project, type, part);
    if (!next) return undefined;
    type = next;
  }
  return type;
}

/** `docker.from_env.containers.run`: a member of what the property `containers` of what `from_env()` gives is. */
function memberOfValue(project: Project, type: Type, name: string): Type | undefined {
  const value = valueOf(project, type);
  if (value.kind !== 'class' && value.kind !== 'instance') return undefined;
  const own = memberOfClassRaw({ project }, value.ref, name);
  if (own?.kind === 'class' || (own?.kind === 'function' && !isProperty(project, own.ref))) return own;
  const owner = classDefinition(project, value.ref)?.chunk;
  return owner && member(owner, instanceType(value.ref), name);
}

/** A function stands for what it gives. */
function valueOf(project: Project, type: Type): Type {
  const definition = type.kind === 'function' ? functionDefinition(project, type.ref) : undefined;
  return definition ? resultOfCalling(definition.chunk, type, openArguments) : type;
}

const isProperty = ({ ask }: Project, ref: string): boolean => ask.signature(ref)?.descriptor === 'property';
