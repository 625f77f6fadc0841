import { type FlatTree, afterSubtree, endOf, kindOf, startOf } from '../syntax/flat-tree.ts';
import { kinds, tokens } from '../syntax/kinds.ts';
import { isLineBreak, lineBreakFrom } from '../text/code-lines.ts';
import type { Located } from './nodes.ts';

/**
 * Lines that Python refuses for their indentation, which the parser does not: deeper than the line above without a colon
 * there, as deep as none of the blocks around, or deeper or not depending on how wide a tab is. To which block such a line
 * belongs is unknown, so each range reaches from the end of what stands above it to its own end.
 * https://docs.python.org/3/reference/lexical_analysis.html#indentation
 */
export function wrongIndents(tree: FlatTree, text: string): Located[] {
  const found: Located[] = [];
  const open: Indent[] = [{ column: 0, units: 0 }];
  let brackets = 0;
  /** The kind of the token before, where it ends, and where the last comment does. */
  let before = 0;
  let end = 0;
  let commentEnd = 0;
  for (let row = 1, next: number; row < tree.length; row = next) {
    const kind = kindOf(tree, row);
    const isString = kind === kinds.string;
    next = isString ? afterSubtree(tree, row) : row + 1;
    const start = startOf(tree, row);
    const isToken = isString || afterSubtree(tree, row) === next;
    if (kind === kinds.comment) commentEnd = endOf(tree, row);
    if (!isToken || kind === kinds.comment || endOf(tree, row) === start) continue;
    const line = brackets === 0 ? lineBegunAt(text, start) : undefined;
    if (line !== undefined && !isContinued(text, line, commentEnd)) {
      const isRight = accepts(open, indentBetween(text, line, start), before === tokens[':']);
      if (!isRight) found.push({ start: end, end: lineBreakFrom(text, start) });
    }
    if (opening.has(kind)) brackets++;
    else if (closing.has(kind) && brackets > 0) brackets--;
    before = kind;
    end = endOf(tree, row);
  }
  return found;
}

const opening: ReadonlySet<number> = new Set([tokens['('], tokens['['], tokens['{']]);
const closing: ReadonlySet<number> = new Set([tokens[')'], tokens[']'], tokens['}']]);

/** How far a line is indented. */
interface Indent {
  /** Where a tab goes on to the next multiple of eight. */
  readonly column: number;
  /** Where a tab counts as one. Python wants both to give the same answer. */
  readonly units: number;
}

/** Takes a line into the stack of the blocks that are open, and says whether Python would. */
function accepts(open: Indent[], indent: Indent, isBlock: boolean): boolean {
  let top = open.at(-1)!;
  if (indent.column > top.column) {
    open.push(indent);
    return isBlock && indent.units > top.units;
  }
  while (indent.column < top.column) {
    open.pop();
    top = open.at(-1)!;
  }
  if (indent.column > top.column) open.push(indent);
  return indent.column === top.column && indent.units === top.units;
}

/** The start of the line in which the token at `start` is the first. */
function lineBegunAt(text: string, start: number): number | undefined {
  let at = start;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at === 0 || isLineBreak(text.charCodeAt(at - 1)) ? at : undefined;
}

/** Whether a backslash joins the line to the one above. A backslash in a comment does not. */
function isContinued(text: string, line: number, commentEnd: number): boolean {
  const lineBreak = text.startsWith('\r\n', line - 2) ? line - 2 : line - 1;
  return text.charCodeAt(lineBreak - 1) === BACKSLASH && lineBreak > commentEnd;
}

function indentBetween(text: string, line: number, start: number): Indent {
  let column = 0;
  let units = 0;
  for (let at = line; at < start; at++) {
    const unit = text.charCodeAt(at);
    if (unit === FORM_FEED) column = units = 0;
    else if (unit !== BYTE_ORDER_MARK) {
      column = unit === TAB ? column - (column % TAB_WIDTH) + TAB_WIDTH : column + 1;
      units++;
    }
  }
  return { column, units };
}

const isBlank = (unit: number): boolean =>
  unit === SPACE || unit === TAB || unit === FORM_FEED || unit === BYTE_ORDER_MARK;

const TAB_WIDTH = 8;
const TAB = 9;
const FORM_FEED = 12;
const SPACE = 32;
const BACKSLASH = 92;
const BYTE_ORDER_MARK = 0xfeff;
