import { canFallThrough } from '../../facts/function-bodies.ts';
import { blockAround } from '../../facts/statement-blocks.ts';
import type { Expression, Node, Statement } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** What becomes of a lock in a part of a function: it is held at its end, or may be free there, or control never gets there. */
type After = 'held' | 'free' | 'gone';

/** Looks for something in a function while a lock is held that was taken by hand. */
interface Search {
  readonly view: ChunkView;
  readonly lets: (node: Node) => boolean;
  readonly wanted: (node: Node) => boolean;
  found: Node | undefined;
}

/**
 * The first wanted node in the statements behind `lock.acquire()` that is come to with the lock held, whichever way control goes:
 * behind an `if` in one branch of which it is let go, it may be free. `lets` says which nodes let it go.
 */
export function firstWhileHeld(
  view: ChunkView,
  acquire: Node,
  lets: (node: Node) => boolean,
  wanted: (node: Node) => boolean,
): Node | undefined {
  const search: Search = { view, lets, wanted, found: undefined };
  const place = blockAround(view.facts, acquire);
  if (place) through(search, place.block.slice(place.index + 1), 'held');
  return search.found;
}

function through(search: Search, statements: readonly Statement[], before: After): After {
  let state = before;
  for (const [index, statement] of statements.entries()) {
    if (state === 'free') return canFallThrough(statements.slice(index)) ? 'free' : 'gone';
    if (state === 'gone' || search.found) break;
    state = afterStatement(search, statement);
  }
  return state;
}

function afterStatement(search: Search, statement: Statement): After {
  switch (statement.kind) {
    case 'If':
      return inOrder(search, [statement.test], () =>
        join([through(search, statement.body, 'held'), through(search, statement.orelse, 'held')]),
      );
    case 'While':
    case 'For':
      return afterLoop(search, statement);
    case 'With':
      return inOrder(search, statement.items, () => entered(search, statement, statement.body));
    case 'Match':
      return inOrder(search, [statement.subject], () =>
        join(['held', ...statement.cases.map(({ body }) => through(search, body, 'held'))]),
      );
    case 'Try':
      return afterTry(search, statement);
    case 'FunctionDef':
    case 'ClassDef':
      return 'held';
    default:
      return inOrder(search, [statement], () => (LEAVES.has(statement.kind) ? 'gone' : 'held'));
  }
}

const LEAVES: ReadonlySet<Node['kind']> = new Set(['Return', 'Raise', 'Break', 'Continue']);

/** The first round begins with the lock held. Where the loop lets it go, later rounds and what is behind it may find it free. */
function afterLoop(search: Search, loop: Extract<Statement, { kind: 'While' | 'For' }>): After {
  const header: Expression = loop.kind === 'While' ? loop.test : loop.iter;
  return inOrder(search, [header], () => {
    entered(search, loop, loop.body);
    return letsIn(search, loop) ? 'free' : through(search, loop.orelse, 'held');
  });
}

/** `async with` and `async for` wait before their body runs. */
function entered(search: Search, statement: Statement, body: readonly Statement[]): After {
  if (search.wanted(statement)) search.found ??= statement;
  return through(search, body, 'held');
}

/** An exception may come before the lock is let go, or after: in the handlers it is held only where the body never lets it go. */
function afterTry(search: Search, { body, handlers, orelse, finalbody }: Extract<Statement, { kind: 'Try' }>): After {
  const ran = through(search, body, 'held');
  const thrown: After = body.some((statement) => letsIn(search, statement)) ? 'free' : 'held';
  const ends = [through(search, orelse, ran), ...handlers.map((handler) => through(search, handler.body, thrown))];
  const end = join(ends);
  const atLast = through(search, finalbody, end === 'gone' ? thrown : join([end, thrown]));
  return atLast === 'held' ? end : atLast;
}

/** Where control comes together: held if it is on all ways that get there. */
function join(states: readonly After[]): After {
  const arriving = states.filter((state) => state !== 'gone');
  if (arriving.length === 0) return 'gone';
  return arriving.every((state) => state === 'held') ? 'held' : 'free';
}

/** What is evaluated, then what follows it if that has not let the lock go. */
function inOrder(search: Search, evaluated: readonly Node[], rest: () => After): After {
  for (const root of evaluated)
    for (const node of ownNodes(search.view, root)) {
      if (search.lets(node)) return 'free';
      if (search.wanted(node)) search.found ??= node;
    }
  return search.found ? 'held' : rest();
}

const letsIn = ({ view, lets }: Search, root: Node): boolean => ownNodes(view, root).some(lets);

/** Not in functions inside. */
const ownNodes = (view: ChunkView, root: Node): readonly Node[] =>
  [...preorder(view.facts, root)].filter((node) => view.functionAround(node) === view.functionAround(root));
