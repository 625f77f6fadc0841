import type { Expression, Node } from '../../facts/nodes.ts';
import { unknown, type Type } from '../types/types.ts';
import type { BindingPlace } from './module-bindings.ts';
import { absoluteName, importedModule, resolveModule } from './modules.ts';
import { chunkOf, NAMESPACE, type Chunk, type Project } from './project.ts';
import { nodeIsAlive } from './static-conditions.ts';

/** `from x import *` */
export interface StarImport {
  readonly module: string;
  /** How many dots stand before the name. */
  readonly level: number;
}

/** What `from … import *` in a file binds a name to. https://docs.python.org/3/reference/simple_stmts.html#import */
export function fromStarImports(project: Project, uri: string, name: string): Type | undefined {
  let isOpen = false;
  for (const module of project.ask.starImports(uri)) {
    const source = resolveModule(project, module, uri);
    if (source === undefined) isOpen = true;
    const type = source === undefined || source.startsWith(NAMESPACE) ? undefined : exported(project, source, name);
    if (type) return type;
  }
  return isOpen ? unknown : undefined;
}

/** Of a module with `__all__`, a name in it counts wherever it comes from; else what is public and bound there. */
function exported(project: Project, uri: string, name: string): Type | undefined {
  const all = project.ask.dunderAll(uri);
  if (all !== undefined && all !== 'unknown')
    return all.includes(name) ? project.ask.moduleMember(uri, name) : undefined;
  if (name.startsWith('_') || !isPublicInStub(project, uri, name)) return undefined;
  return all === 'unknown' ? project.ask.moduleMember(uri, name) : project.ask.moduleGlobal(uri, name);
}

/** PEP 484: what a stub imports is its own business, unless it is imported `as` itself. */
function isPublicInStub(project: Project, uri: string, name: string): boolean {
  if (!project.files.get(uri)?.isStub) return true;
  const places = project.ask.moduleBindings(uri).get(name) ?? [];
  return places.length === 0 || places.some((place) => !isPrivateImport(project, uri, place, name));
}

function isPrivateImport(project: Project, uri: string, place: BindingPlace, name: string): boolean {
  const chunk = chunkOf(project, uri, place.chunk);
  const node = chunk?.facts.nodes[chunk.facts.bindings[place.binding]?.node ?? -1];
  return node?.kind === 'Alias' && node.asname !== name;
}

/** The modules of which a file imports `*`, as absolute names, the last one first: it hides those before. */
export function starImports(project: Project, uri: string): readonly string[] {
  const file = project.files.get(uri);
  return (file?.chunks ?? [])
    .flatMap((id) => project.ask.chunkStarImports(String(id)))
    .map(({ module, level }) => absoluteName(file!, module, level))
    .reverse();
}

export const chunkStarImports = (project: Project, chunk: string): readonly StarImport[] =>
  (project.facts.get(chunk)?.nodes ?? []).flatMap((node) =>
    node.kind === 'ImportFrom' && node.names[0]?.name === '*' ? [{ module: node.module, level: node.level }] : [],
  );

// -------------------------------------------------------------------------------------- __all__

/** A step that makes or changes `__all__`. */
export interface AllStep {
  /** The statement or call. */
  readonly node: number;
  readonly operator: 'set' | 'add' | 'remove';
  /** Names, nodes of other modules' `__all__`, and undefined for what cannot be read. */
  readonly parts: readonly (string | { readonly node: number } | undefined)[];
}

/** The names in a module's `__all__`; undefined where it has none, `unknown` where it is worked out at run time. */
export function dunderAll(project: Project, uri: string): readonly string[] | 'unknown' | undefined {
  let names: Set<string> | undefined;
  for (const id of project.files.get(uri)?.chunks ?? [])
    for (const { node, operator, parts } of project.ask.chunkDunderAll(String(id))) {
      const chunk = chunkOf(project, uri, id);
      if (!chunk || !nodeIsAlive(chunk, node)) continue;
      const listed = parts.map((part) => namesOf(chunk, part));
      if (listed.some((some) => some === undefined)) return 'unknown';
      const flat = listed.flatMap((some) => some ?? []);
      if (operator === 'remove') for (const name of flat) names?.delete(name);
      else names = new Set([...(operator === 'add' ? (names ?? []) : []), ...flat]);
    }
  return names && [...names];
}

