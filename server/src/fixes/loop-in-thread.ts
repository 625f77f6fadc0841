import type { For, FunctionDef, Node } from '../facts/nodes.ts';
import { isWithin, preorder } from '../facts/walk.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, lineEnd, lineStart } from './edits.ts';
import type { Edit } from './fix.ts';
import { indentLines } from './indent-lines.ts';
import { threadCall } from './offload.ts';
import { unusedNameIn } from './usable-name.ts';

/**
 * Puts a loop of a coroutine into a function of its own and runs that in a thread:
 *
 *     def compute():
 *         nonlocal total
 *         for number in numbers: …
 *
 *     await asyncio.to_thread(compute)
 *
 * Undefined for a loop that leaves the coroutine (`return`, `yield`), or gives variables to it that nothing else binds.
 */
export function loopInThread(view: ChunkView, loop: For): Edit[] | undefined {
  const around = view.coroutineAround(loop);
  const text = chunkText(view);
  const isAlone =
    isFirstOnLine(text, loop.start) && /^[ \t]*(#.*)?$/.test(text.slice(loop.end, lineEnd(text, loop.end)));
  const shared = around && isAlone ? sharedNames(view, loop, around) : undefined;
  const name = around && unusedNameIn(view, around, 'compute');
  const thread = shared && name !== undefined ? threadCall(view, loop, name) : undefined;
  if (!thread || !shared) return undefined;
  const lineBreak = lineBreakOf(text);
  const indent = indentation(text, loop.start);
  const step = indent.includes('\t') ? '\t' : '    ';
  const inner = lineBreak + indent + step;
  const head = `def ${name}():${inner}${shared.length > 0 ? `nonlocal ${shared.join(', ')}${inner}` : ''}`;
  return [
    ...thread.edits,
    ...(isBehindCode(text, loop.start) ? [insertAt(view, lineStart(text, loop.start), lineBreak)] : []),
    insertAt(view, loop.start, head),
    ...indentLines(view, loop).map((start) => insertAt(view, start, step)),
    insertAt(view, lineEnd(text, loop.end), `${lineBreak}${lineBreak}${indent}await ${thread.call}`),
  ];
}

/** Whether the line before is code of the same block, which a blank line is to keep apart from the function. */
const isBehindCode = (text: string, offset: number): boolean => {
  const before = lineStart(text, lineStart(text, offset) - 1);
  return indentation(text, before) === indentation(text, offset) && lineEnd(text, before) > before;
};

/** The coroutine's variables that the loop binds and that live outside of it as well. */
function sharedNames(view: ChunkView, loop: For, around: FunctionDef): readonly string[] | undefined {
  const { facts } = view;
  const scope = facts.scopes.findIndex(({ node, type }) => node === around.id && type === 'function');
  const owner = facts.scopes[scope];
  if (!owner || leavesCoroutine(view, loop, around)) return undefined;
  const shared: string[] = [];
  for (const [name, indices] of owner.names) {
    const bindings = indices.map((index) => facts.bindings[index]!);
    const inside = bindings.filter(({ node }) => isWithin(facts, facts.nodes[node]!, loop));
    if (inside.length === 0) continue;
    if (inside.length < bindings.length) shared.push(name);
    else if (isReadOutside(view, loop, name)) return undefined;
  }
  return shared;
}

/** What cannot move into another function; names that are not the coroutine's own, either, to keep it simple. */
function leavesCoroutine(view: ChunkView, loop: For, around: FunctionDef): boolean {
  for (const node of preorder(view.facts, loop)) {
    if (node.kind === 'Global' || node.kind === 'Nonlocal') return true;
    const isOwn = view.functionAround(node) === around;
    if (isOwn && (node.kind === 'Return' || node.kind === 'Yield' || node.kind === 'YieldFrom' || isAsync(node)))
      return true;
  }
  const scope = view.facts.scopes.find(({ node, type }) => node === around.id && type === 'function');
  const foreign = [...(scope?.globals ?? []), ...(scope?.nonlocals ?? [])];
  return [...preorder(view.facts, loop)].some(
    (node) => node.kind === 'Name' && node.context !== 'load' && foreign.includes(node.name),
  );
}

const isAsync = (node: Node): boolean => node.kind === 'Await' || ('isAsync' in node && node.isAsync);

const isReadOutside = (view: ChunkView, loop: For, name: string): boolean =>
  view.facts.nodes.some(
    (node) =>
      node.kind === 'Name' && node.name === name && node.context !== 'store' && !isWithin(view.facts, node, loop),
  );
