import { lastNameIn } from '../../facts/last-name.ts';
import type { Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { expectsFailure } from '../../knowledge/conventions/tests.ts';
import { cancellationExceptions, exceptionSwallowers } from '../../knowledge/loop.ts';
import { joinTables, under } from '../../knowledge/name-table.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { exceptionsIn, handlersAround, namesException } from '../shared/caught-here.ts';

/** Callers of callers are looked at so far up. */
const MAX_DEPTH = 4;

/**
 * Whether somebody around a place, in the function or in those that await it, catches particular exceptions: a group of them
 * would go past. `except Exception` catches groups as well.
 */
export function isNamedInExcept(view: ChunkView, place: Node, depth = MAX_DEPTH): boolean {
  if (isCaughtHere(view, place)) return true;
  const owner = view.functionAround(place);
  return owner?.kind === 'FunctionDef' && depth > 0 && isCaughtByCallers(view, owner, depth - 1);
}

const isCaughtByCallers = (view: ChunkView, owner: FunctionDef, depth: number): boolean =>
  view.usesOf([{ view, node: owner }]).some(({ view: home, node }) => {
    const call = home.parent(node);
    if (call?.kind !== 'Call' || call.func !== node || home.functionAround(call) === owner) return false;
    return home.definition(home.typeOf(node))?.node === owner && isNamedInExcept(home, call, depth);
  });

const isCaughtHere = (view: ChunkView, place: Node): boolean =>
  isSuppressed(view, place) ||
  [...handlersAround(view, place)].some(({ type, isGroup }) => type && !isGroup && isParticular(view, type));

function isSuppressed(view: ChunkView, place: Node): boolean {
  for (const outer of ancestors(view.facts, place)) {
    if (outer.kind === 'FunctionDef') return false;
    if (outer.kind === 'With' && outer.items.some(({ context }) => suppresses(view, context))) return true;
  }
  return false;
}

/** `suppress(ValueError)`, `pytest.raises(ValueError)` */
const suppresses = (view: ChunkView, context: Expression): boolean =>
  context.kind === 'Call' &&
  (view.lookupCall(context, exceptionSwallowers) !== undefined || isNamedBy(expectsFailure, lastNameIn(context.func)));

const isParticular = (view: ChunkView, type: Expression): boolean =>
  exceptionsIn(type).some((each) => !namesException(view, each, GENERAL));

/** What also catches groups, or the cancellation, which is never in one. */
const GENERAL = joinTables<unknown>(
  under('builtins', 'Exception ExceptionGroup BaseExceptionGroup', true),
  cancellationExceptions,
);
