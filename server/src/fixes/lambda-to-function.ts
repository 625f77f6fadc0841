import type { Lambda, Statement } from '../facts/nodes.ts';
import { blockAround } from '../facts/statement-blocks.ts';
import { ancestors } from '../facts/walk.ts';
import { callbackTakers } from '../knowledge/loop.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, replaceRange } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { unusedName, unusedNameIn } from './usable-name.ts';

/**
 * `save(lambda row: await write(row))` → `async def work(row): …` in front of the statement, and `save(work)`. Undefined where
 * the lambda sees names that the statement does not, where nothing can stand in front of it, and where a plain function is wanted.
 */
export function lambdaToAsyncFunction(view: ChunkView, lambda: Lambda): MakeEdits | undefined {
  const place = blockAround(view.facts, lambda);
  const statement = place?.block[place.index];
  const text = chunkText(view);
  if (!statement || !isFirstOnLine(text, statement.start) || !SIMPLE.has(statement.kind)) return undefined;
  const body = view.source(lambda.body);
  if (body.includes('\n') || isInScopeOfItsOwn(view, lambda, statement.start) || isForPlainFunctions(view, lambda))
    return undefined;
  const head = /^lambda\s*/.exec(view.source(lambda))?.[0].length ?? 'lambda'.length;
  const written = view.source({ start: lambda.start + head, end: lambda.body.start });
  const parameters = /^([^]*?)\s*:[\s(]*$/.exec(written)?.[1];
  if (parameters === undefined || written.includes('\n')) return undefined;
  return () => functionBefore(view, lambda, statement, `(${parameters})`);
}

function functionBefore(view: ChunkView, lambda: Lambda, statement: Statement, parameters: string): Edit[] {
  const text = chunkText(view);
  const around = view.functionAround(statement);
  const target = statement.kind === 'Assign' && statement.value === lambda ? statement.targets : [];
  const [own] = target.length === 1 ? target : [];
  const name = own?.kind === 'Name' ? own.name : around ? unusedNameIn(view, around, 'work') : unusedName(view, 'work');
  const indent = indentation(text, statement.start);
  const step = indent.includes('\t') ? '\t' : '    ';
  const lineBreak = lineBreakOf(text);
  const definition = `async def ${name}${parameters}:${lineBreak}${indent}${step}return ${view.source(lambda.body)}`;
  if (own?.kind === 'Name') return [replaceRange(view, statement, definition)];
  return [
    insertAt(view, statement.start, `${definition}${lineBreak}${lineBreak}${indent}`),
    replaceRange(view, lambda, name),
  ];
}

/** Statements in front of which the same names are bound. */
const SIMPLE: ReadonlySet<string> = new Set(['Expr', 'Assign', 'AnnAssign', 'AugAssign', 'Return', 'Raise']);

/** A comprehension, another lambda, or a value that is bound in the statement itself. */
function isInScopeOfItsOwn(view: ChunkView, lambda: Lambda, from: number): boolean {
  const isAround = [...ancestors(view.facts, lambda)].some(
    ({ kind, start }) => start > from && (kind === 'Comprehension' || kind === 'Lambda'),
  );
  return (
    isAround ||
    view.facts.nodes.some(({ kind, start, end }) => kind === 'NamedExpr' && start >= from && end <= lambda.start)
  );
}

/** `sorted(rows, key=lambda row: await load(row))`: an async function is of no use there, nor for `rows.sort()`. */
function isForPlainFunctions(view: ChunkView, lambda: Lambda): boolean {
  const argument = view.parent(lambda);
  const call = argument?.kind === 'Argument' ? view.parent(argument) : undefined;
  if (call?.kind !== 'Call') return false;
  const type = view.typeOf(call.func);
  return (
    (argument?.kind === 'Argument' && argument.name === 'key' && type.kind === 'unknown') ||
    view.lookup(type, callbackTakers) !== undefined ||
    type.kind === 'class' ||
    view.definition(type)?.isLibrary === true
  );
}
