import type { Scope } from '../../facts/facts.ts';
import type { Alias, ImportFrom, Name, Node } from '../../facts/nodes.ts';
import { bodyScope } from '../../facts/walk.ts';
import { blocking, isOfBlocking } from '../../knowledge/blocking.ts';
import { partsBinding } from '../names/class-parts.ts';
import { functionDefinition, lastName, referenceTo } from '../names/definitions.ts';
import type { BindingPlace } from '../names/module-bindings.ts';
import { absoluteName, contextOf, importedModule, resolveIn, resolveModule } from '../names/modules.ts';
import { chunkOf, NAMESPACE, type Chunk, type Project, type SourceFile } from '../names/project.ts';
import { fromStarImports } from '../names/star-imports.ts';
import { isAlive } from '../names/static-conditions.ts';
import {
  atMost,
  callableType,
  externalType,
  moduleType,
  unionOf,
  unknown,
  type FunctionType,
  type Type,
} from '../types/types.ts';
import { typeOfBinding } from './bindings.ts';
import { openArguments } from './call-arguments.ts';
import { resultOfCalling } from './calls.ts';
import { isLeftOut } from './call-site-inference.ts';

/** The type of a module's attribute; undefined when the module certainly has none of that name. */
export function moduleMember(project: Project, uri: string, name: string): Type | undefined {
  const file = project.files.get(uri);
  if (!file) return undefined;
  return project.ask.moduleGlobal(uri, name) ?? submodule(project, file, name) ?? fromModuleGetattr(project, file);
}

/** What a name means in the module's own code, builtins aside. */
export function moduleGlobal(project: Project, uri: string, name: string): Type | undefined {
  const file = project.files.get(uri);
  const places = project.ask.moduleBindings(uri).get(name);
  return (places && typeOfPlaces(project, uri, places)) ?? (file && fromStarImports(project, uri, name));
}

function typeOfPlaces(project: Project, uri: string, places: readonly BindingPlace[]): Type | undefined {
  const types: Type[] = [];
  for (const place of places) {
    const chunk = chunkOf(project, uri, place.chunk);
    const binding = chunk?.facts.bindings[place.binding];
    if (chunk && binding && isAlive(chunk, binding)) types.push(typeOfBinding(chunk, place.binding));
  }
  return types.length > 0 ? unionOf(preferFound(types)) : undefined;
}

/** `try: import fast except ImportError: fast = None`: what could be resolved tells more than what could not. */
const preferFound = (types: readonly Type[]): readonly Type[] => {
  const found = types.filter((type) => type.kind !== 'external' && type.kind !== 'none');
  const externals = types.filter((type) => type.kind === 'external');
  if (found.length === 0 && externals.length > 0) return externals;
  return externals.length > 0 ? found : types;
};

function submodule(project: Project, file: SourceFile, name: string): Type | undefined {
  if (!file.isPackage) return undefined;
  const module = `${file.module}.${name}`;
  const uri = resolveModule(project, module, file.uri);
  return uri === undefined ? undefined : moduleType(module, uri);
}

function fromModuleGetattr(project: Project, file: SourceFile): Type | undefined {
  return project.ask.moduleBindings(file.uri).has('__getattr__') ? unknown : undefined;
}

/** The type that an import binds its name to. */
export function typeOfImport(chunk: Chunk, alias: Alias): Type {
  const statement = chunk.facts.nodes[chunk.facts.parents[alias.id] ?? -1];
  if (statement?.kind === 'ImportFrom') return typeOfImportFrom(chunk, statement, alias);
  const module = alias.asname === undefined ? (alias.name.split('.')[0] ?? alias.name) : alias.name;
  return moduleOrExternal(chunk, module);
}

function moduleOrExternal(chunk: Chunk, module: string): Type {
  const uri = resolveModule(chunk.project, module, chunk.file.uri);
  return uri === undefined ? externalType(module) : moduleType(module, uri);
}

function typeOfImportFrom(chunk: Chunk, statement: ImportFrom, alias: Alias): Type {
  const found = importedModule(chunk, statement);
  const name = absoluteName(chunk.file, statement.module, statement.level);
  if (!found) return externalType(`${name}.${alias.name}`);
  const member = memberOfModule(chunk.project, found.module, found.uri, alias.name, contextOf(chunk));
  // Others may put modules into the same namespace.
  return member ?? (found.uri.startsWith(NAMESPACE) ? externalType(`${name}.${alias.name}`) : unknown);
}

/** A module's attribute or submodule; undefined when it certainly has neither. */
export function memberOfModule(
  project: Project,
  module: string,
  uri: string,
  name: string,
  context: string,
): Type | undefined {
  const member = uri.startsWith(NAMESPACE) ? undefined : project.ask.moduleMember(uri, name);
  if (member) return asTablesName(project, member, uri, `${module}.${name}`);
  const submodule = module === '' ? name : `${module}.${name}`;
  const submoduleUri = resolveIn(project, submodule, context);
  return submoduleUri === undefined ? undefined : moduleType(submodule, submoduleUri);
}

/**
 * What a library makes so that nothing is known of it still has its name: by a lazy `__getattr__`, decorators that nobody
 * understands, a method that the module gives another name.
 */
function asTablesName(project: Project, type: Type, uri: string, name: string): Type {
  if (!isOfBlocking(name) || project.files.get(uri)?.isLibrary !== true) return type;
  switch (type.kind) {
    case 'unknown':
      return externalType(name);
    case 'callable':
      return type.of ? type : callableType(type.result, externalType(name));
    // One for each system.
    case 'union':
      return type.items.every(({ kind }) => kind === 'class') ? externalType(name) : type;
    case 'function':
      return blocking[name] && !blocking[name].unless && isHandedOut(project, type, name)
        ? callableType(resultOfAnyCall(project, type), externalType(name))
        : type;
    default:
      return type;
  }
}

