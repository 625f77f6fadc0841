import { functionAround, lineAround, type FunctionLines } from '../text/function-around.ts';
import type { Range } from '../text/range.ts';

/** What somebody is typing: where, and whether it can be taken for what it says. */
export interface Typing {
  readonly cursor: number;
  /** The line of the cursor. */
  readonly line: Range;
  /** The function that the cursor is in. */
  readonly around: FunctionLines | undefined;
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
  const above = text.slice(0, line.start).trimEnd();
  const isDecorated = text
    .slice(above.lastIndexOf('\n') + 1, above.length)
    .trimStart()
    .startsWith('@');
  const isBroken = isDecorated || hasErrorIn(errors, { start: around?.start ?? 0, end: endOfDamage(text, cursor) });
  return {
    cursor,
    line,
    around,
    isSettled: !isBroken && (isEmpty || (hasPaused && !isOpen.test(text.slice(line.start, cursor)))),
    isInBody: around !== undefined && cursor > around.headerEnd,
  };
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
