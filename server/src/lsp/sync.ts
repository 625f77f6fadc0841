import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ContentChange } from '../text/edits.ts';
import { localized } from '../text/localized.ts';
import type { Files } from './files.ts';
import type { OpenTexts } from './open-texts.ts';
import { filePage } from './page.ts';
import { safeNotification } from './safe.ts';
import type { Session } from './session.ts';
import type { Watching } from './watching.ts';

/** Keeps the open documents as the editor has them, change by change. */
export function registerSync(session: Session, open: OpenTexts, files: Files, watching: Watching): void {
  const { connection, documents, host, log } = session;
  connection.onDidOpenTextDocument(
    safeNotification(connection, 'didOpen', ({ textDocument }) => {
      const { uri, languageId, version, text } = textDocument;
      const document = TextDocument.create(host.canonicalUri(uri), languageId, version, text);
      open.opened(document, () => [filePage(document, uri, document.version)]);
      files.opened(document.uri);
    }),
  );
  connection.onDidChangeTextDocument(
    safeNotification(connection, 'didChange', ({ textDocument: { uri, version }, contentChanges }) => {
      const document = documents.get(host.canonicalUri(uri));
      if (document === undefined) {
        log.warn(texts.notOpen(uri));
        return;
      }
      open.changed(
        document,
        contentChanges.map((change) => applyChange(document, change, version)),
        true,
      );
    }),
  );
  connection.onDidSaveTextDocument(
    safeNotification(connection, 'didSave', ({ textDocument }) => {
      open.saved(host.canonicalUri(textDocument.uri));
    }),
  );
  connection.onDidCloseTextDocument(
    safeNotification(connection, 'didClose', ({ textDocument }) => {
      const uri = host.canonicalUri(textDocument.uri);
      if (documents.get(uri) !== undefined) open.closed(uri);
      watching.closed(uri);
    }),
  );
}

export const texts = {
  notOpen: localized({
    en: (uri: string) => `Ignored a change of ${uri}, which is not open.`,
    'zh-cn': (uri) => `忽略了对 ${uri} 的修改：这个文件没有打开。`,
  }),
};

/** Applies the change to the document; the result has offsets of the text before it. */
export function applyChange(
  document: TextDocument,
  change: TextDocumentContentChangeEvent,
  version: number,
): ContentChange {
  const offsets = 'range' in change ? offsetsOf(document, change.range) : {};
  TextDocument.update(document, [change], version);
  return { ...offsets, text: change.text };
}

/** Some clients send ranges back to front. */
function offsetsOf(document: TextDocument, range: { start: Position; end: Position }): { start: number; end: number } {
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  return { start: Math.min(start, end), end: Math.max(start, end) };
}

type Position = Parameters<TextDocument['offsetAt']>[0];
