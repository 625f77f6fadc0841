import {
  beginsExpression,
  columnZero,
  definitionHead,
  followClassBody,
  hasWord,
  isDefinition,
  isSpace,
} from './class-body.ts';
import { type LineState, createLineState, isLineBreak, lineBreakFrom, nextCodeLine } from './code-lines.ts';
import type { Change } from './edits.ts';
import { isCellHead } from './notebook-cells.ts';

/**
 * Where the chunks of a text begin. A chunk is a `def`, `class` or `async def` at column 0 with its decorators, or a run of
 * other top-level statements; blank lines behind a statement go with it, comments directly above one go with that. Of a long
 * class, each method behind the first few is a chunk of its own, with what follows it: in column 0 chunks begin, everywhere
 * else they go on with the class of the chunk above. The head of a notebook's cell begins a chunk, whatever the cell above left
 * open: Python reads each cell by itself.
 *
 * A pure function of the text. What follows the start of a chunk is split without regard to what stands before it, so
 * `resplitChunks` can stop as soon as it meets an old start.
 */
export interface Split {
  /** Ascending, the first is 0. A chunk ends where the next begins. */
  readonly starts: readonly number[];
  /** By chunk: whether it goes on with a class that begins above. */
  readonly goesOn: readonly boolean[];
  readonly strict: Pass;
  /** Only when `strict` ended inside a string; then these are the `starts`. */
  readonly lenient: Pass | undefined;
}

/**
 * One reading of the text. A strict one believes quotes. When that ends inside a triple-quoted string, there is one quote too
 * few or too many, and believing them would take every docstring below it for code and all code for strings. The
 * lenient one lets a definition at column 0 end a triple-quoted string, which keeps the damage in one chunk.
 */
interface Pass {
  readonly starts: readonly number[];
  readonly goesOn: readonly boolean[];
  /** Whether the text ended inside a triple-quoted string. */
  readonly isOpen: boolean;
}

export function splitChunks(text: string): Split {
  const strict = read(text, false);
  return toSplit(strict, strict.isOpen ? read(text, true) : undefined);
}

/** The same as `splitChunks(text)`, found from the split of the text before the change. */
export function resplitChunks(old: Split, text: string, change: Change): Split {
  const strict = reread(old.strict, text, change, false);
  if (!strict.isOpen) return toSplit(strict, undefined);
  return toSplit(strict, old.lenient ? reread(old.lenient, text, change, true) : read(text, true));
}

/** Where the top-level statements of a chunk begin, those directly above a definition of its own aside. */
export const statementStarts = (chunk: string): readonly number[] =>
  scan(chunk, 0, false, false, undefined, () => true).starts;

/** The chunk that holds an offset. */
export function chunkAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * A run of statements is cut somewhere between these lengths: where a line's own text says so, hence at the same lines
 * again after an insertion above.
 */
const shortestRun = 2_048;
const longestRun = 8_192;
const oneLineIn = 8;

function toSplit(strict: Pass, lenient: Pass | undefined): Split {
  const { starts, goesOn } = lenient ?? strict;
  return { starts, goesOn, strict, lenient };
}

function read(text: string, isLenient: boolean): Pass {
  const { starts, goesOn, isOpen } = scan(text, 0, false, isLenient);
  return { starts, goesOn, isOpen };
}

function reread(old: Pass, text: string, change: Change, isLenient: boolean): Pass {
  // One chunk back: the change may have moved the start of its own chunk.
  const kept = Math.max(chunkAt(old.starts, change.start) - 1, 0);
  const growth = change.newEnd - change.oldEnd;
  let next = kept;
  const isKnown = (start: number): boolean => {
    if (start < change.newEnd) return false;
    while (next < old.starts.length && old.starts[next]! + growth < start) next++;
    return next < old.starts.length && old.starts[next]! + growth === start;
  };
  const scanned = scan(text, old.starts[kept]!, old.goesOn[kept]!, isLenient, isKnown);
  const starts = old.starts.slice(0, kept);
  const goesOn = old.goesOn.slice(0, kept);
  for (const start of scanned.starts) starts.push(start);
  for (const each of scanned.goesOn) goesOn.push(each);
  if (!scanned.metKnown) return { starts, goesOn, isOpen: scanned.isOpen };
  for (let i = next; i < old.starts.length; i++) {
    starts.push(old.starts[i]! + growth);
    goesOn.push(old.goesOn[i]!);
  }
  return { starts, goesOn, isOpen: old.isOpen };
}

