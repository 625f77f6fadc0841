import type { Diagnostic } from 'vscode-languageserver';
import { type DiagnosticContext, toDiagnostic } from './convert.ts';
import { locator } from './documents.ts';
import type { Page } from './page.ts';
import type { SessionBase } from './session.ts';

/** The one way diagnostics take to this client: pulled or pushed. */
export interface DiagnosticChannel {
  /** A document was opened or edited; findings in others may have changed with it. */
  edited(): void;
  closed(page: Pick<Page, 'uri' | 'clientUri'>): void;
  /** Settings or files on disk changed. */
  refreshed(): void;
}

/**
 * The diagnostics of a text as it is now, by its pages as the client spells them; none for texts that nobody knows. Hints are for
 * who has the file before their eyes.
 */
export function diagnosticsOf(session: SessionBase, uri: string): ReadonlyMap<string, readonly Diagnostic[]> {
  const context = diagnosticContext(session);
  const isOpen = session.documents.get(uri) !== undefined;
  const found = new Map<string, Diagnostic[]>();
  for (const finding of session.shown.of(uri)) {
    const location = isOpen || finding.severity !== 'hint' ? context.locate(finding) : undefined;
    if (!location) continue;
    const others = found.get(location.uri) ?? [];
    found.set(location.uri, [...others, toDiagnostic(finding, location.range, context)]);
  }
  return found;
}

export function diagnosticContext({ client, documents, workspace }: SessionBase): DiagnosticContext {
  return { abilities: client.diagnostics, language: client.language, locate: locator(documents, workspace) };
}
