import { applyEdits } from '../../text/edits.ts';
import { cellText, headOf, sourceOfCell } from '../../text/notebook-cells.ts';
import { type Source, sourceAt, sourceEdit } from './notebook-source.ts';
import { placedJson, type PlacedJson } from './placed-json.ts';

/**
 * Jupyter notebooks as one program: their code cells in order, each behind a comment with its number among all cells.
 * https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export const isNotebook = (path: string): boolean => path.endsWith('.ipynb');

/** Undefined where the text is no notebook of version 4. One of another language is an empty program. */
export function notebookProgram(json: string): string | undefined {
  const cells = codeCells(json);
  return cells && programOf(cells);
}

/** The notebook with the cells of a program that was changed; undefined where its cells are not those of the notebook. */
export function notebookWith(json: string, program: string): string | undefined {
  const cells = codeCells(json);
  if (!cells) return undefined;
  // What a cell says may look like the head of one, so the heads of the notebook are those that stood where cells began.
  const before = headsOf(programOf(cells));
  const after = headsOf(program);
  if (before.length !== after.length || before.some(([head], index) => head !== after[index]![0])) return undefined;
  const starts = startsOf(cells);
  const heads = after.filter((_, index) => starts.includes(before[index]!.index));
  const edits = cells.map(({ source }, index) => {
    const { 0: head, index: start } = heads[index]!;
    // What was put in front of everything belongs to the first cell.
    const front = index === 0 ? program.slice(0, start) : '';
    const text = program.slice(start + head.length + 1, heads[index + 1]?.index);
    return sourceEdit(json, source, front + sourceOfCell(text));
  });
  return applyEdits(
    json,
    edits.filter((edit) => edit !== undefined),
  );
}

/** Where the cells of a program begin: the number of each, by the line of its comment, counted from 1. */
export function cellsOf(program: string): readonly { readonly number: number; readonly line: number }[] {
  return program.split('\n').flatMap((text, index) => {
    const [, number] = new RegExp(HEAD.source).exec(text) ?? [];
    return number === undefined ? [] : [{ number: Number(number), line: index + 1 }];
  });
}

const HEAD = /^# %% \[cell (\d+)\]$/gm;

const headsOf = (program: string): readonly RegExpExecArray[] => [...program.matchAll(HEAD)];

interface CodeCell {
  /** Among all cells. */
  readonly number: number;
  readonly source: Source;
}

const programText = ({ number, source }: CodeCell): string => cellText(headOf(number), source.text);

const programOf = (cells: readonly CodeCell[]): string => cells.map(programText).join('');

/** Where in the program each cell begins. */
function startsOf(cells: readonly CodeCell[]): readonly number[] {
  let end = 0;
  return cells.map((cell) => {
    const start = end;
    end += programText(cell).length;
    return start;
  });
}

function codeCells(json: string): readonly CodeCell[] | undefined {
  const notebook = placedJson(json);
  const cells = notebook?.members?.get('cells')?.items;
  const format = notebook?.members?.get('nbformat');
  if (!cells || !format || Number(json.slice(format.start, format.end)) !== 4) return undefined;
  if (!isPython(notebook)) return [];
  return cells.flatMap((cell, index) => {
    const source = isCode(cell) ? sourceAt(cell.members?.get('source')) : undefined;
    return source && source.text.trim() !== '' ? [{ number: index + 1, source }] : [];
  });
}

/** Databricks says it in its own way, and Colab leaves it away where it is Python. */
function isPython(notebook: PlacedJson): boolean {
  const language =
    stringAt(notebook, 'metadata', 'kernelspec', 'language') ??
    stringAt(notebook, 'metadata', 'language_info', 'name') ??
    stringAt(notebook, 'metadata', 'application/vnd.databricks.v1+notebook', 'language');
  return language === undefined || isPythonName(language);
}

/** In VS Code, cells of a notebook can have languages of their own. */
function isCode(cell: PlacedJson): boolean {
  const language = stringAt(cell, 'metadata', 'vscode', 'languageId');
  return stringAt(cell, 'cell_type') === 'code' && (language === undefined || isPythonName(language));
}

const isPythonName = (language: string): boolean => /^i?python/i.test(language);

function stringAt(value: PlacedJson, ...path: readonly string[]): string | undefined {
  let found: PlacedJson | undefined = value;
  for (const name of path) found = found?.members?.get(name);
  return found?.string;
}
