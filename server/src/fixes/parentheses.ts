import type { Expression } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import type { Range } from '../text/range.ts';
import { chunkText, lineStart } from './edits.ts';

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

/**
 * The `(` that has only blanks, line breaks and comments between it and the offset; -1 if there is none. Goes back line by line: a
 * file may have thousands of places that ask.
 */
function openingBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && /[^\S\n]/.test(text[at - 1]!)) at--;
  if (text[at - 1] === '(') return at - 1;
  while (text[at - 1] === '\n') {
    const start = lineStart(text, at - 1);
    const line = text.slice(start, at - 1);
    const opening = /\(\s*(?:#.*|\\\r?)?$/.exec(line);
    if (opening) return start + opening.index;
    if (!/^\s*(?:#.*|\\\r?)?$/.test(line)) return -1;
    at = start;
  }
  return -1;
}

/** The offset behind the `)` that has only blanks, line breaks and comments between it and the offset; -1 if there is none. */
function closingBehind(text: string, offset: number): number {
  const behind = /^(?:\s|\\\r?\n|#[^\n]*\n)*\)/.exec(text.slice(offset));
  return behind ? offset + behind[0].length : -1;
}