type TopLevel = 'decorator' | 'definition' | 'statement';

/** Splits what follows `from`, the start of a chunk, up to a start that is known already. */
function scan(
  text: string,
  from: number,
  fromGoesOn: boolean,
  isLenient: boolean,
  isKnown?: (start: number) => boolean,
  cuts = cutsRun,
): Pass & { readonly metKnown: boolean } {
  const starts = [from];
  const goesOn = [fromGoesOn];
  const state = createLineState();
  const body = followClassBody(text, fromGoesOn);
  const endsString = isLenient
    ? (_: string, line: number): boolean =>
        beginsDefinition(text, columnZero(text, line)) || body.beginsMethod(line) || isCellHead(text, line)
    : undefined;
  let last: TopLevel | undefined = fromGoesOn ? 'definition' : undefined; // in the current chunk
  let comments = -1; // where the comments directly above begin
  for (let line = from; line < text.length; line = nextCodeLine(text, line, state, endsString)) {
    const at = columnZero(text, line);
    const unit = text.charCodeAt(at);
    if (unit === HASH && line !== from && isCellHead(text, line)) {
      if (isKnown?.(line) === true) return { starts, goesOn, isOpen: false, metKnown: true };
      starts.push(line);
      goesOn.push(false);
      state.around.length = 0;
      last = undefined;
      comments = -1;
      body.begin(false);
    }
    if (unit === HASH) {
      if (comments < 0) comments = line;
      body.comment(line);
      continue;
    }
    const found = isBlank(unit) ? undefined : topLevelAt(text, at, state);
    const chunkStart = starts[starts.length - 1]!;
    let start = found === undefined ? body.cutAt(line, state, chunkStart) : undefined;
    if (found !== undefined) {
      const above = comments < 0 ? line : comments;
      if (beginsChunk(last, found) || (last === 'statement' && cuts(text, at, above - chunkStart))) start = above;
      if (found !== 'statement') state.around.length = 0;
      last = found;
      body.begin(hasWord(text, at, 'class'));
    }
    comments = -1;
    if (start === undefined) continue;
    if (isKnown?.(start) === true) return { starts, goesOn, isOpen: false, metKnown: true };
    starts.push(start);
    goesOn.push(found === undefined);
  }
  return { starts, goesOn, isOpen: state.isOpen, metKnown: false };
}

function beginsChunk(last: TopLevel | undefined, found: TopLevel): boolean {
  if (last === undefined || last === 'decorator') return last !== undefined && found === 'statement';
  return found !== 'statement' || last === 'definition';
}

function cutsRun(text: string, at: number, length: number): boolean {
  if (length < shortestRun) return false;
  if (length >= longestRun) return true;
  const end = Math.min(lineBreakFrom(text, at), at + shortestRun);
  let sum = 0;
  for (let i = at; i < end; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x9e3779b1);
  return (sum >>> 16) % oneLineIn === 0;
}

/** What begins at this place in column 0; undefined if the line goes on with what is above it. Definitions never do that. */
function topLevelAt(text: string, at: number, state: LineState): TopLevel | undefined {
  const isInside = state.around.length > 0 || state.isContinued;
  const unit = text.charCodeAt(at);
  if (unit === AT && (!isInside || beginsExpression(text.charCodeAt(at + 1)))) return 'decorator';
  if (isDefinition(text, at)) return 'definition';
  const goesOn = isInside || isCloser(unit) || tails.some((word) => hasWord(text, at, word));
  return goesOn ? undefined : 'statement';
}

/** For a line in a string: prose may well begin with "class" too. */
function beginsDefinition(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit === AT) return beginsExpression(text.charCodeAt(at + 1));
  if (!isDefinition(text, at)) return false;
  return definitionHead.test(text.slice(at, Math.min(lineBreakFrom(text, at), at + 200)));
}

/** Clauses that go on with the statement above them. */
const tails = ['else', 'elif', 'except', 'finally', 'case'];

/** Whether nothing begins in column 0: an empty or indented line, or the end of the text. */
function isBlank(unit: number): boolean {
  return isSpace(unit) || isLineBreak(unit) || Number.isNaN(unit);
}

function isCloser(unit: number): boolean {
  return unit === 41 || unit === 93 || unit === 125;
}

const HASH = 35;
const AT = 64;
