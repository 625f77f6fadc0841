import type { Import, ImportFrom, Statement } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { maskOf } from '../text/notebook-cells.ts';
import { isFirstOnLine, lineBreakOf, lineEnd, lineStart } from './edits.ts';
import { fileText, type FileText, type PlacedStatement } from './file-text.ts';
import type { Edit } from './fix.ts';

/** What sorts import lines: `import x` and `from x import y`. */
interface ImportKey {
  readonly isFrom: boolean;
  readonly module: string;
}

/** Puts a line such as `import asyncio` where it belongs among the file's imports. */
export function insertImportLine(view: ChunkView, line: string, key: ImportKey): Edit {
  const file = fileText(view);
  const block = firstImportBlock(file);
  return block.length > 0 ? insertInBlock(file, block, line, key) : insertAboveCode(file, line);
}

/** Puts lines behind the imports at the top of the file, or where these would stand. */
export function insertBehindImports(view: ChunkView, lines: string): Edit {
  const file = fileText(view);
  const lineBreak = lineBreakOf(file.text);
  const last = file.statements[importsEnd(file.statements) - 1];
  if (!last) return insertAboveCode(file, lines);
  return insertLineBehind(file, last, lineBreak + lines, isBlankBehind(file, last) ? '' : lineBreak);
}

// -------------------------------------------------------------------------------- where imports are

/** The first run of import lines without a blank line between them; `__future__` imports are not among them. */
function firstImportBlock({ statements, text }: FileText): readonly PlacedStatement[] {
  const block: PlacedStatement[] = [];
  for (const placed of statements) {
    const previous = block.at(-1);
    if (previous && (!isImport(placed.statement) || hasBlankLine(text.slice(previous.end, placed.start)))) break;
    if (isDefinition(placed.statement)) break;
    if (isImport(placed.statement) && !isFuture(placed.statement)) block.push(placed);
  }
  return block;
}

/** How many statements at the top are the docstring and imports, with what stands between these. */
function importsEnd(statements: readonly PlacedStatement[]): number {
  const definition = statements.findIndex(({ statement }) => isDefinition(statement));
  const top = definition < 0 ? statements : statements.slice(0, definition);
  return Math.max(top.findLastIndex(({ statement }) => isImport(statement)) + 1, headerEnd(statements));
}

/** How many statements are the docstring and `__future__` imports. */
function headerEnd(statements: readonly PlacedStatement[]): number {
  let count = isDocstring(statements[0]?.statement) ? 1 : 0;
  for (let next = statements[count]; next && isFuture(next.statement); next = statements[count]) count++;
  return count;
}

const isImport = (statement: Statement): statement is Import | ImportFrom =>
  statement.kind === 'Import' || statement.kind === 'ImportFrom';
const isFuture = (statement: Statement): boolean =>
  statement.kind === 'ImportFrom' && statement.module === '__future__';
const isDefinition = (statement: Statement): boolean =>
  statement.kind === 'FunctionDef' || statement.kind === 'ClassDef';
const isDocstring = (statement: Statement | undefined): boolean =>
  statement?.kind === 'Expr' && statement.value.kind === 'Constant' && statement.value.type === 'str';
const hasBlankLine = (text: string): boolean => /\n[ \t\f\r]*\n/.test(text);

// ------------------------------------------------------------------------------------ putting lines

function insertInBlock(file: FileText, block: readonly PlacedStatement[], line: string, key: ImportKey): Edit {
  const keys = block.map(({ statement }) => keyOf(statement));
  const order = orders.find((compare) => keys.every((each, i) => i === 0 || compare(keys[i - 1]!, each) <= 0));
  const next = order
    ? keys.findIndex((each) => order(each, key) > 0)
    : keys.findLastIndex((each) => each.isFrom === key.isFrom) + 1 || (key.isFrom ? -1 : 0);
  const before = next < 0 ? undefined : block[next];
  if (before && isFirstOnLine(file.text, before.start))
    return file.insert(startOfLine(file.text, before.start), line + lineBreakOf(file.text));
  return insertLineBehind(file, block.at(-1)!, line, '');
}

