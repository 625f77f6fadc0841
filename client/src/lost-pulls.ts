import type { TextDocument, Uri } from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/**
 * vscode-languageclient 11 forgets a document whose tab is closed and opened again while its diagnostics are on their way
 * (`DiagnosticRequestor.forgetDocument`), and then asks for none when it is edited. Sees to it that every edit of a
 * document that was asked about is followed by a question: where none is, `askAgain` is to ask for all that is visible.
 */
export function recoverLostPulls(
  askAgain: (document: TextDocument) => void,
): Pick<Middleware, 'didChange' | 'provideDiagnostics'> {
  /** By uri: the version that was asked about last. */
  const asked = new Map<string, number>();
  /** Uris of the documents that an answer is waited for: the client asks again behind it. */
  const waiting = new Set<string>();
  return {
    async didChange(event, next) {
      await next(event);
      const { document } = event;
      const uri = document.uri.toString();
      if (asked.has(uri) && asked.get(uri) !== document.version && !waiting.has(uri)) askAgain(document);
    },
    async provideDiagnostics(document, previous, token, next) {
      const uri = uriOf(document).toString();
      if ('version' in document) asked.set(uri, document.version);
      waiting.add(uri);
      try {
        return await next(document, previous, token);
      } finally {
        waiting.delete(uri);
      }
    },
  };
}

const uriOf = (document: TextDocument | Uri): Uri => ('uri' in document ? document.uri : document);
