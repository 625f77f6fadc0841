import { createLineState, nextCodeLine } from '../../text/code-lines.ts';

/**
 * Jupyter notebooks as one program: their code cells in order, each behind a comment with its number among all cells. What
 * IPython alone understands stands behind a comment in Python's place, and comes back when the notebook is written.
 * https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export const isNotebook = (path: string): boolean => path.endsWith('.ipynb');

/** Undefined where the bytes are no notebook of version 4. One of another language is an empty program. */
export function notebookProgram(json: string): string | undefined {
  const notebook = parse(json);
  if (!notebook) return undefined;
  if (!isPython(notebook)) return '';
  return codeCells(notebook)
    .map(({ cell, number }) => {
      const source = masked(sourceOf(cell));
      return `${headOf(number)}\n${source}${source.endsWith('\n') ? '' : '\n'}`;
    })
    .join('');
}

/** The notebook with the cells of a program that was changed; undefined where its cells are not those of the notebook. */
export function notebookWith(json: string, program: string): string | undefined {
  const notebook = parse(json);
  if (!notebook) return undefined;
  const cells = codeCells(notebook);
  const heads = [...program.matchAll(HEAD)];
  if (heads.length !== cells.length || heads.some(([, number], index) => Number(number) !== cells[index]!.number))
    return undefined;
  for (const [index, { cell }] of cells.entries()) {
    const head = heads[index]!;
    const end = heads[index + 1]?.index ?? program.length;
    // What was put in front of everything belongs to the first cell.
    const front = index === 0 ? program.slice(0, head.index) : '';
    const source = front + unmasked(program.slice(head.index + head[0].length + 1, end));
    const endsLine = sourceOf(cell).endsWith('\n');
    const written = endsLine ? source : source.replace(/\n$/, '');
    cell.source = typeof cell.source === 'string' ? written : (written.match(/[^\n]*\n|[^\n]+$/g) ?? []);
  }
  const indent = /^\{\n( +)/.exec(json)?.[1];
  return JSON.stringify(notebook, undefined, indent) + (json.endsWith('\n') ? '\n' : '');
}

/** Where the cells of a program begin: the number of each, by the line of its comment, counted from 1. */
export function cellsOf(program: string): readonly { readonly number: number; readonly line: number }[] {
  return program.split('\n').flatMap((text, index) => {
    const [, number] = new RegExp(HEAD.source).exec(text) ?? [];
    return number === undefined ? [] : [{ number: Number(number), line: index + 1 }];
  });
}

const headOf = (number: number): string => `# %% [cell ${String(number)}]`;
const HEAD = /^# %% \[cell (\d+)\]$/gm;

interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata?: { readonly kernelspec?: { readonly language?: unknown } };
}

interface Cell {
  readonly cell_type?: unknown;
  source?: unknown;
}

function parse(json: string): Notebook | undefined {
  try {
    const value = JSON.parse(json) as { cells?: unknown; nbformat?: unknown } | null;
    return value?.nbformat === 4 && Array.isArray(value.cells) ? (value as Notebook) : undefined;
  } catch {
    return undefined;
  }
}

const isPython = ({ metadata }: Notebook): boolean => (metadata?.kernelspec?.language ?? 'python') === 'python';

const codeCells = ({ cells }: Notebook): readonly { readonly cell: Cell; readonly number: number }[] =>
  cells.flatMap((cell: Cell | null, index) =>
    cell?.cell_type === 'code' && sourceOf(cell).trim() !== '' ? [{ cell, number: index + 1 }] : [],
  );

function sourceOf({ source }: Cell): string {
  const lines: readonly unknown[] = Array.isArray(source) ? source : [source];
  return lines.filter((line) => typeof line === 'string').join('');
}

// --------------------------------------------------------------------------------- IPython's own

/** Cells that run Python under a magic; all others hold something else. */
const PYTHON_CELL = /^%%(?:time|timeit|capture|prun|debug)\b/;
const COMMAND = /^[%!?].*|^[\w.*]+\?{1,2}[ \t]*$/;
const ASSIGNED = /^([A-Za-z_]\w*) *= *[!%].*/;
const MARK = '  #ipython#';
const MASKED = /^([ \t]*)(?:pass|\w+ = get_ipython\(\)) {2}#ipython#/gm;

function masked(source: string): string {
  if (source.startsWith('%%') && !PYTHON_CELL.test(source)) return source.replace(/^/gm, `pass${MARK}`);
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

const unmasked = (text: string): string => text.replace(MASKED, '$1');
