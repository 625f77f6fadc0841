import { createLineState, nextCodeLine } from './code-lines.ts';

/**
 * The code cells of a notebook as one program: each behind a comment, its head, line by line as it is. What IPython alone
 * understands stands behind a comment in Python's place, and comes back when a cell is written.
 */
export const cellText = (head: string, source: string): string => `${head}\n${masked(source)}\n`;

/** What the heads of cells begin with. */
const HEAD = '# %% [cell';

/** Of a cell, or of one with a number. */
export const headOf = (number?: number): string => `${HEAD}${number === undefined ? '' : ` ${String(number)}`}]`;

/** Whether a line that begins here is the head of a cell. */
export const isCellHead = (text: string, line: number): boolean => text.startsWith(HEAD, line);

/** The source of a cell again, from what stands behind its head. */
export const sourceOfCell = (text: string): string => unmasked(text.replace(/\n$/, ''));

/** The magic of a cell of Python, by the text from its head on. */
export const magicOfCell = (text: string): string | undefined => MAGIC.exec(text)?.[1];

/** How far what a line of the program says stands to the right of where it stands in the cell, and from which character on. */
export function maskOf(line: string): { readonly from: number; readonly length: number } | undefined {
  const [mask, indent = ''] = new RegExp(MASKED.source).exec(line) ?? [];
  return mask === undefined ? undefined : { from: indent.length, length: mask.length - indent.length };
}

/** Cells that run Python under a magic; all others hold something else. */
const PYTHON_CELL = /^%%(?:time|timeit|capture|prun|debug)\b/;
/** In Databricks a magic of one sign may be that of the whole cell. */
const OTHER_CELL = /^%(?:%|(?:md|md-sandbox|scala|sh|fs|r)\b|sql[ \t]*\r?\n)/;
const MAGIC = /^# %% \[cell[^\]]*\]\npass {2}#ipython#(%%\w+)/;
const COMMAND = /^[%!?].*|^[\w.*]+\?{1,2}\s*$/;
const ASSIGNED = /^([A-Za-z_]\w*) *= *[!%].*/;
const MARK = '  #ipython#';
const MASKED = /^([ \t]*)(?:pass|\w+ = get_ipython\(\)) {2}#ipython#/gm;

function masked(source: string): string {
  if (OTHER_CELL.test(source) && !PYTHON_CELL.test(source)) return source.replace(/^/gm, `pass${MARK}`);
  let text = source;
  const state = createLineState();
  for (let line = 0; line < text.length; line = nextCodeLine(text, line, state, undefined)) {
    if (state.around.length > 0 || state.isContinued) continue;
    const end = text.indexOf('\n', line);
    const whole = text.slice(line, end < 0 ? undefined : end);
    const code = whole.trimStart();
    const name = ASSIGNED.exec(code)?.[1];
    if (name === undefined && !COMMAND.test(code)) continue;
    const stand = name === undefined ? 'pass' : `${name} = get_ipython()`;
    const indent = whole.slice(0, whole.length - code.length);
    text = `${text.slice(0, line)}${indent}${stand}${MARK}${code}${text.slice(line + whole.length)}`;
  }
  return text;
}

export const unmasked = (text: string): string => text.replace(MASKED, '$1');
