import type { ExceptHandler, Expression, Node } from '../../facts/nodes.ts';
import { ancestors, isWithin } from '../../facts/walk.ts';
import type { NameTable } from '../../knowledge/name-table.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** The handlers that an exception raised at a place may come to within its function, the innermost first. */
export function* handlersAround(view: ChunkView, place: Node): Generator<ExceptHandler> {
  for (const outer of ancestors(view.facts, place)) {
    if (outer.kind === 'FunctionDef') return;
    if (outer.kind === 'Try' && outer.body.some((statement) => isWithin(view.facts, place, statement)))
      yield* outer.handlers;
  }
}

/** Whether one of the exceptions that stand behind an `except` is in a table. */
export const namesException = (view: ChunkView, type: Expression, table: NameTable<unknown>): boolean =>
  exceptionsIn(type).some((each) => view.lookup(view.typeOf(each), table) !== undefined);

/** `(ValueError, OSError)` → the two */
export const exceptionsIn = (type: Expression): readonly Expression[] =>
  type.kind === 'Collection' ? type.elements.flatMap(exceptionsIn) : [type];
