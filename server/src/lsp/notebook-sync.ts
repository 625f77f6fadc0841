import {
  type DidChangeNotebookDocumentParams,
  type NotebookCell,
  NotebookCellKind,
  type NotebookDocumentSyncOptions,
  type TextDocumentItem,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Files } from './files.ts';
import type { CellDocument } from './notebook-pages.ts';
import { openNotebook, type OpenNotebook } from './open-notebook.ts';
import type { OpenTexts } from './open-texts.ts';
import { safeNotification } from './safe.ts';
import type { Session } from './session.ts';
import { texts } from './sync.ts';

/** Whatever a notebook is called, and whoever runs it: its Python cells. */
export const NOTEBOOKS: NotebookDocumentSyncOptions = {
  notebookSelector: [{ cells: [{ language: 'python' }] }],
  save: true,
};

interface State {
  /** By canonical uri. */
  readonly notebooks: Map<string, Known>;
  /** The documents of cells, by canonical uri. */
  readonly documents: Map<string, CellDocument>;
}

interface Known {
  readonly notebook: OpenNotebook;
  /** All that the client tells of, cells of other languages included. */
  cells: readonly NotebookCell[];
}

type Cells = NonNullable<DidChangeNotebookDocumentParams['change']['cells']>;

/** Keeps the open notebooks as the editor has them. */
export function registerNotebookSync(session: Session, open: OpenTexts, files: Files): void {
  const { connection, host, log } = session;
  const { synchronization } = connection.notebooks;
  const state: State = { notebooks: new Map(), documents: new Map() };

  synchronization.onDidOpenNotebookDocument(
    safeNotification(connection, 'didOpenNotebook', ({ notebookDocument: { uri, cells }, cellTextDocuments }) => {
      opened(session, state, cellTextDocuments);
      const notebook = openNotebook(host.canonicalUri(uri), pythonCells(session, state, cells));
      state.notebooks.set(host.canonicalUri(uri), { notebook, cells });
      open.opened(notebook.program, notebook.pages);
      files.opened(notebook.program.uri);
    }),
  );
  synchronization.onDidChangeNotebookDocument(
    safeNotification(connection, 'didChangeNotebook', ({ notebookDocument: { uri }, change }) => {
      const known = state.notebooks.get(host.canonicalUri(uri));
      if (known === undefined) log.warn(texts.notOpen(uri));
      else if (change.cells) changed(session, state, open, known, change.cells);
    }),
  );
  synchronization.onDidSaveNotebookDocument(
    safeNotification(connection, 'didSaveNotebook', ({ notebookDocument: { uri } }) => {
      const known = state.notebooks.get(host.canonicalUri(uri));
      if (known) open.saved(known.notebook.program.uri);
    }),
  );
  synchronization.onDidCloseNotebookDocument(
    safeNotification(connection, 'didCloseNotebook', ({ notebookDocument: { uri }, cellTextDocuments }) => {
      const known = state.notebooks.get(host.canonicalUri(uri));
      if (known) open.closed(known.notebook.program.uri);
      state.notebooks.delete(host.canonicalUri(uri));
      for (const cell of cellTextDocuments) state.documents.delete(host.canonicalUri(cell.uri));
    }),
  );
}

function opened({ host }: Session, { documents }: State, items: readonly TextDocumentItem[]): void {
  for (const { uri: clientUri, languageId, version, text } of items) {
    const uri = host.canonicalUri(clientUri);
    documents.set(uri, { uri, clientUri, source: TextDocument.create(uri, languageId, version, text) });
  }
}

function pythonCells({ host }: Session, state: State, cells: readonly NotebookCell[]): readonly CellDocument[] {
  return cells.flatMap(({ kind, document }) => {
    const known = kind === NotebookCellKind.Code ? state.documents.get(host.canonicalUri(document)) : undefined;
    return known?.source.languageId === 'python' ? [known] : [];
  });
}

/** First which cells there are, then what is in them, as the client has it. */
function changed(
  session: Session,
  state: State,
  open: OpenTexts,
  known: Known,
  { structure, data = [], textContent = [] }: Cells,
): void {
  const { host, diagnostics } = session;
  const { notebook } = known;
  if (structure || data.length > 0) {
    opened(session, state, structure?.didOpen ?? []);
    known.cells = cellsAfter(known.cells, structure, data);
    open.changed(notebook.program, notebook.setCells(pythonCells(session, state, known.cells)), false);
    for (const { uri } of structure?.didClose ?? []) {
      const closed = state.documents.get(host.canonicalUri(uri));
      if (closed) diagnostics.closed(closed);
      state.documents.delete(host.canonicalUri(uri));
    }
  }
  const changes = textContent.flatMap(({ document: { uri, version }, changes: contentChanges }) => {
    const cell = state.documents.get(host.canonicalUri(uri));
    if (!cell) return [];
    TextDocument.update(cell.source, contentChanges, version);
    return notebook.cellChanged(cell);
  });
  if (textContent.length > 0) open.changed(notebook.program, changes, true);
}

function cellsAfter(
  before: readonly NotebookCell[],
  structure: Cells['structure'],
  data: readonly NotebookCell[],
): readonly NotebookCell[] {
  const { start, deleteCount, cells = [] } = structure?.array ?? { start: 0, deleteCount: 0 };
  return before
    .toSpliced(start, deleteCount, ...cells)
    .map((cell) => data.find(({ document }) => document === cell.document) ?? cell);
}
