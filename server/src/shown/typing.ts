import { columnAt, functionAround, indentOf, lineAround, type FunctionLines } from '../text/function-around.ts';
import type { Range } from '../text/range.ts';

/** What somebody is typing: where, and whether it can be taken for what it says. */
export interface Typing {
  readonly cursor: number;
  /** The line of the cursor. */
  readonly line: Range;
  /** The function that the cursor is in. */
  readonly around: FunctionLines | undefined;
  /** From a decorator above the line of the cursor to where the next line below it ends. */
  readonly decorated: Range | undefined;
  /** The line was left or rests, and nothing in it is open. */
  readonly isSettled: boolean;
  /** The cursor is below the function's first line. */
  readonly isInBody: boolean;
}

interface Place {
  readonly text: string;
  readonly errors: readonly Range[];
  readonly cursor: number;
  /** Nothing was typed for a moment. */
  readonly hasPaused: boolean;
}

export function typingAt({ text, errors, cursor, hasPaused }: Place): Typing {
  const line = lineAround(text, cursor);
  const around = functionAround(text, cursor);
  const isEmpty = text.slice(line.start, line.end).trim() === '';
  const decorated = decoratedAt(text, cursor, line);
  const isBroken =
    decorated !== undefined || hasErrorIn(errors, { start: around?.start ?? 0, end: endOfDamage(text, cursor) });
  return {
    cursor,
    line,
    around,
    decorated,
    isSettled: !isBroken && (isEmpty || (hasPaused && !isOpen.test(text.slice(line.start, cursor)))),
    isInBody: around !== undefined && cursor > around.headerEnd,
  };
}

/** The line below counts where it is not the body of what is typed. */
function decoratedAt(text: string, cursor: number, line: Range): Range | undefined {
  const decorator = lineAround(text, text.slice(0, line.start).trimEnd().length);
  if (!text.slice(decorator.start, decorator.end).trimStart().startsWith('@')) return undefined;
  const below = lineAround(text, line.end + Math.max(0, text.slice(line.end).search(/\S/)));
  const isBody = (indentOf(text, below) ?? 0) > columnAt(text, cursor);
  return { start: decorator.start, end: isBody ? line.end : below.end };
}

/**
 * Whether something stands in a line that is being typed, or in old lines of a function whose head was changed: who makes a `def`
 * an `async def` goes on to them.
 */
export function isHalfTyped(place: Range, { line, around, isSettled }: Typing, typed: readonly Range[]): boolean {
  if (!isSettled && touch(place, line)) return true;
  if (!around || !typed.some((each) => touch(each, { start: around.start, end: around.headerEnd }))) return false;
  return touch(place, around) && !typed.some((each) => touch(each, place));
}

/** What is open at the cursor, such as a docstring, tears what stands below, but no further than to the next top-level definition. */
function endOfDamage(text: string, cursor: number): number {
  topLevel.lastIndex = cursor;
  return topLevel.exec(text)?.index ?? text.length;
}

const topLevel = /^(?:async[ \t]+def|def|class)\b/gm;

/** A name, a dot, a comma or a bracket at the cursor: more is to come. */
const isOpen = /[\p{L}_][\p{L}\p{N}_]*[ \t]*$|[.,([{=][ \t]*$/u;

/** Touching counts: what is missing has no length. */
export const hasErrorIn = (errors: readonly Range[], range: Range): boolean =>
  errors.some((error) => touch(error, range));

const touch = (a: Range, b: Range): boolean => a.start <= b.end && a.end >= b.start;
