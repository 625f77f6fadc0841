import type { Position, TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { maskOf, unmasked } from '../text/notebook-cells.ts';
import type { Range } from '../text/range.ts';
import type { Replacement } from '../text/text-diff.ts';
import type { Page } from './page.ts';

/** A code cell as the client has it. */
export type CellDocument = Pick<Page, 'uri' | 'clientUri'> & { readonly source: TextDocument };

/** Where a cell stands in the program: its head, a line, is the beginning of it, and a line break of ours the end. */
export interface PlacedCell {
  readonly document: CellDocument;
  readonly place: Range;
}

/** A cell stands line by line in the program, and in all columns but those of what IPython alone understands. */
export function cellPage(whole: TextDocument, { document, place }: PlacedCell): Page {
  const firstLine = whole.positionAt(place.start).line + 1;
  const lastLine = whole.positionAt(place.end - 1).line;

  const maskOfLine = (line: number): NonNullable<ReturnType<typeof maskOf>> =>
    maskOf(whole.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })) ?? noMask;

  function positionAt(offset: number): Position {
    const { line, character } = whole.positionAt(Math.min(offset, place.end - 1));
    if (line < firstLine) return { line: 0, character: 0 };
    const { from, length } = maskOfLine(line);
    const own = character <= from ? character : Math.max(from, character - length);
    return { line: line - firstLine, character: own };
  }

  function offsetAt({ line, character }: Position): number {
    const inWhole = firstLine + Math.max(line, 0);
    if (inWhole > lastLine) return place.end - 1;
    const { from, length } = maskOfLine(inWhole);
    return whole.offsetAt({ line: inWhole, character: character <= from ? character : character + length });
  }

  function toTextEdit(edit: Replacement): TextEdit | undefined {
    const own = withinCell(edit, whole.getText(), place);
    if (!own) return undefined;
    return { range: { start: positionAt(own.start), end: positionAt(own.end) }, newText: unmasked(own.newText) };
  }

  return { ...document, version: document.source.version, whole, place, positionAt, offsetAt, toTextEdit };
}

const noMask = { from: 0, length: 0 };

/** The edit as one that leaves the head and the line break at the end alone; undefined where it goes beyond the cell. */
function withinCell({ start, end, newText }: Replacement, text: string, place: Range): Replacement | undefined {
  const code = text.indexOf('\n', place.start) + 1;
  if (end > place.end) return undefined;
  // In front of the head: what comes before all else belongs to the first cell.
  if (start < code) return start === end ? { start: code, end: code, newText } : undefined;
  if (end < place.end) return { start, end, newText };
  const last = place.end - 1;
  if (newText.endsWith('\n') && start <= last) return { start, end: last, newText: newText.slice(0, -1) };
  if (start > last) return { start: last, end: last, newText: `\n${newText.replace(/\n$/, '')}` };
  // Without its last lines, the cell ends with the line above them.
  const lineBreak = newText === '' ? (/\r?\n$/.exec(text.slice(code, start))?.[0].length ?? 0) : 0;
  return { start: start - lineBreak, end: last, newText };
}
