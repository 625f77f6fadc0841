import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CODE_LIMIT } from '../workspace/size-limits.ts';
import type { ContentChange } from '../text/edits.ts';
import type { Files } from './files.ts';
import { safeNotification } from './safe.ts';
import type { Session } from './session.ts';
import { localized } from '../text/localized.ts';
import type { Watching } from './watching.ts';

/** Keeps the open documents as the editor has them, change by change. */
export function registerSync(session: Session, files: Files, watching: Watching): void {
  const { connection } = session;
  const skipped = new Set<string>();
  connection.onDidOpenTextDocument(
    safeNotification(connection, 'didOpen', (params) => {
      opened(session, skipped, params);
      files.opened(session.host.canonicalUri(params.textDocument.uri));
    }),
  );
  connection.onDidChangeTextDocument(
    safeNotification(connection, 'didChange', (params) => {
      changed(session, skipped, params);
    }),
  );
  connection.onDidSaveTextDocument(
    safeNotification(connection, 'didSave', ({ textDocument }) => {
      if (session.preferences.value.run === 'onType') return;
      session.shown.forget(session.host.canonicalUri(textDocument.uri));
      session.diagnostics.refreshed();
    }),
  );
  connection.onDidCloseTextDocument(
    safeNotification(connection, 'didClose', (params) => {
      closed(session, skipped, params);
      watching.closed(session.host.canonicalUri(params.textDocument.uri));
    }),
  );
}

function opened(session: Session, skipped: Set<string>, { textDocument }: DidOpenTextDocumentParams): void {
  const { uri, languageId, version, text } = textDocument;
  const document = TextDocument.create(session.host.canonicalUri(uri), languageId, version, text);
  session.documents.open(document, uri);
  session.shown.forget(document.uri);
  handOn(session, skipped, document, [{ text }]);
}

function changed(session: Session, skipped: Set<string>, params: DidChangeTextDocumentParams): void {
  const { uri, version } = params.textDocument;
  const document = session.documents.get(session.host.canonicalUri(uri));
  if (document === undefined) {
    session.log.warn(texts.notOpen(uri));
    return;
  }
  const changes = params.contentChanges.map((change) => applyChange(document, change, version));
  session.documents.touch(document);
  session.shown.editing(document.uri, changes);
  handOn(session, skipped, document, changes);
  session.typing.edited();
}

const texts = {
  notOpen: localized({
    en: (uri: string) => `Ignored a change of ${uri}, which is not open.`,
    'zh-cn': (uri) => `忽略了对 ${uri} 的修改：这个文件没有打开。`,
  }),
  tooLarge: localized({
    en: (uri: string, length: number, limit: number) =>
      `Skipped ${uri}: ${String(length)} characters are more than ${String(limit)}.`,
    'zh-cn': (uri, length, limit) => `跳过了 ${uri}：共 ${String(length)} 个字符，超过了 ${String(limit)} 个。`,
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

function handOn(
  session: Session,
  skipped: Set<string>,
  document: TextDocument,
  changes: readonly ContentChange[],
): void {
  const { workspace, diagnostics, log } = session;
  const { uri } = document;
  const text = document.getText();
  if (text.length > CODE_LIMIT) {
    if (skipped.has(uri)) return;
    skipped.add(uri);
    log.warn(texts.tooLarge(uri, text.length, CODE_LIMIT));
    workspace.edited(uri, [{ text: '' }]);
  } else {
    const wasSkipped = skipped.delete(uri);
    workspace.edited(uri, wasSkipped ? [{ text }] : changes);
  }
  diagnostics.edited();
}

function closed(session: Session, skipped: Set<string>, { textDocument }: DidCloseTextDocumentParams): void {
  const uri = session.host.canonicalUri(textDocument.uri);
  if (session.documents.get(uri) === undefined) return;
  skipped.delete(uri);
  session.documents.delete(uri);
  session.shown.forget(uri);
  session.workspace.closed(uri);
  session.diagnostics.closed(uri, textDocument.uri);
}
