import type { Expression, Lambda } from '../facts/nodes.ts';
import { preorder } from '../facts/walk.ts';
import type { NameTable } from '../knowledge/name-table.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { insertAt, replaceRange } from './edits.ts';
import type { MakeEdits } from './fix.ts';

/** Functions of the items and a key, and what stands around and behind a call that is given pairs of key and item instead. */
const KEYED: NameTable<{ readonly before: (item: string) => string; readonly after: string }> = {
  'builtins.sorted': { before: (item) => `[${item} for _, ${item} in `, after: ']' },
  'builtins.min': { before: () => '', after: '[1]' },
  'builtins.max': { before: () => '', after: '[1]' },
};

/**
 * `min(rows, key=lambda row: await rate(row))` → `min([(await rate(row), row) for row in rows], key=lambda pair: pair[0])[1]`: the
 * keys are made in the same order, and equal ones stand as they stood. Undefined for other options than `reverse`.
 */
export function computeKeysFirst(view: ChunkView, lambda: Lambda): MakeEdits | undefined {
  const argument = view.parent(lambda);
  const call = argument?.kind === 'Argument' && argument.name === 'key' ? view.parent(argument) : undefined;
  const keyed = call?.kind === 'Call' ? view.lookupCall(call, KEYED) : undefined;
  if (call?.kind !== 'Call' || !keyed || !view.coroutineAround(call)) return undefined;
  const [items, ...options] = call.args;
  if (!items || items.name !== undefined || items.stars > 0 || !ITERABLES.has(items.value.kind)) return undefined;
  if (options.some(({ name }) => name !== 'key' && name !== 'reverse')) return undefined;
  const item = onlyParameter(view, lambda);
  if (item === undefined) return undefined;
  const key = view.source(lambda.body);
  return () => [
    ...(keyed.before(item) === '' ? [] : [insertAt(view, call.start, keyed.before(item))]),
    insertAt(view, items.value.start, `[(${key}, ${item}) for ${item} in `),
    insertAt(view, items.value.end, ']'),
    replaceRange(view, lambda, 'lambda pair: pair[0]'),
    insertAt(view, call.end, keyed.after),
  ];
}

/** What can stand behind the `in` of a comprehension as it is. */
const ITERABLES: ReadonlySet<Expression['kind']> = new Set(['Name', 'Attribute', 'Call', 'Subscript']);

/** Its name, where the body is one line and binds nothing. */
function onlyParameter(view: ChunkView, lambda: Lambda): string | undefined {
  const [parameter, ...others] = lambda.parameters;
  const isPlain =
    others.length === 0 &&
    parameter?.name === view.source(parameter ?? lambda) &&
    parameter.name !== '_' &&
    !view.source(lambda.body).includes('\n') &&
    ![...preorder(view.facts, lambda.body)].some(({ kind }) => kind === 'NamedExpr' || kind === 'Lambda');
  return isPlain ? parameter.name : undefined;
}
