import type { Range } from '../../../server/src/text/range.ts';

/** What is done to the code, in the order of the tables. */
export const breakKinds = [
  'await: statement',
  'await: assignment',
  'await: unpacking',
  'await: return',
  'await: argument',
  'await: operand',
  'await: condition',
  'await: stored',
  'async with',
  'async for',
  'async for in comprehension',
  'asyncio.sleep → time.sleep',
  'task reference dropped',
  'coroutine not called',
  'thread no longer used',
] as const;

export type BreakKind = (typeof breakKinds)[number];

/** A place of a file that can be broken. Offsets are those of the unbroken text. */
export interface Break {
  readonly kind: BreakKind;
  /** By position, without overlaps. */
  readonly edits: readonly Edit[];
  /** The statement around it; of compound statements the header. */
  readonly statement: Range;
}

export interface Edit extends Range {
  readonly text: string;
}

export function applyBreak(text: string, { edits }: Break): string {
  return edits.reduceRight(
    (broken, { start, end, text: put }) => broken.slice(0, start) + put + broken.slice(end),
    text,
  );
}

/** Where an offset of the unbroken text is in the broken one. */
export function offsetAfter({ edits }: Break, offset: number): number {
  let shift = 0;
  for (const { start, end, text } of edits) {
    if (end <= offset) shift += text.length - (end - start);
    else if (start < offset) return start + shift;
  }
  return offset + shift;
}
