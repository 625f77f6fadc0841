import type { Binding } from '../facts/facts.ts';
import type { Alias, FunctionDef, Import, ImportFrom, Lambda, Node } from '../facts/nodes.ts';
import { resolveIn } from '../facts/scopes.ts';
import { preorder } from '../facts/walk.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { fileNames, firstPart, namesIn } from './file-names.ts';

/**
 * How `dotted` (`asyncio.sleep`) is written at a place with the imports that the file has: `asyncio.sleep`, `aio.sleep`,
 * `sleep`. `module` is the part of it that must be imported. Undefined where no import that certainly holds gives it.
 */
export function usableName(view: ChunkView, place: Node, module: string, dotted: string): string | undefined {
  const names = fileNames(view).aliases.flatMap(({ chunk, alias }) => {
    const name = nameThrough(chunk, alias, module, dotted);
    return name !== undefined && holdsAt(view, place, chunk, alias, firstPart(name)) ? [name] : [];
  });
  // Who imports the very name writes it so.
  return names.find((name) => !name.includes('.')) ?? names[0];
}

/** Whether an import at the top of the file may bind this name to `target` and be seen at the place. */
export function canImportAs(view: ChunkView, place: Node, name: string, target: string): boolean {
  const resolution = resolveIn(view.facts, view.facts.scopeOf[place.id] ?? 0, name);
  if (resolution !== 'module' && resolution.scope !== 0) return false;
  return (fileNames(view).bindings.get(name) ?? []).every(({ chunk, binding }) => targetOf(chunk, binding) === target);
}

/** Whether nothing in the file calls anything by this name. */
export function isUnusedName(view: ChunkView, name: string): boolean {
  return !fileNames(view).used.has(name);
}

/** A name that nothing in the file has: `task`, `task_2`. */
export function unusedName(view: ChunkView, base: string): string {
  let name = base;
  for (let n = 2; !isUnusedName(view, name); n++) name = `${base}_${n}`;
  return name;
}

/** A name that nothing in the function has. */
export function unusedNameIn(view: ChunkView, around: FunctionDef | Lambda, base: string): string {
  const taken = new Set<string>();
  for (const node of preorder(view.facts, around)) for (const name of namesIn(node)) if (name) taken.add(name);
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}_${String(n)}`;
  return name;
}

/** The statement that an alias belongs to, where it is an absolute import. */
export function importOf(view: ChunkView, alias: Alias): Import | ImportFrom | undefined {
  const statement = view.parent(alias);
  if (statement?.kind === 'Import') return statement;
  return statement?.kind === 'ImportFrom' && statement.level === 0 ? statement : undefined;
}

function nameThrough(view: ChunkView, alias: Alias, module: string, dotted: string): string | undefined {
  const statement = importOf(view, alias);
  if (!statement) return undefined;
  if (statement.kind === 'Import') {
    if (alias.name === module) return (alias.asname ?? alias.name) + dotted.slice(module.length);
    return alias.asname === undefined && alias.name.startsWith(`${module}.`) ? dotted : undefined;
  }
  const imported = `${statement.module}.${alias.name}`;
  const isEnough = imported === module || imported.startsWith(`${module}.`);
  if (!isEnough || (dotted !== imported && !dotted.startsWith(`${imported}.`))) return undefined;
  return (alias.asname ?? alias.name) + dotted.slice(imported.length);
}

/** Whether the import has surely run at the place, and the name still means it there. */
function holdsAt(view: ChunkView, place: Node, chunk: ChunkView, alias: Alias, name: string): boolean {
  const statement = importOf(chunk, alias);
  if (!statement) return false;
  const block = chunk.parent(statement);
  const target = importedBy(chunk, alias);
  const resolution = resolveIn(view.facts, view.facts.scopeOf[place.id] ?? 0, name);
  if (resolution === 'module' || resolution.scope === 0) {
    if (block !== undefined || !canImportAs(view, place, name, target)) return false;
    return view.functionAround(place) !== undefined || isBefore(view, chunk, alias, place);
  }
  const bindings = resolution.bindings.map((index) => view.facts.bindings[index]);
  return (
    chunk.chunk === view.chunk &&
    block?.kind === 'FunctionDef' &&
    view.facts.scopes[resolution.scope]?.node === block.id &&
    alias.start < place.start &&
    bindings.every((binding) => binding !== undefined && targetOf(view, binding) === target)
  );
}

export function isBefore(view: ChunkView, chunk: ChunkView, node: Node, place: Node): boolean {
  if (chunk.chunk === view.chunk) return node.end <= place.start;
  const order = view.fileChunks().map((each) => each.chunk);
  return order.indexOf(chunk.chunk) < order.indexOf(view.chunk);
}

/** The dotted name of what a binding imports; undefined for other bindings and relative imports. */
function targetOf(view: ChunkView, binding: Binding): string | undefined {
  const alias = view.facts.nodes[binding.node];
  return alias?.kind === 'Alias' && importOf(view, alias) ? importedBy(view, alias) : undefined;
}

/** What the name that an alias binds stands for. */
function importedBy(view: ChunkView, alias: Alias): string {
  const statement = view.parent(alias);
  if (statement?.kind === 'ImportFrom') return `${statement.module}.${alias.name}`;
  return alias.asname === undefined ? firstPart(alias.name) : alias.name;
}
