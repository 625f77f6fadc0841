import type { Await, Call, FunctionDef, Name } from '../facts/nodes.ts';
import { isWithin } from '../facts/walk.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { apart, chunkText, insertAt, joinEdits, replaceRange } from './edits.ts';
import type { MakeEdits } from './fix.ts';
import { removeStatement } from './remove-statement.ts';

/** `results.append(value)` at the end of a coroutine that `await gather(…)` starts. */
export interface CollectedResult {
  readonly append: Call;
  readonly collection: Name;
  readonly owner: FunctionDef;
  /** Where the coroutines are started, in the same file. */
  readonly gather: { readonly view: ChunkView; readonly call: Call };
}

/**
 * Lets each coroutine return what it found: `return value`, and `results = await gather(…)` instead of `results = []`.
 * Undefined where the coroutine ends in another way, or the list is used for more than that.
 */
export function returnResults(
  view: ChunkView,
  { append, collection, owner, gather }: CollectedResult,
): MakeEdits | undefined {
  const statement = view.parent(append);
  const [argument] = append.args;
  const awaited = gatherStatement(gather.view, gather.call);
  if (statement?.kind !== 'Expr' || owner.body.at(-1) !== statement || !argument || !awaited) return undefined;
  if (append.args.length !== 1 || argument.stars > 0 || argument.name !== undefined || returns(view, owner))
    return undefined;
  const emptied = onlyEmptied(view, collection, gather.view, awaited);
  if (!emptied) return undefined;
  const text = chunkText(gather.view);
  return () =>
    joinEdits([
      ...emptied(),
      replaceRange(view, { start: append.start, end: argument.start }, 'return '),
      replaceRange(view, { start: argument.end, end: append.end }, ''),
      insertAt(gather.view, awaited.start, apart(text, awaited.start, `${collection.name} = `)),
    ]);
}

/** `await gather(*(f(x) for x in xs))` as a statement: then the results are those of one function, in order. */
function gatherStatement(view: ChunkView, call: Call): Await | undefined {
  const awaited = view.parent(call);
  const positional = call.args.filter(({ name }) => name === undefined);
  const hasErrors = call.args.some(({ name, stars }) => name === 'return_exceptions' || stars === 2);
  const isOne =
    !hasErrors && positional.length === 1 && positional[0]?.stars === 1 && positional[0].value.kind === 'Comprehension';
  return isOne && awaited?.kind === 'Await' && view.parent(awaited)?.kind === 'Expr' ? awaited : undefined;
}

const returns = (view: ChunkView, owner: FunctionDef): boolean =>
  view.facts.nodes.some((node) => node.kind === 'Return' && view.functionAround(node) === owner);

/** Removes `results = []`, where all other uses of the list stand behind the gathering, in its function. */
function onlyEmptied(view: ChunkView, { name, id }: Name, other: ChunkView, awaited: Await): MakeEdits | undefined {
  const around = other.functionAround(awaited);
  let removal: MakeEdits | undefined;
  for (const chunk of view.fileChunks()) {
    for (const node of chunk.facts.nodes) {
      if (node.kind !== 'Name' || node.name !== name || (chunk.chunk === view.chunk && node.id === id)) continue;
      const statement = chunk.parent(node);
      const isEmpty =
        (statement?.kind === 'Assign' || statement?.kind === 'AnnAssign') &&
        /^(\[\]|list\(\))$/.test(sourceOf(chunk, statement.value));
      if (isEmpty && !removal && node.context === 'store') removal = removeStatement(chunk, statement);
      else if (
        chunk.chunk !== other.chunk ||
        !around ||
        node.start < awaited.end ||
        !isWithin(chunk.facts, node, around)
      )
        return undefined;
    }
  }
  return removal;
}

const sourceOf = (view: ChunkView, value: { readonly start: number; readonly end: number } | undefined): string =>
  value ? view.source(value) : '';
