import type { Expression, FunctionDef, Lambda } from '../facts/nodes.ts';
import { resolve } from '../facts/scopes.ts';
import type { ChunkView } from '../project/chunk-view.ts';

/**
 * Whether a coroutine is not run by two tasks at once on the same object: set-up and tear-down, programs and tests, and
 * private methods that the file only calls from such, directly or through others.
 */
export const runsOnce = (view: ChunkView, { name }: FunctionDef): boolean =>
  SETS_UP.test(name) || (/^_[^_]/.test(name) && isPartOfSetUp(view, name));

const SETS_UP =
  /^(__a(enter|exit|next)__|__await__|main|_?_?(async_)?(set_?up|tear_?down|start(up)?|stop|init\w*|on_startup|on_shutdown)|asyncSetUp|asyncTearDown|test_\w*)$/;

function isPartOfSetUp(view: ChunkView, method: string): boolean {
  const names = new Set([method]);
  let isSetUp = false;
  for (const name of names) {
    const callers = callersOf(view, name);
    if (callers.length === 0 || names.size > MAX_NAMES) return false;
    for (const caller of callers) {
      if (caller?.kind !== 'FunctionDef') return false;
      if (SETS_UP.test(caller.name)) isSetUp = true;
      else names.add(caller.name);
    }
  }
  return isSetUp;
}

const MAX_NAMES = 6;

/** The functions of the file that mention a method of that name of their own object. */
const callersOf = (view: ChunkView, name: string): readonly (FunctionDef | Lambda | undefined)[] =>
  view
    .fileChunks()
    .flatMap((chunk) =>
      chunk.facts.nodes.flatMap((node) =>
        node.kind === 'Attribute' && node.attribute === name && isOwn(node.value) ? [chunk.functionAround(node)] : [],
      ),
    );

/** `self`, `super()` */
const isOwn = (node: Expression): boolean =>
  node.kind === 'Call'
    ? node.func.kind === 'Name' && node.func.name === 'super'
    : node.kind === 'Name' && node.name === 'self';

/**
 * Whether a place belongs to the call of the coroutine around, which makes it anew each time, and awaits the inner function
 * itself, one call after the other.
 */
export function isOfOneCaller(view: ChunkView, place: Expression, inner: FunctionDef): boolean {
  let root = place;
  while (root.kind === 'Attribute' || root.kind === 'Subscript') root = root.value;
  const outer = view.functionAround(inner);
  if (root.kind !== 'Name' || outer?.kind !== 'FunctionDef' || !outer.isAsync) return false;
  const found = resolve(view.facts, root);
  if (found === 'module' || view.facts.scopes[found.scope]?.node !== outer.id) return false;
  return runInTurn(view, inner, outer, new Set());
}

/** Whether a function within another is only called by an `await`, there or in another such function. */
function runInTurn(view: ChunkView, inner: FunctionDef, outer: FunctionDef, seen: Set<FunctionDef>): boolean {
  if (seen.has(inner)) return true;
  seen.add(inner);
  const mentions = view.facts.nodes.filter((node) => node.kind === 'Name' && node.name === inner.name);
  return (
    mentions.length > 0 &&
    mentions.every((mention) => {
      const call = view.parent(mention);
      const isAwaited = call?.kind === 'Call' && call.func === mention && view.parent(call)?.kind === 'Await';
      const caller = view.functionAround(mention);
      if (!isAwaited || caller?.kind !== 'FunctionDef') return false;
      return caller === outer || (view.functionAround(caller) === outer && runInTurn(view, caller, outer, seen));
    })
  );
}
