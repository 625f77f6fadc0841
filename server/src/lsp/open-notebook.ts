import { TextDocument } from 'vscode-languageserver-textdocument';
import { type ContentChange, difference } from '../text/edits.ts';
import { cellText, headOf } from '../text/notebook-cells.ts';
import { isNotebook } from '../workspace/notebook-uris.ts';
import { type CellDocument, cellPage, type PlacedCell } from './notebook-pages.ts';
import type { Page } from './page.ts';

/** A notebook that is open: its Python cells, in their order, as one program. */
export interface OpenNotebook {
  readonly program: TextDocument;
  readonly pages: () => readonly Page[];
  /** These are the cells now, the same or others. */
  setCells(documents: readonly CellDocument[]): readonly ContentChange[];
  /** A cell has another text; no change where it is not one of the cells. */
  cellChanged(document: CellDocument): readonly ContentChange[];
}

/** The same for all cells: those behind a new one do not change. */
const HEAD = headOf();

interface Cell {
  readonly document: CellDocument;
  /** What stands in the program for it. */
  readonly text: string;
}

/** `uri` is canonical. */
export function openNotebook(uri: string, documents: readonly CellDocument[]): OpenNotebook {
  let cells = documents.map(cellOf);
  const program = TextDocument.create(isNotebook(uri) ? uri : `${uri}#.ipynb`, 'python', 0, joined(cells));
  let pages: readonly Page[] | undefined;

  function replace(start: number, before: string, after: string): readonly ContentChange[] {
    pages = undefined;
    if (before === after) return [];
    const change = difference(before, after);
    // As a whole, since a position cannot stand between CR and LF.
    TextDocument.update(program, [{ text: joined(cells) }], program.version + 1);
    return [
      { start: start + change.start, end: start + change.oldEnd, text: after.slice(change.start, change.newEnd) },
    ];
  }

  return {
    program,
    pages: () => (pages ??= placed(cells).map((cell) => cellPage(program, cell))),
    setCells(now) {
      cells = now.map(cellOf);
      return replace(0, program.getText(), joined(cells));
    },
    cellChanged(document) {
      const found = cells.findIndex((cell) => cell.document === document);
      if (found < 0) return [];
      const { start } = placed(cells)[found]!.place;
      const before = cells[found]!.text;
      const after = cellOf(document);
      cells = cells.with(found, after);
      return replace(start, before, after.text);
    },
  };
}

const cellOf = (document: CellDocument): Cell => ({ document, text: cellText(HEAD, document.source.getText()) });

const joined = (cells: readonly Cell[]): string => cells.map(({ text }) => text).join('');

function placed(cells: readonly Cell[]): readonly PlacedCell[] {
  let end = 0;
  return cells.map(({ document, text }) => {
    const start = end;
    end += text.length;
    return { document, place: { start, end } };
  });
}
