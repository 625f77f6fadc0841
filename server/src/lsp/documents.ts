import { type Location } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Workspace } from '../workspace/workspace.ts';
import { filePage, type Page, toRange } from './page.ts';

/** The texts open in the editor, with their versions and line starts, by canonical uri: files, and notebooks as programs. */
export interface Documents {
  get(uri: string): TextDocument | undefined;
  /** A notebook has its cells as pages, which are others after each change; a file is its own page. */
  open(document: TextDocument, pages: () => readonly Page[]): void;
  /** Makes it the first of all. */
  touch(document: TextDocument): void;
  delete(uri: string): void;
  /** What the client calls a document, by the canonical form of its name. */
  page(uri: string): Page | undefined;
  /** All of a text; none where it is not open. */
  pages(uri: string): readonly Page[];
  /** The most recently opened or edited one first. */
  all(): readonly TextDocument[];
}

interface Open {
  readonly document: TextDocument;
  readonly pages: () => readonly Page[];
}

export function createDocuments(): Documents {
  const open = new Map<string, Open>();
  const pages = (uri: string): readonly Page[] => open.get(uri)?.pages() ?? [];
  return {
    get: (uri) => open.get(uri)?.document,
    open(document, ownPages) {
      open.delete(document.uri);
      open.set(document.uri, { document, pages: ownPages });
    },
    touch({ uri }) {
      const known = open.get(uri);
      if (!known) return;
      open.delete(uri);
      open.set(uri, known);
    },
    delete(uri) {
      open.delete(uri);
    },
    page(uri) {
      const among = open.has(uri) ? [uri] : [...open.keys()];
      return among.flatMap(pages).find((page) => page.uri === uri);
    },
    pages,
    all: () => [...open.values()].map(({ document }) => document).reverse(),
  };
}

interface Place {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the page that a place of a text begins in: of an open one, else of the file as the workspace knows it. Closed files are
 * split into lines once.
 */
export function pageFinder(
  documents: Documents,
  workspace: Workspace,
): (place: Omit<Place, 'end'>) => Page | undefined {
  const closed = new Map<string, Page>();
  function closedPage(uri: string): Page | undefined {
    const text = workspace.text(uri);
    return text === undefined ? undefined : filePage(TextDocument.create(uri, 'python', 0, text), uri, null);
  }
  return ({ uri, start }) => {
    if (documents.get(uri)) {
      const pages = documents.pages(uri);
      return pages.findLast(({ place }) => place.start <= start) ?? pages[0];
    }
    const known = closed.get(uri) ?? closedPage(uri);
    if (known) closed.set(uri, known);
    return known;
  };
}

/** Places in files whose text is gone are nowhere. */
export function locator(documents: Documents, workspace: Workspace): (place: Place) => Location | undefined {
  const find = pageFinder(documents, workspace);
  return (place) => {
    const page = find(place);
    return page && { uri: page.clientUri, range: toRange(page, place) };
  };
}
