import type { Node, Statement } from '../../facts/nodes.ts';
import { blockAround } from '../../facts/statement-blocks.ts';
import { enclosing } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** How control leaves a block of statements: at its end, or by a statement. */
export type Exit = 'end' | 'break' | 'continue' | 'return' | 'raise';

/** All exits of a block that its statements show; exceptions that calls raise are not counted. */
export function exitsOf(body: readonly Statement[]): ReadonlySet<Exit> {
  const ways = new Set<Exit>();
  for (const statement of body) {
    const own = waysThrough(statement);
    for (const way of own) if (way !== 'end') ways.add(way);
    if (!own.has('end')) return ways;
  }
  return ways.add('end');
}

function waysThrough(statement: Statement): ReadonlySet<Exit> {
  switch (statement.kind) {
    case 'Return':
      return new Set(['return']);
    case 'Raise':
      return new Set(['raise']);
    case 'Break':
      return new Set(['break']);
    case 'Continue':
      return new Set(['continue']);
    case 'If':
      return new Set([...exitsOf(statement.body), ...exitsOf(statement.orelse)]);
    case 'With':
      return exitsOf(statement.body);
    case 'Match':
      return new Set<Exit>(['end', ...statement.cases.flatMap((item) => [...exitsOf(item.body)])]);
    case 'For':
    case 'While':
      return new Set<Exit>([
        'end',
        ...[...exitsOf(statement.body)].filter((way) => way === 'return' || way === 'raise'),
      ]);
    case 'Try':
      return waysThroughTry(statement.finalbody, [
        [...statement.body, ...statement.orelse],
        ...statement.handlers.map((handler) => handler.body),
      ]);
    default:
      return new Set(['end']);
  }
}

function waysThroughTry(last: readonly Statement[], blocks: readonly (readonly Statement[])[]): ReadonlySet<Exit> {
  const atLast = exitsOf(last);
  return atLast.has('end') ? new Set(blocks.flatMap((block) => [...exitsOf(block)])) : atLast;
}

/** What comes in the end: the statement once more in a loop, or the function ends. */
export type Outcome = 'again' | 'return' | 'raise';

/** What can come in the end once one of a statement's blocks is left in one of these ways. */
export function outcomes(view: ChunkView, statement: Node, ways: ReadonlySet<Exit>): ReadonlySet<Outcome> {
  return new Set([...ways].flatMap((way) => [...outcomesOf(view, statement, way)]));
}

function outcomesOf(view: ChunkView, statement: Node, way: Exit): ReadonlySet<Outcome> {
  if (way === 'return' || way === 'raise') return new Set([way]);
  if (way === 'continue') return new Set(['again']);
  if (way === 'break') {
    const loop = loopAround(view, statement);
    return loop ? outcomesOf(view, loop, 'end') : new Set(['return']);
  }
  const place = blockAround(view.facts, statement);
  const rest = exitsOf(place ? place.block.slice(place.index + 1) : []);
  const left = new Set([...rest].filter((other) => other !== 'end'));
  const early = outcomes(view, statement, left);
  return rest.has('end') ? new Set([...early, ...behindBlock(view, statement)]) : early;
}

/** What comes when the block ends that a statement stands in. */
function behindBlock(view: ChunkView, statement: Node): ReadonlySet<Outcome> {
  const outer = view.parent(statement);
  if (!outer || outer.kind === 'FunctionDef') return new Set(['return']);
  const isLoop = outer.kind === 'For' || outer.kind === 'While';
  if (isLoop && outer.body.some((inner) => inner === statement)) return new Set(['again']);
  const isPart = outer.kind === 'ExceptHandler' || outer.kind === 'MatchCase';
  return outcomesOf(view, isPart ? (view.parent(outer) ?? outer) : outer, 'end');
}

/** The loop that `break` at this statement leaves. */
function loopAround(view: ChunkView, statement: Node): Node | undefined {
  const around = view.functionAround(statement);
  const loops = [enclosing(view.facts, statement, 'For'), enclosing(view.facts, statement, 'While')];
  return loops
    .filter((loop) => loop !== undefined && view.functionAround(loop) === around)
    .sort((a, b) => (b?.start ?? 0) - (a?.start ?? 0))[0];
}
