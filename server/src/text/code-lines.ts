/**
 * Just enough of Python's lexical grammar to know which line breaks stand in a string, behind a backslash or in brackets.
 * https://docs.python.org/3/reference/lexical_analysis.html
 */
export interface LineState {
  /** Brackets and f-string parts around the position, outermost first; see `bracket`, `body`, `field` and `spec`. */
  readonly around: number[];
  /** Whether the last line ended with a backslash. */
  isContinued: boolean;
  /** Whether the text ended inside a triple-quoted string. */
  isOpen: boolean;
}

/** Says whether a line that begins here, though it stands in a triple-quoted string, shows that the string was never meant to go on. */
export type EndsString = (text: string, lineStart: number) => boolean;

export function createLineState(): LineState {
  return { around: [], isContinued: false, isOpen: false };
}

/** Reads on from `start`, a place in code, to behind the next line break that is in code too, or to the end of the text. */
export function nextCodeLine(
  text: string,
  start: number,
  state: LineState,
  endsString: EndsString | undefined,
): number {
  const { around } = state;
  state.isContinued = false;
  let i = start;
  while (i < text.length) {
    const unit = text.charCodeAt(i);
    if (unit >= 128 || isPlain[unit] === 1) {
      i++;
      continue;
    }
    if (isLineBreak(unit)) return behindBreak(text, i);
    if (unit === HASH) i = lineBreakFrom(text, i);
    else if (unit !== BACKSLASH) i = behindDelimiter(text, i, state, endsString);
    else if (isLineBreak(text.charCodeAt(++i))) {
      state.isContinued = true;
      return behindBreak(text, i);
    }
  }
  if (around.some((entry) => (entry & triple) !== 0)) state.isOpen = true;
  return i;
}

export function isLineBreak(unit: number): boolean {
  return unit === LF || unit === CR;
}

/** The first line break at or behind `start`, or the end of the text. */
export function lineBreakFrom(text: string, start: number): number {
  let i = start;
  while (i < text.length && !isLineBreak(text.charCodeAt(i))) i++;
  return i;
}

export function isIdentifierPart(unit: number): boolean {
  return (
    unit >= 128 ||
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 48 && unit <= 57) ||
    unit === 95
  );
}

// Entries of `around`: a bracket, or one part of an f-string together with the string's quote.
const bracket = 1 << 8;
const body = 1 << 9; // the literal text of an f-string
const field = 1 << 10; // the code between its braces
const spec = 1 << 11; // the format behind the colon in there
const triple = 1 << 12;
const quoteMask = 0xff | triple;

function isIn(around: readonly number[], part: number): boolean {
  return around.length > 0 && (around[around.length - 1]! & part) !== 0;
}

/** From a quote, bracket or colon to behind it, or to behind the string that it begins or that goes on there. */
function behindDelimiter(text: string, at: number, state: LineState, endsString: EndsString | undefined): number {
  const { around } = state;
  const unit = text.charCodeAt(at);
  if (unit === QUOTE || unit === APOSTROPHE) return behindString(text, at, state, endsString);
  if (unit === OPEN_BRACE || unit === OPEN_BRACKET || unit === OPEN_PAREN) around.push(bracket);
  else if (unit !== COLON && isIn(around, bracket)) around.pop();
  else if ((unit === CLOSE_BRACE || unit === COLON) && isIn(around, field)) {
    if (unit === COLON) around.push((around[around.length - 1]! & quoteMask) | spec);
    else around.pop();
    return behindLiteral(text, at + 1, state, endsString);
  }
  return at + 1;
}

/** From an opening quote to behind the closing one; for f-strings to behind the first brace, if that comes earlier. */
function behindString(text: string, start: number, state: LineState, endsString: EndsString | undefined): number {
  const quote = text.charCodeAt(start);
  const isTriple = text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote;
  state.around.push(quote | body | (isTriple ? triple : 0));
  return behindLiteral(text, start + (isTriple ? 3 : 1), state, endsString, isFormatted(text, start));
}

/** Reads literal text of a string up to code: behind the closing quote or an opening brace, or at the line break that ends a string too early. */
function behindLiteral(
  text: string,
  start: number,
  state: LineState,
  endsString: EndsString | undefined,
  hasFields = true,
): number {
  const { around } = state;
  const quote = around[around.length - 1]! & 0xff;
  const isTriple = (around[around.length - 1]! & triple) !== 0;
  let i = start;
  while (i < text.length) {
    const unit = text.charCodeAt(i++);
    if (unit === quote) {
      if (isTriple && !(text.charCodeAt(i) === quote && text.charCodeAt(i + 1) === quote)) continue;
      closeString(around);
      return isTriple ? i + 2 : i;
    } else if (unit === BACKSLASH) {
      const escaped = text.charCodeAt(i);
      if (!isLineBreak(escaped)) {
        if (escaped === BACKSLASH || escaped === quote) i++;
      } else if (!isTriple) i = behindBreak(text, i);
    } else if (unit === LF || unit === CR) {
      if (isTriple && endsString?.(text, behindBreak(text, i - 1)) !== true) continue;
      closeString(around);
      return i - 1;
    } else if (unit === OPEN_BRACE && hasFields) {
      if (text.charCodeAt(i) === OPEN_BRACE && isIn(around, body)) i++;
      else {
        around.push((around[around.length - 1]! & quoteMask) | field);
        return i;
      }
    } else if (unit === CLOSE_BRACE && isIn(around, spec)) {
      around.length -= 2; // the format and its field
    }
  }
  return i;
}

function closeString(around: number[]): void {
  while (((around.pop() ?? body) & body) === 0);
}

/** Whether the prefix in front of the quote has an F or T. */
function isFormatted(text: string, quoteAt: number): boolean {
  let at = quoteAt;
  let found = false;
  while (at > 0 && quoteAt - at < 2 && isPrefixLetter(text.charCodeAt(at - 1))) {
    at--;
    found ||= isFormatLetter(text.charCodeAt(at));
  }
  return found && !(at > 0 && isIdentifierPart(text.charCodeAt(at - 1)));
}

function isFormatLetter(unit: number): boolean {
  const lower = unit | 32;
  return lower === 102 || lower === 116;
}

function isPrefixLetter(unit: number): boolean {
  return isFormatLetter(unit) || (unit | 32) === 114;
}

function behindBreak(text: string, at: number): number {
  return text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const OPEN_PAREN = 40;
const CLOSE_PAREN = 41;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** By ASCII character: 1 when it means nothing here. */
const isPlain = new Uint8Array(128).fill(1);
for (const unit of [LF, CR, QUOTE, HASH, APOSTROPHE, OPEN_PAREN, CLOSE_PAREN, COLON]) isPlain[unit] = 0;
for (const unit of [OPEN_BRACKET, BACKSLASH, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE]) isPlain[unit] = 0;
