import type { Argument, Call, Expression } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { chunkText, insertAt, replaceRange } from './edits.ts';
import type { Edit } from './fix.ts';
import { parenthesesAround } from './parentheses.ts';

/** What stands before and behind the iterable. */
type Comprehension = readonly [opening: string, closing: string];

const list: Comprehension = ['[item async for item in ', ']'];

/** Built-in collections that have a comprehension of their own. */
const comprehensions: Readonly<Record<string, Comprehension>> = {
  list,
  set: ['{item async for item in ', '}'],
  dict: ['{key: value async for key, value in ', '}'],
};

/** `list(rows())` → `[item async for item in rows()]`, `sum(rows())` → `sum([item async for item in rows()])`. */
export function collectItems(view: ChunkView, call: Call, argument: Argument): Edit[] {
  const { value } = argument;
  if (value.kind === 'Comprehension') return asListComprehension(view, call, value);
  const range = parenthesesAround(view, value).at(-1) ?? value;
  const isBracketed = range !== value || !needsBrackets(value);
  const [open, close] = isBracketed ? ['', ''] : ['(', ')'];
  const own = call.func.kind === 'Name' && call.args.length === 1 ? comprehensions[call.func.name] : undefined;
  if (!own || argument.name !== undefined) {
    const [before, after] = list;
    return [insertAt(view, range.start, before + open), insertAt(view, range.end, close + after)];
  }
  const [before, after] = own;
  const text = chunkText(view);
  const comma = /^\s*,/.exec(text.slice(range.end, call.end))?.[0].length ?? 0;
  return [
    replaceRange(view, { start: call.start, end: call.openParen + 1 }, before + open),
    replaceRange(view, { start: range.end, end: range.end + comma }, close),
    replaceRange(view, { start: call.end - 1, end: call.end }, after),
  ];
}

/** `sum(await f(x) for x in xs)` → `sum([await f(x) for x in xs])`, `list(await f(x) for x in xs)` → `[await f(x) for x in xs]` */
export function asListComprehension(view: ChunkView, call: Call, { start, end }: Expression): Edit[] {
  const isOwn = call.func.kind === 'Name' && call.func.name === 'list' && call.args.length === 1;
  // Alone it needs no parentheses of its own, and those of the call count for its.
  const isShared = start === call.openParen;
  const outer = isOwn ? call : isShared ? { start: start + 1, end: end - 1 } : { start, end };
  return [
    replaceRange(view, { start: outer.start, end: start + 1 }, '['),
    replaceRange(view, { start: end - 1, end: outer.end }, ']'),
  ];
}

/** Whether it cannot stand behind the `in` of a comprehension. */
const needsBrackets = ({ kind }: Expression): boolean => kind === 'IfExp' || kind === 'Lambda' || kind === 'NamedExpr';
