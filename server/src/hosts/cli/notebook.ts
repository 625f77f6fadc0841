import { cellText, headOf, sourceOfCell } from '../../text/notebook-cells.ts';

/**
 * Jupyter notebooks as one program: their code cells in order, each behind a comment with its number among all cells.
 * https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export const isNotebook = (path: string): boolean => path.endsWith('.ipynb');

/** Undefined where the bytes are no notebook of version 4. One of another language is an empty program. */
export function notebookProgram(json: string): string | undefined {
  const notebook = parse(json);
  if (!notebook) return undefined;
  if (!isPython(notebook)) return '';
  return codeCells(notebook)
    .map(({ cell, number }) => cellText(headOf(number), sourceOf(cell)))
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
    const source = front + sourceOfCell(program.slice(head.index + head[0].length + 1, end));
    cell.source = typeof cell.source === 'string' ? source : (source.match(/[^\n]*\n|[^\n]+$/g) ?? []);
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
