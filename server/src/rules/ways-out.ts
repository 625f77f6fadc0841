import type { Node, Statement } from '../facts/nodes.ts';
import { blockAround } from '../facts/statement-blocks.ts';
import { enclosing } from '../facts/walk.ts';
import type { ChunkView } from '../project/chunk-view.ts';

/** How control leaves a block of statements: at its end, or by a statement. */
export type WayOut = 'end' | 'break' | 'continue' | 'return' | 'raise';

/** All ways out of a block that its statements show; exceptions that calls raise are not counted. */
export function waysOut(body: readonly Statement[]): ReadonlySet<WayOut> {
  const ways = new Set<WayOut>();
  for (const statement of body) {
    const own = waysThrough(statement);
    for (const way of own) if (way !== 'end') ways.add(way);
    if (!own.has('end')) return ways;
  }
  return ways.add('end');
}

function waysThrough(statement: Statement): ReadonlySet<WayOut> {
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
      return new Set([...waysOut(statement.body), ...waysOut(statement.orelse)]);
    case 'With':
      return waysOut(statement.body);
    case 'Match':
      return new Set<WayOut>(['end', ...statement.cases.flatMap((item) => [...waysOut(item.body)])]);
    case 'For':
    case 'While':
      return new Set<WayOut>([
        'end',
        ...[...waysOut(statement.body)].filter((way) => way === 'return' || way === 'raise'),
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

function waysThroughTry(last: readonly Statement[], blocks: readonly (readonly Statement[])[]): ReadonlySet<WayOut> {
  const atLast = waysOut(last);
  return atLast.has('end') ? new Set(blocks.flatMap((block) => [...waysOut(block)])) : atLast;
}

/** Whether control can come back to a statement once one of its blocks is left in one of these ways. */
export function comesAgain(view: ChunkView, statement: Node, ways: ReadonlySet<WayOut>): boolean {
  if (ways.has('continue')) return true;
  if (ways.has('break')) {
    const loop = loopAround(view, statement);
    if (loop && comesAgain(view, loop, new Set(['end']))) return true;
  }
  if (!ways.has('end')) return false;
  const place = blockAround(view.facts, statement);
  if (!place) return false;
  const rest = waysOut(place.block.slice(place.index + 1));
  const left = new Set([...rest].filter((way) => way !== 'end'));
  if (left.size > 0 && comesAgain(view, statement, left)) return true;
  const outer = rest.has('end') ? view.parent(statement) : undefined;
  if (!outer || outer.kind === 'FunctionDef' || outer.kind === 'ClassDef') return false;
  if (outer.kind === 'For' || outer.kind === 'While') return outer.body.some((inner) => inner === statement);
  return comesAgain(
    view,
    outer.kind === 'ExceptHandler' || outer.kind === 'MatchCase' ? (view.parent(outer) ?? outer) : outer,
    new Set(['end']),
  );
}

/** The loop that `break` at this statement leaves. */
function loopAround(view: ChunkView, statement: Node): Node | undefined {
  const around = view.functionAround(statement);
  const loops = [enclosing(view.facts, statement, 'For'), enclosing(view.facts, statement, 'While')];
  return loops
    .filter((loop) => loop !== undefined && view.functionAround(loop) === around)
    .sort((a, b) => (b?.start ?? 0) - (a?.start ?? 0))[0];
}
