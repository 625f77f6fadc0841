import { createLineState, lineBreakFrom, nextCodeLine } from '../text/code-lines.ts';
import type { Range } from '../text/range.ts';

/**
 * The statements of a broken text that never come to their end: headers of definitions without their colon, with the deeper
 * lines below, and statements with a bracket that is still open at the next definition, or at the end of a class's text. A parser would take what stands below
 * for a part of them.
 */
export function unfinishedStatements(text: string): readonly Range[] {
  const unfinished: { start: number; end: number }[] = [];
  const state = createLineState();
  let statement: Statement | undefined;
  /** Deeper lines than this belong to the unfinished header above. */
  let unfinishedIndent = Infinity;
  /** Where the decorators directly above begin. */
  let decorators = none;

  function end(at: number, isOpen: boolean): void {
    if (!statement) return;
    const { start, indent, isHeader } = statement;
    if (!isOpen && !(isHeader && isUnfinishedHeader(text.slice(start, at)))) return;
    unfinished.push({ start: statement.from, end: start + text.slice(start, at).trimEnd().length });
    if (isHeader) unfinishedIndent = indent;
  }

  for (let line = 0; line < text.length; line = nextCodeLine(text, line, state, undefined)) {
    const start = contentFrom(text, line);
    const isInside = state.around.length > 0 || state.isContinued;
    const isHeader = isMatch(header, text, start);
    const goesOn = isInside && !isHeader && !(statement?.isHeader === true && isBelow(text, start, line, statement));
    if (isEmpty(text, start) || goesOn) {
      if (isInside && text[start] === '@' && !isBehind(decorators, statement)) decorators = start;
      continue;
    }
    const isDecorator = text[start] === '@';
    // Those above a statement that is still open are its own.
    if (isInside && !isBehind(decorators, statement)) decorators = none;
    const from = isHeader && decorators !== none ? decorators : start;
    end(isInside ? from : line, isInside);
    state.around.length = 0;
    decorators = isDecorator ? (decorators === none ? start : decorators) : none;
    const indent = start - line;
    if (indent > unfinishedIndent) {
      unfinished.at(-1)!.end = lineBreakFrom(text, start);
      statement = undefined;
      continue;
    }
    unfinishedIndent = Infinity;
    statement = { from, start, indent, isHeader };
  }
  end(text.length, state.around.length > 0 && isClass(text));
  return unfinished;
}

/** Of a class, the chunk ends where its next method begins. */
const isClass = (text: string): boolean => /^class\b/m.test(text);

/** The text with a constant in place of each of these statements, the same length and the same lines. */
export function withoutStatements(text: string, unfinished: readonly Range[]): string {
  let result = '';
  let position = 0;
  for (const { start, end } of unfinished) {
    result += `${text.slice(position, start)}0${text.slice(start + 1, end).replace(/[^\r\n]/g, ' ')}`;
    position = end;
  }
  return result + text.slice(position);
}

interface Statement {
  /** Where it begins, decorators included. */
  readonly from: number;
  readonly start: number;
  readonly indent: number;
  readonly isHeader: boolean;
}

const none = -1;

const isBehind = (at: number, statement: Statement | undefined): boolean => at > (statement?.start ?? none);

const header = /(?:async[ \t]+def|def|class)\b|async(?:[ \t]+\w*)?[ \t]*(?=[\r\n]|$)/y;

function isMatch(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Strings and comments as one piece each, and what decides where a header ends. */
const pieces =
  /"""(?:\\[^]|[^\\])*?"""|'''(?:\\[^]|[^\\])*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#.*|[()[\]{}:]/g;

/** Whether there is no colon outside of brackets. */
function isUnfinishedHeader(text: string): boolean {
  let depth = 0;
  for (const [piece] of text.matchAll(pieces)) {
    if (piece === ':' && depth <= 0) return false;
    if ('([{'.includes(piece)) depth++;
    else if (')]}'.includes(piece)) depth--;
  }
  return true;
}

function contentFrom(text: string, line: number): number {
  let at = line;
  while (at < text.length && ' \t\f\uFEFF'.includes(text[at]!)) at++;
  return at;
}

/** Parameters are indented, and only the closing bracket stands under the `def`. */
const isBelow = (text: string, start: number, line: number, { indent }: Statement): boolean =>
  start - line <= indent && !')]}@'.includes(text[start]!);

const isEmpty = (text: string, at: number): boolean => at >= text.length || '\r\n#'.includes(text[at]!);
