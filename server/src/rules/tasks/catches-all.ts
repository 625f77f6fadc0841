import type { ExceptHandler, FunctionDef, Statement } from '../../facts/nodes.ts';

/** Whether no exception leaves a function: what it does stands in a `try` that catches everything. */
export function catchesAll({ body }: FunctionDef): boolean {
  const statements = body.filter((statement) => !isHarmless(statement));
  const [first, ...rest] = statements;
  if (first?.kind !== 'Try' || rest.some(({ kind }) => kind !== 'Return')) return false;
  return first.handlers.some(catchesEverything);
}

/** `except Exception: …` that raises nothing. */
export const catchesEverything = (handler: ExceptHandler): boolean =>
  isForEverything(handler) && !handler.body.some(({ kind }) => kind === 'Raise');

/** The same, and `except Exception: log.exception("…"); raise`. */
export const tellsOfEverything = (handler: ExceptHandler): boolean =>
  isForEverything(handler) && handler.body.some(({ kind }) => kind !== 'Raise');

const isForEverything = ({ type }: ExceptHandler): boolean =>
  !type || (type.kind === 'Name' && (type.name === 'Exception' || type.name === 'BaseException'));

/** Docstrings, and `options = options or {}` and the like, that wait for nothing. */
const isHarmless = (statement: Statement): boolean =>
  statement.kind === 'Pass' ||
  (statement.kind === 'Expr' && statement.value.kind === 'Constant') ||
  (statement.kind === 'Assign' && HARMLESS_VALUES.has(statement.value.kind)) ||
  (statement.kind === 'If' &&
    statement.test.kind !== 'Await' &&
    statement.orelse.length === 0 &&
    statement.body.every(isAssigned));

const HARMLESS_VALUES: ReadonlySet<string> = new Set([
  'Name',
  'Constant',
  'Attribute',
  'IfExp',
  'BoolOp',
  'Collection',
  'Dict',
]);

const isAssigned = (statement: Statement): boolean => statement.kind === 'Assign' && statement.value.kind !== 'Await';
