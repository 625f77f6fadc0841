import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Workspace } from '../workspace/workspace.ts';

/** The documents open in the editor, with their versions and line starts, by canonical uri. */
export interface Documents {
  get(uri: string): TextDocument | undefined;
  open(document: TextDocument, clientUri: string): void;
  /** Makes it the first of all. */
  touch(document: TextDocument): void;
  delete(uri: string): void;
  /** As the client spells it; files that are not open are spelled canonically. */
  clientUri(uri: string): string;
  /** The most recently opened or edited one first. */
  all(): readonly TextDocument[];
}

export function createDocuments(): Documents {
  const open = new Map<string, TextDocument>();
  const clientUris = new Map<string, string>();
  function touch(document: TextDocument): void {
    open.delete(document.uri);
    open.set(document.uri, document);
  }
  return {
    get: (uri) => open.get(uri),
    open(document, clientUri) {
      clientUris.set(document.uri, clientUri);
      touch(document);
    },
    touch,
    delete(uri) {
      open.delete(uri);
      clientUris.delete(uri);
    },
    clientUri: (uri) => clientUris.get(uri) ?? uri,
    all: () => [...open.values()].reverse(),
  };
}

/** Finds the text behind a uri: of an open document, else as the workspace knows it. Closed files are split into lines once. */
export function documentFinder(documents: Documents, workspace: Workspace): (uri: string) => TextDocument | undefined {
  const closed = new Map<string, TextDocument>();
  return (uri) => {
    const known = documents.get(uri) ?? closed.get(uri);
    if (known !== undefined) return known;
    const text = workspace.text(uri);
    if (text === undefined) return undefined;
    const document = TextDocument.create(uri, 'python', 0, text);
    closed.set(uri, document);
    return document;
  };
}
