import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type DiagnosticChannel, diagnosticsOf } from './diagnostics.ts';
import { runSafe } from './safe.ts';
import type { SessionBase } from './session.ts';

/** Diagnostics for clients that cannot ask for them: published with their version, and only when something is new. */
export function createPush(session: SessionBase): DiagnosticChannel {
  const { connection, client, documents, host, readiness } = session;
  const published = new Map<string, string>();
  let changes = 0;
  let publishing = false;

  async function publish(document: TextDocument): Promise<void> {
    const { uri, version } = document;
    const diagnostics = diagnosticsOf(session, uri);
    const content = JSON.stringify([client.diagnostics.version ? version : 0, diagnostics]);
    if (published.get(uri) === content) return;
    published.set(uri, content);
    await connection.sendDiagnostics({
      uri: documents.clientUri(uri),
      ...(client.diagnostics.version && { version }),
      diagnostics,
    });
  }

  /** The document edited last comes first, and a new edit begins anew with it. */
  async function publishAll(): Promise<void> {
    await readiness.reached();
    const begun = changes;
    for (const { uri } of documents.all()) {
      await host.pause();
      const document = documents.get(uri);
      if (document !== undefined) await runSafe(connection, `publishDiagnostics of ${uri}`, () => publish(document));
      if (changes !== begun) return;
    }
  }

  async function publishUntilStill(): Promise<void> {
    publishing = true;
    let done: number;
    do {
      done = changes;
      await runSafe(connection, 'publishDiagnostics', publishAll);
    } while (changes !== done);
    publishing = false;
  }

  function schedule(): void {
    changes += 1;
    if (!publishing) void publishUntilStill();
  }

  return {
    edited: schedule,
    refreshed: schedule,
    closed(uri, clientUri) {
      published.delete(uri);
      void connection.sendDiagnostics({ uri: clientUri, diagnostics: [] });
      schedule();
    },
  };
}
