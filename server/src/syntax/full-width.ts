import type { Range } from '../text/range.ts';

/** What input methods for Chinese and Japanese write in the place of Python's punctuation. */
const FULL_WIDTH = '（）：，；［］｛｝＝．＋－＊／＜＞【】、。';
const ASCII = '():,;[]{}=.+-*/<>[],.';

/** Strings and comments, where they may stand, as one piece each. */
const pieces = new RegExp(
  String.raw`"""(?:\\[^]|[^\\])*?"""|'''(?:\\[^]|[^\\])*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#.*|[${FULL_WIDTH}]`,
  'g',
);

/**
 * The text with Python's punctuation where full-width one was typed by mistake, the same length and the same lines, and where
 * that is. Python refuses such characters, so the rest of a statement means what it would mean with the right ones.
 */
export function withoutFullWidth(text: string): { readonly text: string; readonly mistyped: readonly Range[] } {
  const mistyped: Range[] = [];
  const mended = text.replace(pieces, (piece, start: number) => {
    const ascii = piece.length === 1 ? ASCII[FULL_WIDTH.indexOf(piece)] : undefined;
    if (ascii === undefined) return piece;
    mistyped.push({ start, end: start + 1 });
    return ascii;
  });
  return { text: mended, mistyped };
}