function namesOf(chunk: Chunk, part: AllStep['parts'][number]): readonly string[] | undefined {
  if (typeof part !== 'object') return part === undefined ? undefined : [part];
  const node = chunk.facts.nodes[part.node];
  const source = node && moduleOfAll(chunk, node);
  const names = source === undefined ? undefined : chunk.project.ask.dunderAll(source);
  return names === 'unknown' ? undefined : names;
}

/** The module whose `__all__` an expression is: `shapes.__all__`, or `shapes_all` of `from .shapes import __all__ as shapes_all`. */
function moduleOfAll(chunk: Chunk, node: Node): string | undefined {
  if (node.kind === 'Attribute' && node.attribute === ALL && node.value.kind === 'Name') {
    const module = chunk.project.ask.moduleGlobal(chunk.file.uri, node.value.name);
    return module?.kind === 'module' ? module.uri : undefined;
  }
  if (node.kind !== 'Name') return undefined;
  for (const id of chunk.file.chunks) {
    const home = chunkOf(chunk.project, chunk.file.uri, id);
    for (const statement of home?.facts.nodes ?? [])
      if (
        statement.kind === 'ImportFrom' &&
        statement.names.some(({ name, asname }) => name === ALL && (asname ?? name) === node.name)
      )
        return importedModule(home!, statement)?.uri;
  }
  return undefined;
}

const ALL = '__all__';

/** What a chunk does to `__all__` at module level. */
export function chunkDunderAll(project: Project, chunk: string): readonly AllStep[] {
  const facts = project.facts.get(chunk);
  return (facts?.nodes ?? []).flatMap((node): AllStep[] => {
    const [operator, value] = stepOf(node) ?? [];
    if (!operator || !value || (facts!.scopeOf[node.id] ?? 0) !== 0) return [];
    // Of several branches any may be the one that is taken.
    const isSure = (facts!.parents[node.id] ?? -1) < 0 || operator !== 'set';
    return [{ node: node.id, operator: isSure ? operator : 'add', parts: partsOf(value) }];
  });
}

function stepOf(node: Node): [AllStep['operator'], Expression] | undefined {
  switch (node.kind) {
    case 'Assign':
      return node.targets.some(isAll) ? ['set', node.value] : undefined;
    case 'AnnAssign':
      return isAll(node.target) && node.value ? ['set', node.value] : undefined;
    case 'AugAssign':
      return isAll(node.target) ? ['add', node.value] : undefined;
    case 'Call': {
      const [argument] = node.args;
      if (node.func.kind !== 'Attribute' || !isAll(node.func.value) || !argument) return undefined;
      const operator = METHODS.get(node.func.attribute);
      return operator && [operator, argument.value];
    }
    default:
      return undefined;
  }
}

const isAll = (node: Expression): boolean => node.kind === 'Name' && node.name === ALL;

const METHODS: ReadonlyMap<string, AllStep['operator']> = new Map([
  ['extend', 'add'],
  ['append', 'add'],
  ['remove', 'remove'],
]);

function partsOf(value: Expression): AllStep['parts'] {
  switch (value.kind) {
    case 'Collection':
      return value.elements.flatMap((element) => partsOf(element));
    case 'Starred':
      return partsOf(value.value);
    case 'BinOp':
      return value.operator === '+' ? [...partsOf(value.left), ...partsOf(value.right)] : [undefined];
    case 'Constant':
      return [value.type === 'str' && typeof value.value === 'string' ? value.value : undefined];
    case 'Name':
    case 'Attribute':
      return [{ node: value.id }];
    default:
      return [undefined];
  }
}
