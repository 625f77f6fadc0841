import type { Attribute, Expression, FunctionDef, Name, Node, Statement } from '../facts/nodes.ts';
import { resolve } from '../facts/scopes.ts';
import { blockAround } from '../facts/statement-blocks.ts';
import { enclosing, isWithin, preorder } from '../facts/walk.ts';
import { exclusiveLocks } from '../knowledge/loop.ts';
import { hasPython, type ChunkView, type ClassPlace } from '../project/model/chunk-view.ts';
import type { Range } from '../text/range.ts';
import { reference } from './add-import.ts';
import { comesBack } from './comes-back.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, joinEdits, lineBreakOf, lineEnd } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { insertBehindImports } from './import-line.ts';
import { indentLines } from './indent-lines.ts';
import { unusedName } from './usable-name.ts';

export interface GuardedByLock {
  /** `self._total_lock` */
  readonly lock: string;
  readonly edits: MakeEdits;
}

/**
 * Holds a new lock from the first to the last node, made where the state lives that it guards: in `__init__` for an
 * attribute of `self`, behind the imports for a global. Undefined where there is no such place, where the statements share
 * their lines, and where the function would wait for its own lock.
 */
export function guardWithLock(view: ChunkView, state: Expression, first: Node, last: Node): GuardedByLock | undefined {
  const around = view.coroutineAround(last);
  const root = rootOf(state);
  const body = around && statementsFrom(view, first, last);
  if (!body || !root) return undefined;
  const created = root.kind === 'Name' ? moduleLock(view, root) : attributeLock(view, root, around);
  const attribute = created?.lock.replace(/^.*\./, '');
  if (!created || attribute === undefined || comesBack(view, body, [around.name, attribute])) return undefined;
  const edits = (): readonly Edit[] => {
    const lock = reference(view, last, `${view.library}.Lock`);
    return joinEdits([...lock.edits, ...created.insert(`${lock.name}()`), ...holding(view, body, created.lock)]);
  };
  return { lock: created.lock, edits };
}

/** Puts the statement of a node into `async with lock:`; undefined where it shares its lines with others. */
export function holdLock(view: ChunkView, node: Node, lock: string): MakeEdits | undefined {
  const body = statementsFrom(view, node, node);
  return body && (() => holding(view, body, lock));
}

/** `self.cache` of `self.cache[key]`; a name where it begins with a global. */
function rootOf(state: Expression): Attribute | Name | undefined {
  if (state.kind === 'Name') return state;
  if (state.kind === 'Attribute' && state.value.kind === 'Name') return state;
  return state.kind === 'Attribute' || state.kind === 'Subscript' ? rootOf(state.value) : undefined;
}

/** The statements of one block from that with the first node to that with the last, where they have their lines for themselves. */
function statementsFrom(view: ChunkView, first: Node, last: Node): Range | undefined {
  for (let place = blockAround(view.facts, last); place; place = blockAround(view.facts, parentOf(view, place.block))) {
    const { block, index } = place;
    const start = block.findIndex((statement) => isWithin(view.facts, first, statement));
    if (start >= 0) return ownLines(view, block[start], block[index]);
  }
  return undefined;
}

const parentOf = (view: ChunkView, [statement]: readonly Statement[]): Node => view.parent(statement!)!;

