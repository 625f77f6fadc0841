import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Page } from './page.ts';
import { stopIfCancelled } from './safe.ts';
import type { Session } from './session.ts';

/**
 * The open page that a request with positions is about, once everything is ready; undefined when it is not open.
 * A request overtaken by an edit is answered with ContentModified: its positions mean something else by now.
 */
export async function requestPage(
  { documents, host, readiness }: Session,
  clientUri: string,
  token: CancellationToken,
): Promise<Page | undefined> {
  const uri = host.canonicalUri(clientUri);
  const version = documents.page(uri)?.whole.version;
  await host.pause();
  await readiness.reached(token);
  stopIfCancelled(token);
  const page = documents.page(uri);
  if (page?.whole.version !== version)
    throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed');
  return page;
}
