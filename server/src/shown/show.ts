import type { Finding } from '../engine/finding.ts';
import { columnAt, functionAround, type FunctionLines, indentOf, lineAround } from '../text/function-around.ts';
import type { Range } from '../text/range.ts';
import { hasErrorIn, type Typing } from './typing.ts';

/** A file that is looked at. */
export interface Look {
  readonly text: string;
  readonly found: readonly Finding[];
  /** Regions of syntax errors. */
  readonly errors: () => readonly Range[];
  /** What was shown last, moved along with the text. */
  readonly before: readonly Finding[];
  /** What is typed at the moment; undefined when nobody types. */
  readonly typing: Typing | undefined;
  /** Where in this file something was typed since; undefined for other files than the one typed in. */
  readonly typed: readonly Range[] | undefined;
}

/**
 * What to show of a file: what is found, but for what is new and may come of what is half typed, together with what was shown
 * and is missed only because of that. Gives `found` itself when both are the same.
 */
export function show(look: Look): readonly Finding[] {
  const { found, before } = look;
  const known = matches(look);
  const matched = new Set(known.values());
  const shown = found.filter(
    (finding) => (known.has(finding) || isShownNow(look, finding)) && !isOfTyped(look, finding),
  );
  const kept = before.filter(
    (finding) => !matched.has(finding) && staysShown(look, finding) && !isOfTyped(look, finding),
  );
  if (kept.length === 0 && shown.length === found.length) return found;
  return [...shown, ...kept].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** By finding: the one that was shown of the same mistake. It began at the same place, or else in the same line. */
function matches({ text, found, before }: Look): ReadonlyMap<Finding, Finding> {
  const known = new Map<Finding, Finding>();
  const byPlace = (placeOf: (finding: Finding) => number): void => {
    const left = new Map<string, Finding[]>();
    const taken = new Set(known.values());
    const keyOf = (finding: Finding): string => `${finding.rule} ${String(placeOf(finding))}`;
    for (const old of before) {
      if (!taken.has(old)) left.set(keyOf(old), [...(left.get(keyOf(old)) ?? []), old]);
    }
    for (const finding of found) {
      const old = known.has(finding) ? undefined : left.get(keyOf(finding))?.shift();
      if (old) known.set(finding, old);
    }
  };
  if (before.length === 0) return known;
  byPlace(({ start }) => start);
  if (known.size < found.length && known.size < before.length) byPlace(({ start }) => lineAround(text, start).start);
  return known;
}

/**
 * Of a finding that speaks of a function or block as a whole: whether that is being typed. Below a decorator something is
 * typed that will be the decorated one, so nothing is said of the `def` that stood there before.
 */
function isOfTyped({ text, typing, typed }: Look, finding: Finding): boolean {
  if (!typing || !typed) return false;
  const { decorated } = typing;
  if (decorated && finding.start >= decorated.start && finding.end <= decorated.end) return true;
  return finding.whole !== undefined && isIn(text, finding.whole, typing.cursor);
}

/** Of a finding that is new. */
function isShownNow({ text, typing, typed }: Look, finding: Finding): boolean {
  if (!typing) return true;
  if (!typing.isSettled) return false;
  if (!typed) return !typing.isInBody;
  const around = functionAround(text, finding.start);
  if (around?.start === typing.around?.start || !typing.isInBody) return true;
  if (namesFunction(text, finding, typing.around)) return false;
  const own = around ?? lineAround(text, finding.start);
  return typed.some(({ start, end }) => start <= own.end && end >= own.start);
}

/** Of what is said of `self.rows()` while `rows` is typed: it may become a generator. */
function namesFunction(text: string, { start, end }: Range, typed: FunctionLines | undefined): boolean {
  const name = typed && /\bdef[ \t]+([^\s(:]+)/.exec(text.slice(typed.start, typed.headerEnd))?.[1];
  return (
    name !== undefined &&
    text
      .slice(start, end)
      .split(/[^\p{L}\p{N}_]+/u)
      .includes(name)
  );
}

/** Of a finding that was shown and is not found any more. */
function staysShown({ text, errors, typing, typed }: Look, finding: Finding): boolean {
  const around = functionAround(text, finding.start);
  const own = around ?? lineAround(text, finding.start);
  if (around && typed && isBelowNewHeader(text, around, typed, finding)) return false;
  if (typing && typed && isBehindTyped(typing, typed, finding)) return false;
  if (hasErrorIn(errors(), own)) return true;
  if (!typing || typing.isSettled) return false;
  return !typed || finding.start > typing.line.end || finding.end < typing.line.start;
}

/** In the line that is typed, behind what was put in front of it: `async session.get(url)` will be an `async with`. */
const isBehindTyped = ({ line }: Typing, typed: readonly Range[], place: Range): boolean =>
  place.start <= line.end && typed.some(({ end }) => end >= line.start && end <= place.start);

/** In old lines below a header that was typed as a whole: what was said of them was said of another function. */
function isBelowNewHeader(text: string, around: FunctionLines, typed: readonly Range[], place: Range): boolean {
  const first = around.start + (indentOf(text, around) ?? 0);
  if (!typed.some(({ start, end }) => start <= first && end >= around.headerEnd)) return false;
  return !typed.some(({ start, end }) => start <= place.end && end >= place.start);
}

/** Whether what is typed at the cursor would belong to this part of the text: also behind its end, on deeper lines. */
function isIn(text: string, { start, end }: Range, cursor: number): boolean {
  if (cursor < start) return false;
  if (cursor <= end) return true;
  const indent = indentOf(text, lineAround(text, start)) ?? 0;
  for (let line = lineAround(text, end); line.end < cursor;) {
    line = lineAround(text, line.end + 1);
    const isCursors = line.end >= cursor;
    const column = isCursors ? columnAt(text, cursor) : indentOf(text, line);
    if (column !== undefined && column <= indent && text.charAt(line.start + column) !== '#') return false;
  }
  return true;
}