function ownLines(view: ChunkView, first: Statement | undefined, last: Statement | undefined): Range | undefined {
  if (!first || !last) return undefined;
  const text = chunkText(view);
  const isAlone = /^[ \t]*(#.*)?$/.test(text.slice(last.end, lineEnd(text, last.end)));
  return isAlone && isFirstOnLine(text, first.start) ? { start: first.start, end: last.end } : undefined;
}

interface StateLock {
  readonly lock: string;
  /** The line that makes it; none where an earlier fix has made it. */
  insert(made: string): readonly Edit[];
}

/** Before Python 3.10 a lock belongs to the loop of the thread that makes it: one made at import is of no use. */
function moduleLock(view: ChunkView, state: Name): StateLock | undefined {
  const resolution = resolve(view.facts, state);
  if (resolution !== 'module' && resolution.scope !== 0) return undefined;
  if (view.library === 'asyncio' && !hasPython(view, 10)) return undefined;
  const own = `${state.name}_lock`;
  if (view.fileChunks().some((chunk) => chunk.facts.body.some((statement) => makesLock(chunk, statement, own))))
    return { lock: own, insert: () => [] };
  const lock = unusedName(view, own);
  return { lock, insert: (made) => [insertBehindImports(view, `${lock} = ${made}`)] };
}

/** A line at the end of the class's own `__init__`. */
function attributeLock(view: ChunkView, { attribute }: Attribute, method: FunctionDef): StateLock | undefined {
  const owner = enclosing(view.facts, method, 'ClassDef');
  const parts = owner ? view.partsOfClass(owner) : [];
  const init = parts.flatMap((part) => initOf(part) ?? [])[0];
  const self = init?.node.parameters[0]?.name;
  if (!init || self === undefined || !hasOwnLines(init)) return undefined;
  const own = `_${attribute.replace(/^_+/, '')}_lock`;
  const lockOf = (name: string): string => `${method.parameters[0]?.name ?? self}.${name}`;
  if (init.node.body.some((statement) => makesLock(init.view, statement, `${self}.${own}`)))
    return { lock: lockOf(own), insert: () => [] };
  const name = freeAttribute(parts, own);
  const apart = (init.view.overriding(init.node) ?? []).filter((below) => !callsOverridden(below));
  if (apart.some((below) => below.at.uri !== view.uri || !hasOwnLines(below))) return undefined;
  return {
    lock: lockOf(name),
    insert: (made) => [init, ...apart].map((each) => setAttribute(each, name, made)),
  };
}

interface Method {
  readonly view: ChunkView;
  readonly node: FunctionDef;
}

/** A line `self.name = made` at the end of a method. */
function setAttribute({ view, node }: Method, name: string, made: string): Edit {
  const text = chunkText(view);
  const line = lineBreakOf(text) + indentation(text, node.body[0]?.start ?? node.end);
  return insertAt(view, lineEnd(text, node.end), `${line}${node.parameters[0]?.name ?? 'self'}.${name} = ${made}`);
}

const hasOwnLines = ({ view, node }: Method): boolean =>
  node.parameters.length > 0 && isFirstOnLine(chunkText(view), node.body[0]?.start ?? node.start);

/** `super().__init__()`, `Base.__init__(self)` */
const callsOverridden = ({ view, node }: Method): boolean =>
  [...preorder(view.facts, node)].some((inner) => inner.kind === 'Attribute' && inner.attribute === '__init__');

/** `self._total_lock = asyncio.Lock()` */
const makesLock = (view: ChunkView, statement: Statement, name: string): boolean =>
  statement.kind === 'Assign' &&
  view.source(statement.targets[0]!) === name &&
  Object.keys(exclusiveLocks).some((lock) => view.isInstanceOf(view.typeOf(statement.value), lock));

const initOf = ({ view, node: { body } }: ClassPlace): Method | undefined =>
  body.flatMap((node) => (node.kind === 'FunctionDef' && node.name === '__init__' ? [{ view, node }] : []))[0];

function freeAttribute(parts: readonly ClassPlace[], base: string): string {
  const taken = new Set<string>();
  for (const { view, node: part } of parts)
    for (const node of preorder(view.facts, part)) if (node.kind === 'Attribute') taken.add(node.attribute);
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}_${String(n)}`;
  return name;
}

function holding(view: ChunkView, body: Range, lock: string): readonly Edit[] {
  const text = chunkText(view);
  const indent = indentation(text, body.start);
  const step = indent.includes('\t') ? '\t' : '    ';
  return [
    insertAt(view, body.start, `async with ${lock}:${lineBreakOf(text)}${indent}${step}`),
    ...indentLines(view, body).map((start) => insertAt(view, start, step)),
  ];
}
