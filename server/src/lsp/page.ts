import type { Position, Range, TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range as Place } from '../text/range.ts';
import type { Replacement } from '../text/text-diff.ts';

/** What the client calls a document: a file, or a cell of a notebook, which is a part of what is analysed. */
export interface Page {
  /** Canonical. */
  readonly uri: string;
  /** As the client spells it. */
  readonly clientUri: string;
  /** Null for files that are not open. */
  readonly version: number | null;
  /** The text that is analysed; places are offsets in it, and it is asked about by its own uri. */
  readonly whole: TextDocument;
  /** What of it is here. */
  readonly place: Place;
  offsetAt(position: Position): number;
  positionAt(offset: number): Position;
  /** Undefined for one that goes beyond this page. */
  toTextEdit(edit: Replacement): TextEdit | undefined;
}

export const filePage = (whole: TextDocument, clientUri: string, version: number | null): Page => ({
  uri: whole.uri,
  clientUri,
  version,
  whole,
  place: { start: 0, end: whole.getText().length },
  offsetAt: (position) => whole.offsetAt(position),
  positionAt: (offset) => whole.positionAt(offset),
  toTextEdit: ({ start, end, newText }) => ({
    range: { start: whole.positionAt(start), end: whole.positionAt(end) },
    newText,
  }),
});

export const toRange = (page: Pick<Page, 'positionAt'>, { start, end }: Place): Range => ({
  start: page.positionAt(start),
  end: page.positionAt(end),
});
