import type { Expression, FunctionDef, Lambda } from '../facts/nodes.ts';
import type { ChunkView } from '../project/chunk-view.ts';

/**
 * Whether a coroutine is not run by two tasks at once on the same object: set-up and tear-down, programs and tests, and
 * private methods that the file only calls from such, directly or through others.
 */
export const runsOnce = (view: ChunkView, { name }: FunctionDef): boolean =>
  SETS_UP.test(name) || (/^_[^_]/.test(name) && isPartOfSetUp(view, name));

const SETS_UP =
  /^(__a(enter|exit|next)__|main|_?_?(async_)?(set_?up|tear_?down|start(up)?|stop|init\w*|on_startup|on_shutdown)|asyncSetUp|asyncTearDown|test_\w*)$/;

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
