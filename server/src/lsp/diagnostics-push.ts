import { filesToReport } from './diagnostic-scope.ts';
import type { DiagnosticChannel } from './diagnostics.ts';
import { createReports, emptyReport } from './reports.ts';
import { runSafe } from './safe.ts';
import type { SessionBase } from './session.ts';

/** Diagnostics for clients that cannot ask for them: published with their version, and only when something is new. */
export function createPush(session: SessionBase): DiagnosticChannel {
  const { connection, client, documents, host, readiness } = session;
  const reports = createReports(session);
  /** By file: version and id of what the client shows. */
  const published = new Map<string, string>();
  let changes = 0;
  let publishing = false;

  async function publish(uri: string, isPresent: boolean): Promise<void> {
    const { resultId, items } = isPresent ? reports.of(uri) : emptyReport;
    const version = client.diagnostics.version ? documents.get(uri)?.version : undefined;
    const content = `${version ?? ''} ${resultId}`;
    const before = published.get(uri);
    if (before === content) return;
    if (documents.get(uri) === undefined && items.length === 0) published.delete(uri);
    else published.set(uri, content);
    if (before === undefined && !published.has(uri)) return;
    await connection.sendDiagnostics({
      uri: documents.clientUri(uri),
      ...(version !== undefined && { version }),
      diagnostics: [...items],
    });
  }

  /** A new edit begins anew with the document edited last. */
  async function publishAll(): Promise<void> {
    await readiness.reached();
    const begun = changes;
    const present = new Set(filesToReport(session));
    for (const uri of new Set([...present, ...published.keys()])) {
      await host.pause();
      if (changes !== begun) return;
      await runSafe(connection, `publishDiagnostics of ${uri}`, () => publish(uri, present.has(uri)));
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