/** `from_env = DockerClient.from_env`, `read_csv = _read`: neither the class nor the function tells that name. */
const isHandedOut = ({ ask }: Project, { ref }: FunctionType, name: string): boolean =>
  !name.endsWith(`.${lastName(ref)}`) || ask.signature(ref)?.ownerClass !== undefined;

function resultOfAnyCall(project: Project, type: FunctionType): Type {
  const chunk = functionDefinition(project, type.ref)?.chunk;
  return chunk ? resultOfCalling(chunk, type, openArguments) : unknown;
}

/** The type of a name that is read. */
export function typeOfName(chunk: Chunk, node: Name): Type {
  const reaching = chunk.facts.reaching.get(node.id);
  if (reaching && reaching.length > 0) return typeOfBindings(chunk, reaching);
  return lookUpName(chunk, node.name, chunk.facts.scopeOf[node.id] ?? 0, node);
}

export function typeOfBindings(chunk: Chunk, indices: readonly number[]): Type {
  const types: Type[] = [];
  let isDefault = false;
  for (const index of indices) {
    const binding = chunk.facts.bindings[index];
    if (!binding || !isAlive(chunk, binding)) continue;
    const type = typeOfBinding(chunk, index);
    if (type === unknown && indices.length > 1 && isLeftOut(chunk, binding)) isDefault = true;
    else types.push(type);
  }
  if (types.length === 0) return unknown;
  const type = unionOf(preferFound(types));
  return isDefault ? atMost(type, 'declared') : type;
}

/**
 * Looks a name up from a scope outwards, as Python does at run time: functions see enclosing functions, not enclosing classes.
 * With `reader`, code that runs at module level sees what the chunks above have bound by then.
 */
export function lookUpName(chunk: Chunk, name: string, from: number, reader?: Node): Type {
  const { facts } = chunk;
  let atModuleLevel = true;
  for (let index = from; index > 0; index = facts.scopes[index]?.parent ?? 0) {
    const scope = facts.scopes[index];
    if (!scope) break;
    const visible = scope.type !== 'class' || index === from;
    const bound = boundFor(chunk, scope, scope.names.get(name), reader);
    if (visible && bound && !scope.globals.includes(name) && !scope.nonlocals.includes(name))
      return typeOfBindings(chunk, bound);
    const above = visible && scope.type === 'class' ? boundInClassAbove(chunk, scope, name) : undefined;
    if (above) return above;
    if (scope.globals.includes(name)) return moduleName(chunk, name, false);
    if (scope.type === 'function' || scope.type === 'lambda') atModuleLevel = false;
  }
  return moduleName(chunk, name, atModuleLevel && reader !== undefined);
}

/** A class body runs from top to bottom: where it reads a name that it binds only below, Python looks around the class. */
function boundFor(
  { facts }: Chunk,
  scope: Scope,
  bindings: readonly number[] | undefined,
  reader: Node | undefined,
): readonly number[] | undefined {
  if (scope.type !== 'class' || !reader) return bindings;
  const above = bindings?.filter((index) => facts.nodes[facts.bindings[index]!.node]!.start < reader.start);
  return above?.length === 0 ? undefined : above;
}

/** What the chunks above, of the class that this one goes on with, bind a name to in the class's body. */
function boundInClassAbove(chunk: Chunk, { node }: Scope, name: string): Type | undefined {
  const cls = node < chunk.facts.own ? chunk.facts.nodes[node] : undefined;
  if (cls?.kind !== 'ClassDef') return undefined;
  const ref = referenceTo(chunk, cls);
  const { ask } = chunk.project;
  // Its facts change with each key in its methods.
  if (!ask.isBoundInHead(ref, name) && ask.chunksBinding(ref, name).length === 0) return undefined;
  const at = chunk.file.chunks.indexOf(chunk.id);
  for (const part of [...partsBinding(chunk.project, ref, name)].reverse()) {
    if (chunk.file.chunks.indexOf(part.chunk.id) >= at) continue;
    const { facts } = part.chunk;
    const bound = facts.scopes[bodyScope(facts, part.node)]?.names.get(name);
    if (bound) return typeOfBindings(part.chunk, bound);
  }
  return undefined;
}

function moduleName(chunk: Chunk, name: string, asOfHere: boolean): Type {
  const { project, file } = chunk;
  const earlier = asOfHere ? boundAbove(chunk, name) : undefined;
  return earlier ?? project.ask.moduleGlobal(file.uri, name) ?? builtin(project, contextOf(chunk), name) ?? unknown;
}

/** What the chunks above this one have bound a name to where this chunk begins. */
function boundAbove(chunk: Chunk, name: string): Type | undefined {
  const { chunks, uri } = chunk.file;
  const binding = chunk.project.ask.chunksBindingGlobals(uri).get(name);
  if (!binding) return undefined;
  const at = chunks.indexOf(chunk.id);
  const places: BindingPlace[] = [];
  for (const id of binding.filter((above) => chunks.indexOf(above) < at).reverse()) {
    const bound = chunk.project.ask.chunkExports(String(id)).get(name);
    if (!bound) continue;
    places.unshift(...bound.bindings.map((binding) => ({ chunk: id, binding })));
    if (!bound.maybeUnbound) break;
  }
  return places.length > 0 ? typeOfPlaces(chunk.project, uri, places) : undefined;
}

export function builtin(project: Project, context: string, name: string): Type | undefined {
  const uri = resolveIn(project, 'builtins', context);
  return uri === undefined ? undefined : project.ask.moduleMember(uri, name);
}

// --------------------------------------------------------------------------- static conditions
