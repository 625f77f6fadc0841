import { lastNameIn } from '../../facts/last-name.ts';
import type { Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import { ancestors, isWithin } from '../../facts/walk.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { expectsFailure } from '../../knowledge/conventions/tests.ts';
import { exceptionSwallowers } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

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
  view.occurrencesInProject(owner.name).some(({ view: home, node }) => {
    const call = home.parent(node);
    if (call?.kind !== 'Call' || call.func !== node || home.functionAround(call) === owner) return false;
    return home.definition(home.typeOf(node))?.node === owner && isNamedInExcept(home, call, depth);
  });

function isCaughtHere(view: ChunkView, place: Node): boolean {
  for (const outer of ancestors(view.facts, place)) {
    if (outer.kind === 'FunctionDef') return false;
    if (outer.kind === 'With' && outer.items.some(({ context }) => suppresses(view, context))) return true;
    if (outer.kind !== 'Try' || !outer.body.some((statement) => isWithin(view.facts, place, statement))) continue;
    if (outer.handlers.some(({ type, isGroup }) => type && !isGroup && isParticular(view, type))) return true;
  }
  return false;
}

/** `suppress(ValueError)`, `pytest.raises(ValueError)` */
const suppresses = (view: ChunkView, context: Expression): boolean =>
  context.kind === 'Call' &&
  (view.lookupCall(context, exceptionSwallowers) !== undefined || isNamedBy(expectsFailure, lastNameIn(context.func)));

function isParticular(view: ChunkView, type: Expression): boolean {
  if (type.kind === 'Collection') return type.elements.some((each) => isParticular(view, each));
  return !/(?:^|\.)(?:Base)?(?:Exception|ExceptionGroup)$|CancelledError$/.test(view.source(type));
}
