import type { Expression } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import type { Range } from '../text/range.ts';
import { chunkText } from './edits.ts';

/**
 * The pairs of parentheses that stand around an expression and nothing else, innermost first, each from `(` to behind `)`.
 * Those of a call's arguments are not among them.
 */
export function parenthesesAround(view: ChunkView, expression: Expression): readonly Range[] {
  const text = chunkText(view);
  const limit = openingOfParent(view, expression);
  const pairs: Range[] = [];
  let { start, end }: Range = expression;
  for (;;) {
    start = openingBefore(text, start);
    end = closingBehind(text, end);
    if (start < 0 || end < 0 || start <= limit) return pairs;
    pairs.push({ start, end });
  }
}

/** The parenthesis that a call or class statement has for its arguments; -1 where there is none. */
function openingOfParent(view: ChunkView, expression: Expression): number {
  const argument = view.parent(expression);
  const owner = argument?.kind === 'Argument' ? view.parent(argument) : undefined;
  if (owner?.kind === 'ClassDef') return owner.end;
  return owner?.kind === 'Call' ? owner.openParen : -1;
}

/** The `(` that has only blanks, line breaks and comments between it and the offset; -1 if there is none. */
function openingBefore(text: string, offset: number): number {
  const before = /\((?:\s|\\\r?\n|#[^\n]*\n)*$/.exec(text.slice(0, offset));
  return before ? before.index : -1;
}

/** The offset behind the `)` that has only blanks, line breaks and comments between it and the offset; -1 if there is none. */
function closingBehind(text: string, offset: number): number {
  const behind = /^(?:\s|\\\r?\n|#[^\n]*\n)*\)/.exec(text.slice(offset));
  return behind ? offset + behind[0].length : -1;
}
