import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { stopIfCancelled } from './safe.ts';
import type { Session } from './session.ts';

/**
 * The open document that a request with positions is about, once everything is ready; undefined when it is not open.
 * A request overtaken by an edit is answered with ContentModified: its positions mean something else by now.
 */
export async function requestDocument(
  { documents, host, readiness }: Session,
  clientUri: string,
  token: CancellationToken,
): Promise<TextDocument | undefined> {
  const uri = host.canonicalUri(clientUri);
  const version = documents.get(uri)?.version;
  await host.pause();
  await readiness.reached(token);
  stopIfCancelled(token);
  const document = documents.get(uri);
  if (document?.version !== version) throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed');
  return document;
}
