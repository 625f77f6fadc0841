import type { Call, FunctionDef, Node } from '../../facts/nodes.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { isTestFunction } from '../shared/tests.ts';
import { isEntryPoint } from './entry-point.ts';
import { isInHandler } from './legitimate-cancellation.ts';

/** Who waits for a coroutine to end. */
export interface Waiting {
  readonly view: ChunkView;
  readonly caller: FunctionDef;
  readonly call: Call;
}

/** Where the file awaits the coroutine and goes on behind it, in whatever awaits that at the latest; other than in its main one. */
export function awaitOf(
  view: ChunkView,
  coroutine: FunctionDef,
  seen: readonly FunctionDef[] = [],
): Waiting | undefined {
  for (const { view: chunk, node: callee } of view.occurrences(coroutine.name)) {
    const call = chunk.parent(callee);
    if (call?.kind !== 'Call' || call.func !== callee || chunk.parent(call)?.kind !== 'Await') continue;
    const caller = chunk.coroutineAround(call);
    if (!caller || caller === coroutine || isTestFunction(chunk, caller) || isEntryPoint(chunk, caller)) continue;
    if (seen.includes(caller) || isInHandler(chunk, call) || chunk.definition(chunk.typeOf(callee))?.node !== coroutine)
      continue;
    if (!endsWith(chunk, caller, call)) return { view: chunk, caller, call };
    const further = awaitOf(chunk, caller, [...seen, caller]);
    if (further) return further;
    if (!isOnTop(chunk, caller)) return { view: chunk, caller, call };
  }
  return undefined;
}

/** Whether a coroutine is seen to be a task of its own, or its decorator gives it to a framework. */
const isOnTop = (view: ChunkView, coroutine: FunctionDef): boolean =>
  coroutine.decorators.length > 0 ||
  view.occurrences(coroutine.name).some(({ view: chunk, node }) => {
    const call = chunk.parent(node);
    const handed = call?.kind === 'Call' && call.func === node ? chunk.parent(call) : call;
    return handed?.kind === 'Argument' && chunk.definition(chunk.typeOf(node))?.node === coroutine;
  });

/** Whether a function has nothing more to do when what it awaits has ended: `return await …`, or the last of its statements. */
function endsWith(view: ChunkView, { body }: FunctionDef, call: Call): boolean {
  let child = view.parent(call);
  let parent = child && view.parent(child);
  if (parent?.kind === 'Return') return true;
  while (parent && child && (parent.kind === 'Expr' || isLastIn(parent, child)))
    [child, parent] = [parent, view.parent(parent)];
  return parent?.kind === 'FunctionDef' && body.at(-1) === child;
}

function isLastIn(block: Node, child: Node): boolean {
  switch (block.kind) {
    case 'Try':
      if (block.finalbody.length > 0) return block.finalbody.at(-1) === child;
      return block.body.at(-1) === child || block.handlers.some((handler) => handler === child);
    case 'With':
      return !block.isAsync && block.body.at(-1) === child;
    case 'If':
      return block.body.at(-1) === child || block.orelse.at(-1) === child;
    case 'ExceptHandler':
      return block.body.at(-1) === child;
    default:
      return false;
  }
}
