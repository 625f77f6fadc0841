import { type LineState, createLineState, isIdentifierPart, isLineBreak, nextCodeLine } from './code-lines.ts';

/** Follows the lines of a class, to tell where its methods begin: each as far indented as the first statement of the body. */
export interface ClassBody {
  /** A definition or statement at column 0 begins: a class, or something else. */
  begin(isClass: boolean): void;
  /** A comment in column 0, which may stand above a method. */
  comment(line: number): void;
  /** Where a chunk begins with the method on this line, comments directly above it included. */
  cutAt(line: number, state: LineState, chunkStart: number): number | undefined;
  /** Whether a line in a string shows that the string was never meant to go on. */
  beginsMethod(line: number): boolean;
}

/** So long is the beginning of a class at least from which its other methods are cut off, and what is cut off of it. */
const shortestHead = 4_096;
const shortestPart = 1_024;

/** `isInside`: the text begins with a method that was cut off. */
export function followClassBody(text: string, isInside: boolean): ClassBody {
  let isClass = isInside;
  let isCut = isInside;
  let indent: string | undefined;
  let isDecorated = false;
  let comments = -1; // where the comments directly above begin

  function isAtIndent(line: number): boolean {
    return indent !== undefined && text.startsWith(indent, line) && !isSpace(text.charCodeAt(line + indent.length));
  }

  function cutAt(line: number, state: LineState, chunkStart: number): number | undefined {
    let at = line;
    while (isSpace(text.charCodeAt(at))) at++;
    const unit = text.charCodeAt(at);
    if (unit === HASH) {
      // Deeper ones belong to the method above.
      if (indent !== undefined && at - line > indent.length) comments = -1;
      else if (comments < 0) comments = line;
      return undefined;
    }
    const start = comments < 0 ? line : comments;
    comments = -1;
    if (!isClass || at === line || isLineBreak(unit) || Number.isNaN(unit)) return undefined;
    const goesOn = state.around.length > 0 || state.isContinued;
    const isFirst = indent === undefined && !goesOn;
    if (isFirst) indent = text.slice(line, at);
    if (!isAtIndent(line)) return undefined;
    const isDecorator = unit === AT && (!goesOn || beginsExpression(text.charCodeAt(at + 1)));
    const isMethod = isDefinition(text, at);
    if (goesOn && !isDecorator && !isMethod) return undefined;
    const isNew = (isDecorator || isMethod) && !isDecorated && !isFirst;
    isDecorated = isDecorator;
    if (isDecorator || isMethod) state.around.length = 0;
    if (!isNew || start - chunkStart < (isCut ? shortestPart : shortestHead)) return undefined;
    isCut = true;
    return start;
  }

  return {
    begin(is) {
      isClass = is;
      isCut = false;
      isDecorated = false;
      indent = undefined;
      comments = -1;
    },
    comment(line) {
      if (comments < 0) comments = line;
    },
    cutAt,
    beginsMethod: (line) => isAtIndent(line) && definitionHead.test(text.slice(line, line + 200).trimStart()),
  };
}

/** The first lines of a class, from its decorators to behind its colon, and where they stand. `start` is that of its chunk. */
export function classHeader(text: string, start: number): { readonly text: string; readonly at: number } {
  const state = createLineState();
  let first: number | undefined;
  for (let line = start; line < text.length;) {
    const at = columnZero(text, line);
    const isClass = isDefinition(text, at);
    if (isClass || text.charCodeAt(at) === AT) first ??= at;
    line = nextCodeLine(text, line, state, undefined);
    if (!isClass) continue;
    while (line < text.length && (state.around.length > 0 || state.isContinued))
      line = nextCodeLine(text, line, state, undefined);
    return { text: text.slice(first, line), at: first! };
  }
  return { text: '', at: start };
}

/**
 * Python begins to count columns behind form feeds, and behind a byte order mark at the start of the text. A mark elsewhere is
 * wrong, but has to be read in the same way: text above it may come and go.
 */
export function columnZero(text: string, line: number): number {
  let at = line;
  while (text.charCodeAt(at) === FORM_FEED || text.charCodeAt(at) === BYTE_ORDER_MARK) at++;
  return at;
}

/** The head of a definition, so far as it tells one from prose. */
export const definitionHead = /^(async[ \t]+def|def|class)[ \t]+[\p{L}\p{N}_]+[ \t]*[([:]/u;

/** Whether `def`, `async def` or `class` stands at this place. */
export function isDefinition(text: string, at: number): boolean {
  if (hasWord(text, at, 'def') || hasWord(text, at, 'class')) return true;
  if (!hasWord(text, at, 'async')) return false;
  let next = at + 'async'.length;
  while (isSpace(text.charCodeAt(next))) next++;
  return hasWord(text, next, 'def');
}

/** `@` at the beginning of a line inside brackets might be an operator; but then a space follows. */
export function beginsExpression(unit: number): boolean {
  return unit === OPEN_PAREN || isIdentifierPart(unit);
}

export function hasWord(text: string, at: number, word: string): boolean {
  return text.startsWith(word, at) && !isIdentifierPart(text.charCodeAt(at + word.length));
}

export function isSpace(unit: number): boolean {
  return unit === 32 || unit === 9;
}

const FORM_FEED = 12;
const HASH = 35;
const OPEN_PAREN = 40;
const AT = 64;
const BYTE_ORDER_MARK = 0xfeff;
