import type { ImportFrom, Name, Node } from '../facts/nodes.ts';
import { resolveIn } from '../facts/scopes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, lineEnd } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { insertImportLine } from './import-line.ts';
import { canImportAs, isBefore, usableName } from './usable-name.ts';

/** A name that is usable at a place once the edits are made. */
export interface ImportedName {
  readonly name: string;
  /** Empty where the name is imported already. */
  readonly edits: readonly Edit[];
}

/** Packages whose submodules are there when the package itself is imported. */
const wholePackages = new Set(['asyncio', 'anyio', 'pytest', 'trio']);

/**
 * How to write a public dotted name (`asyncio.sleep`, `anyio.to_thread.run_sync`, `contextlib.aclosing`) at a place:
 * through the imports that are there, else as a member of its module, which is then imported.
 */
export function reference(view: ChunkView, place: Node, dotted: string): ImportedName {
  const [top = dotted] = dotted.split('.');
  const module = wholePackages.has(top) ? top : dotted.slice(0, dotted.lastIndexOf('.'));
  const known = usableName(view, place, module, dotted);
  if (known !== undefined) return { name: known, edits: [] };
  const imported = importModule(view, place, module);
  return { name: imported.name + dotted.slice(module.length), edits: imported.edits };
}

/** `import module`, and the name by which the module goes at the place: `asyncio`, `aio`, `asyncio_`. */
export function importModule(view: ChunkView, place: Node, module: string): ImportedName {
  const known = usableName(view, place, module, module);
  if (known !== undefined) return { name: known, edits: [] };
  const [top = module] = module.split('.');
  const isFree = canImportAs(view, place, top, top);
  const name = isFree ? module : freeName(view, place, module.replaceAll('.', '_'), module);
  const line = isFree ? `import ${module}` : `import ${module} as ${name}`;
  return { name, edits: [insertImportLine(view, line, { isFrom: false, module })] };
}

/** `from module import member`, and the name by which it goes at the place. Joins an import from the same module. */
export function importName(view: ChunkView, place: Node, module: string, member: string): ImportedName {
  const dotted = `${module}.${member}`;
  const known = usableName(view, place, dotted, dotted);
  if (known !== undefined) return { name: known, edits: [] };
  const name = canImportAs(view, place, member, dotted) ? member : freeName(view, place, member, dotted);
  const item = name === member ? member : `${member} as ${name}`;
  const joined = joinImport(view, place, module, item);
  const edit = joined ?? insertImportLine(view, `from ${module} import ${item}`, { isFrom: true, module });
  return { name, edits: [edit] };
}

/**
 * Brings in another name of the module that a name comes from: nothing where that is the file itself, else `member` in the same
 * `from … import`. Undefined where the place sees something else under that name, or the module may not have it.
 */
export function importBeside(view: ChunkView, known: Name, member: string, uri: string): MakeEdits | undefined {
  const resolution = resolveIn(view.facts, view.facts.scopeOf[known.id] ?? 0, member);
  if (resolution !== 'module' && resolution.scope !== 0) return undefined;
  if (uri === view.uri) return () => [];
  for (const chunk of view.fileChunks())
    for (const statement of chunk.facts.body) {
      if (statement.kind !== 'ImportFrom' || statement.names.every(({ name }) => name !== known.name)) continue;
      const { module, names } = statement;
      if (names.some(({ name, asname }) => name === member && asname === undefined)) return () => [];
      const isOwn = module !== '' && new RegExp(`/${module.replaceAll('.', '/')}(/__init__)?\\.pyi?$`).test(uri);
      return isOwn && canImportAs(view, known, member, `${module}.${member}`)
        ? () => [joinItem(chunk, statement, member)]
        : undefined;
    }
  return undefined;
}

/** PEP 8's `asyncio_` for a name that is taken. */
function freeName(view: ChunkView, place: Node, base: string, target: string): string {
  let name = `${base}_`;
  for (let n = 2; !canImportAs(view, place, name, target); n++) name = `${base}_${n}`;
  return name;
}

function joinImport(view: ChunkView, place: Node, module: string, item: string): Edit | undefined {
  for (const chunk of view.fileChunks()) {
    for (const statement of chunk.facts.body) {
      if (statement.kind !== 'ImportFrom' || statement.level > 0 || statement.module !== module) continue;
      if (statement.names.length === 0 || statement.names.some(({ name }) => name === '*')) continue;
      if (view.functionAround(place) || isBefore(view, chunk, statement, place))
        return joinItem(chunk, statement, item);
    }
  }
  return undefined;
}

function joinItem(view: ChunkView, statement: ImportFrom, item: string): Edit {
  const text = chunkText(view);
  const { names } = statement;
  const isBracketed = view.source(statement).endsWith(')');
  const separator = (start: number): string =>
    isBracketed && isFirstOnLine(text, start) ? `,${lineBreakOf(text)}${indentation(text, start)}` : ', ';
  const isSorted = names.every(({ name }, i) => i === 0 || names[i - 1]!.name < name);
  const next = isSorted ? names.find(({ name }) => name > item) : undefined;
  if (next) return insertAt(view, next.start, item + separator(next.start));
  const last = names.at(-1)!;
  const comma = /^\s*,/.exec(text.slice(last.end))?.[0].length;
  if (comma === undefined || !isFirstOnLine(text, last.start))
    return insertAt(view, last.end, separator(last.start) + item);
  return insertAt(view, lineEnd(text, last.end + comma), `${separator(last.start).slice(1)}${item},`);
}
