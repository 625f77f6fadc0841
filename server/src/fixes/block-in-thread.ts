import type { For, FunctionDef, Node, With } from '../facts/nodes.ts';
import { ancestors, isWithin, preorder } from '../facts/walk.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, lineEnd, lineStart } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { indentLines } from './indent-lines.ts';
import { threadCall } from './dispatch-to-thread.ts';
import { unusedNameIn } from './usable-name.ts';

/**
 * Puts a loop or `with` of a coroutine into a function of its own and runs that in a thread:
 *
 *     def work():
 *         nonlocal total
 *         with open(name) as file:
 *             total += len(file.read())
 *
 *     await asyncio.to_thread(work)
 *
 * Undefined for one that belongs to the loop (`await`, `create_task()`), leaves the coroutine before its end, or gives
 * variables to it that may be unbound.
 */
export function blockInThread(view: ChunkView, block: For | With, base: string): MakeEdits | undefined {
  const around = view.coroutineAround(block);
  const text = chunkText(view);
  const isAlone =
    isFirstOnLine(text, block.start) && /^[ \t]*(#.*)?$/.test(text.slice(block.end, lineEnd(text, block.end)));
  const way = around && isAlone ? exitOf(view, block, around) : undefined;
  const names = way && sharedNames(view, block, around!, way);
  const name = around && unusedNameIn(view, around, base);
  return names && name !== undefined ? () => functionAround(view, block, { name, way: way, names }) : undefined;
}

interface Extraction {
  readonly name: string;
  readonly way: 'end' | 'return';
  readonly names: SharedNames;
}

function functionAround(view: ChunkView, block: For | With, { name, way, names }: Extraction): Edit[] {
  const text = chunkText(view);
  const thread = threadCall(view, block, name);
  const lineBreak = lineBreakOf(text);
  const indent = indentation(text, block.start);
  const step = indent.includes('\t') ? '\t' : '    ';
  const inner = lineBreak + indent + step;
  const results = names.results.join(', ');
  const head = `def ${name}():${inner}${names.shared.length > 0 ? `nonlocal ${names.shared.join(', ')}${inner}` : ''}`;
  const tail = results === '' ? '' : `${inner}return ${results}`;
  const taken = way === 'return' ? 'return ' : results === '' ? '' : `${results} = `;
  return [
    ...thread.edits,
    ...(isBehindCode(text, block.start) ? [insertAt(view, lineStart(text, block.start), lineBreak)] : []),
    insertAt(view, block.start, head),
    ...indentLines(view, block).map((start) => insertAt(view, start, step)),
    insertAt(view, lineEnd(text, block.end), `${tail}${lineBreak}${lineBreak}${indent}${taken}await ${thread.call}`),
  ];
}

/** Whether the line before is code of the same block, which a blank line is to keep apart from the function. */
const isBehindCode = (text: string, offset: number): boolean => {
  const before = lineStart(text, lineStart(text, offset) - 1);
  return indentation(text, before) === indentation(text, offset) && lineEnd(text, before) > before;
};

// --------------------------------------------------------------------------------------------- the exits of it

/**
 * How the block is left: at its end, or by a `return` where nothing comes behind it. Undefined for other ways, for what must
 * stay on the loop, and for what would mean something else in another function.
 */
function exitOf(view: ChunkView, block: For | With, around: FunctionDef): 'end' | 'return' | undefined {
  let way: 'end' | 'return' = 'end';
  for (const node of preorder(view.facts, block)) {
    if (node.kind === 'Global' || node.kind === 'Nonlocal' || isBoundToPlace(view, block, node)) return undefined;
    if (view.functionAround(node) !== around) continue;
    if (node.kind === 'Yield' || node.kind === 'YieldFrom' || isAsync(node)) return undefined;
    if ((node.kind === 'Break' || node.kind === 'Continue') && !isLoopWithin(view, block, node)) return undefined;
    if (node.kind === 'Return') way = 'return';
  }
  const isLast = around.body.at(-1) === block;
  return way === 'return' && !isLast ? undefined : way;
}

const isAsync = (node: Node): boolean => node.kind === 'Await' || ('isAsync' in node && node.isAsync);

/** Calls that want the thread of the loop, the class around them, or the object in the thread that made it. */
function isBoundToPlace(view: ChunkView, block: For | With, node: Node): boolean {
  if (view.isBoundNode(node)) return true;
  if (node.kind !== 'Call') return false;
  const { func, args } = node;
  if (func.kind === 'Name' && func.name === 'super' && args.length === 0) return true;
  if (view.isBoundToThread(node)) return true;
  const isThreadBound =
    view.effectOf(node, ({ known, path }) => known?.threadBound === true && path.length === 1) !== undefined;
  return isThreadBound && !isMadeWithin(view, block, func);
}

/** `connection.execute`, of a connection that the block itself makes. */
function isMadeWithin(view: ChunkView, block: For | With, func: Node): boolean {
  let base = func;
  while (base.kind === 'Attribute' || base.kind === 'Call') base = base.kind === 'Attribute' ? base.value : base.func;
  if (base.kind !== 'Name') return false;
  const bindings = view.bindingsReaching(base);
  return bindings.length > 0 && bindings.every(({ node }) => isWithin(view.facts, view.facts.nodes[node]!, block));
}

function isLoopWithin(view: ChunkView, block: For | With, exit: Node): boolean {
  for (const outer of ancestors(view.facts, exit)) {
    if (outer.kind === 'For' || outer.kind === 'While') return isWithin(view.facts, outer, block);
    if (outer === block) return false;
  }
  return false;
}

// --------------------------------------------------------------------------------------------- its variables

interface SharedNames {
  /** Variables of the coroutine that the block writes. */
  readonly shared: readonly string[];
  /** Variables that only the block binds, and the code behind it reads. */
  readonly results: readonly string[];
}

function sharedNames(
  view: ChunkView,
  block: For | With,
  around: FunctionDef,
  way: 'end' | 'return',
): SharedNames | undefined {
  const { facts } = view;
  const owner = facts.scopes.find(({ node, type }) => node === around.id && type === 'function');
  if (!owner || bindsForeignNames(view, block, [...owner.globals, ...owner.nonlocals])) return undefined;
  const shared: string[] = [];
  const results: string[] = [];
  for (const [name, indices] of owner.names) {
    const places = indices.map((index) => facts.nodes[facts.bindings[index]!.node]!);
    const inside = places.filter((place) => isWithin(facts, place, block));
    if (inside.length === 0) continue;
    if (inside.length < places.length) {
      if (!isApart(view, around, block, name)) shared.push(name);
    } else if (isReadOutside(view, around, block, name)) {
      if (way === 'return' || !inside.some((place) => isBoundForSure(view, block, place))) return undefined;
      results.push(name);
    }
  }
  return { shared, results };
}

/** Whether the block reads only what it has written itself, and nothing else does: `file` of two blocks one after the other. */
const isApart = (view: ChunkView, around: FunctionDef, block: For | With, name: string): boolean =>
  [...preorder(view.facts, around)].every((node) => {
    if (node.kind !== 'Name' || node.name !== name) return true;
    if (view.parent(node)?.kind === 'AugAssign') return false;
    const isInside = isWithin(view.facts, node, block);
    const origins = node.context === 'store' ? [] : view.bindingsReaching(node);
    if (node.context !== 'store' && origins.length === 0) return false;
    return origins.every((binding) => isWithin(view.facts, view.facts.nodes[binding.node]!, block) === isInside);
  });

/** Names that are not the coroutine's own, to keep it simple. */
const bindsForeignNames = (view: ChunkView, block: For | With, foreign: readonly string[]): boolean =>
  foreign.length > 0 &&
  [...preorder(view.facts, block)].some(
    (node) => node.kind === 'Name' && node.context !== 'load' && foreign.includes(node.name),
  );

const isReadOutside = (view: ChunkView, around: FunctionDef, block: For | With, name: string): boolean =>
  [...preorder(view.facts, around)].some(
    (node) =>
      node.kind === 'Name' && node.name === name && node.context !== 'store' && !isWithin(view.facts, node, block),
  );

/** `text = …`, right in the body of the `with`. What the `with` itself binds is of no use behind it. */
function isBoundForSure(view: ChunkView, block: For | With, place: Node): boolean {
  if (block.kind !== 'With') return false;
  const statement = [place, ...ancestors(view.facts, place)].find((node) => view.parent(node) === block);
  return statement?.kind === 'Assign' || statement?.kind === 'AnnAssign';
}