function keyOf(statement: Statement): ImportKey {
  if (statement.kind === 'Import') return { isFrom: false, module: statement.names[0]?.name ?? '' };
  if (statement.kind !== 'ImportFrom') return { isFrom: false, module: '' };
  return { isFrom: true, module: statement.level > 0 ? `~${statement.module}` : statement.module };
}

const byModule = (a: ImportKey, b: ImportKey): number => {
  const [x, y] = [a.module.toLowerCase(), b.module.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : 0;
};
const byForm = (a: ImportKey, b: ImportKey): number => Number(a.isFrom) - Number(b.isFrom) || byModule(a, b);
const orders = [byForm, byModule];

/** Behind the docstring and `__future__` imports, else behind the comments that the file begins with. */
function insertAboveCode(file: FileText, line: string): Edit {
  const { text, statements } = file;
  const lineBreak = lineBreakOf(text);
  const count = headerEnd(statements);
  const header = statements[count - 1];
  if (header) return insertLineBehind(file, header, lineBreak + line, isBlankBehind(file, header) ? '' : lineBreak);
  const first = statements.find((placed) => !isForIPython(file, placed));
  const blankLines = first && isDefinition(first.statement) ? lineBreak + lineBreak : lineBreak;
  return file.insert(endOfComments(text, first?.start ?? text.length), line + lineBreak + blankLines);
}

/** What stands for a magic: nothing may be put above that of a cell, and cells of such lines alone may hold anything but Python. */
const isForIPython = ({ text }: FileText, { start, end, statement }: PlacedStatement): boolean =>
  statement.kind === 'Pass' && maskOf(text.slice(lineStart(text, start), lineEnd(text, end))) !== undefined;

/**
 * Behind the comments at the top of the text or, where comments cut it into cells, of the cell; those right above the first
 * statement belong to it, unless they begin the file.
 */
function endOfComments(text: string, first: number): number {
  const above = text.slice(0, startOfLine(text, first));
  const cell = [...above.matchAll(CELL)].at(-1);
  if (cell) return cell.index + cell[0].length + endOfCellComments(above.slice(cell.index + cell[0].length));
  return endOfCellComments(above);
}

/** As editors and tools know them: https://jupytext.readthedocs.io/en/latest/formats-scripts.html#the-percent-format */
const CELL = /^# ?%%.*\n/gm;

function endOfCellComments(above: string): number {
  const attached = /(?:^|\n)[ \t\f\r]*\n((?:[ \t]*#[^\n]*\n)+)$/.exec(above);
  return attached ? above.length - (attached[1]?.length ?? 0) : above.length;
}

function insertLineBehind(file: FileText, placed: PlacedStatement, line: string, blank: string): Edit {
  const { text } = file;
  const lineBreak = lineBreakOf(text);
  const end = lineEnd(text, lastOnLine(file, placed).end);
  if (end === text.length) return file.insert(end, lineBreak + line + lineBreak);
  return file.insert(text.indexOf('\n', end) + 1, line + lineBreak + blank);
}

function isBlankBehind(file: FileText, placed: PlacedStatement): boolean {
  const rest = file.text.slice(lineEnd(file.text, lastOnLine(file, placed).end));
  return /^\r?\n[ \t\f]*(?:\r?\n|$)/.test(rest);
}

/** The last statement that begins on the line on which this one ends: `import os; x = 1`. */
function lastOnLine({ text, statements }: FileText, placed: PlacedStatement): PlacedStatement {
  const next = statements[statements.indexOf(placed) + 1];
  return next && next.start < lineEnd(text, placed.end) ? lastOnLine({ text, statements } as FileText, next) : placed;
}

/** Behind a byte order mark. */
function startOfLine(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}
