import type { Diagnostic } from 'vscode-languageserver';
import { type DiagnosticContext, toDiagnostic } from './convert.ts';
import { documentFinder } from './documents.ts';
import type { SessionBase } from './session.ts';

/** The one way diagnostics take to this client: pulled or pushed. */
export interface DiagnosticChannel {
  /** A document was opened or edited; findings in others may have changed with it. */
  edited(): void;
  closed(uri: string, clientUri: string): void;
  /** Settings or files on disk changed. */
  refreshed(): void;
}

/** The diagnostics of a file as it is now; none for files that nobody knows. Hints are for who has the file before their eyes. */
export function diagnosticsOf(session: SessionBase, uri: string): Diagnostic[] {
  const context = diagnosticContext(session);
  const document = context.find(uri);
  if (document === undefined) return [];
  const isOpen = session.documents.get(uri) !== undefined;
  return session.shown
    .of(uri)
    .filter(({ severity }) => isOpen || severity !== 'hint')
    .map((finding) => toDiagnostic(finding, document, context));
}

export function diagnosticContext({ client, documents, workspace }: SessionBase): DiagnosticContext {
  return {
    abilities: client.diagnostics,
    language: client.language,
    find: documentFinder(documents, workspace),
    clientUri: (uri) => documents.clientUri(uri),
  };
}
