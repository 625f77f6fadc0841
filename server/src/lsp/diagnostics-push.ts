import { filesToReport } from './diagnostic-scope.ts';
import type { DiagnosticChannel } from './diagnostics.ts';
import { createReports, emptyReport, type Report } from './reports.ts';
import { runSafe } from './safe.ts';
import type { SessionBase } from './session.ts';

/** Diagnostics for clients that cannot ask for them: published with their version, and only when something is new. */
export function createPush(session: SessionBase): DiagnosticChannel {
  const { connection, client, host, readiness } = session;
  const reports = createReports(session);
  /** By page: version and id of what the client shows. */
  const published = new Map<string, { readonly page: Report['page']; readonly content: string }>();
  let changes = 0;
  let publishing = false;

  async function publish({ page, resultId, items }: Report, present?: Set<string>): Promise<void> {
    const { uri, clientUri } = page;
    present?.add(uri);
    const version = client.diagnostics.version ? page.version : null;
    const content = `${version ?? ''} ${resultId}`;
    const before = published.get(uri);
    if (before?.content === content) return;
    if (page.version === null && items.length === 0) published.delete(uri);
    else published.set(uri, { page, content });
    if (before === undefined && !published.has(uri)) return;
    await connection.sendDiagnostics({
      uri: clientUri,
      ...(version !== null && { version }),
      diagnostics: [...items],
    });
  }

  /** A new edit begins anew with the document edited last. */
  async function publishAll(): Promise<void> {
    await readiness.reached();
    const begun = changes;
    const present = new Set<string>();
    for (const text of filesToReport(session)) {
      await host.pause();
      if (changes !== begun) return;
      present.add(text);
      await runSafe(connection, `publishDiagnostics of ${text}`, async () => {
        for (const report of reports.of(text)) await publish(report, present);
      });
    }
    for (const { page } of published.values()) if (!present.has(page.uri)) await publish(goneReport(page));
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
    closed({ uri, clientUri }) {
      published.delete(uri);
      void connection.sendDiagnostics({ uri: clientUri, diagnostics: [] });
      schedule();
    },
  };
}

const goneReport = (page: Report['page']): Report => ({ page: { ...page, version: null }, ...emptyReport });
