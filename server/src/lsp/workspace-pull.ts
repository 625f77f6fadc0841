import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type WorkDoneProgressReporter,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Changes } from './changes.ts';
import { filesToReport } from './diagnostic-scope.ts';
import { emptyReport, type Report, type Reports } from './reports.ts';
import { runSafe, stopIfCancelled } from './safe.ts';
import type { SessionBase } from './session.ts';

/** Reports the whole workspace to clients that ask for it. */
export interface WorkspacePull {
  /** The client asks for this open document by itself. */
  pulled(uri: string): void;
  /** What the client was told of the file while it was open counts no more. */
  closed(uri: string): void;
}

interface Options {
  readonly reports: Reports;
  readonly changes: Changes;
  /** Resolves when the messages that wait were taken in and no document's diagnostics are waited for. */
  readonly pause: () => Promise<void>;
}

/** One request under way. */
interface Pull extends Options {
  readonly session: SessionBase;
  /** Open documents that the client asks for by itself. */
  readonly pulled: ReadonlySet<string>;
  /** By page: the id of what the client shows; '' where it has to be told in any case. */
  readonly shown: Map<string, string>;
  readonly token: CancellationToken;
  readonly send: (item: WorkspaceDocumentDiagnosticReport) => void;
}

/**
 * A request that takes partial results stays open until the client cancels it: whatever changes is sent as it is found.
 * One that does not is answered with the present state.
 */
export function registerWorkspacePull(session: SessionBase, options: Options): WorkspacePull {
  const { connection, host } = session;
  const pulls = new Set<Pull>();
  const pulled = new Set<string>();
  connection.languages.diagnostics.onWorkspace(async (params, token, _progress, partial) => {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const shown = new Map(params.previousResultIds.map(({ uri, value }) => [host.canonicalUri(uri), value]));
    const send = (item: WorkspaceDocumentDiagnosticReport): void => {
      if (partial) partial.report({ items: [item] });
      else items.push(item);
    };
    const pull = { ...options, session, pulled, shown, token, send };
    pulls.add(pull);
    try {
      await (partial ? follow(pull) : reportAll(pull, { tellUnchanged: true }));
    } finally {
      pulls.delete(pull);
    }
    return { items } satisfies WorkspaceDiagnosticReport;
  });
  return {
    pulled: (uri) => void pulled.add(uri),
    closed(uri) {
      pulled.delete(uri);
      for (const { shown } of pulls) shown.set(uri, '');
    },
  };
}

/** Reports everything, then what every change brings. The first round is never cut short, so it ends while the user types. */
async function follow(pull: Pull): Promise<void> {
  const { changes, session, token } = pull;
  let seen = changes.count;
  const progress = await session.connection.window.createWorkDoneProgress();
  progress.begin('Async Pitfalls', 0, 'checking files');
  await reportAll(pull, { progress }).finally(() => progress.done());
  for (;;) {
    await changes.since(seen, token);
    stopIfCancelled(token);
    seen = changes.count;
    await reportAll(pull, { until: () => changes.count !== seen });
  }
}

interface Round {
  readonly tellUnchanged?: boolean;
  readonly progress?: WorkDoneProgressReporter;
  readonly until?: () => boolean;
}

async function reportAll(pull: Pull, { tellUnchanged = false, progress, until = () => false }: Round): Promise<void> {
  const { session, reports, pulled, shown, token } = pull;
  await session.readiness.reached(token);
  const files = filesToReport(session).filter((uri) => !isPulled(pull, uri));
  const present = new Set<string>();
  for (const [index, uri] of files.entries()) {
    await pull.pause();
    stopIfCancelled(token);
    if (until()) return;
    await runSafe(session.connection, `workspace/diagnostic of ${uri}`, () => {
      present.add(uri);
      for (const each of reports.of(uri)) {
        present.add(each.page.uri);
        if (!pulled.has(each.page.uri)) report(pull, each, tellUnchanged);
      }
    });
    progress?.report(Math.floor((index / files.length) * 100));
  }
  for (const uri of [...shown.keys()].filter((each) => !present.has(each) && !pulled.has(each))) {
    report(pull, { page: { uri, clientUri: uri, version: null }, ...emptyReport }, tellUnchanged);
    shown.delete(uri);
  }
}

function isPulled({ session, pulled }: Pull, uri: string): boolean {
  const pages = session.documents.pages(uri);
  return pages.length > 0 && pages.every((page) => pulled.has(page.uri));
}

function report({ shown, send }: Pull, { page, resultId, items }: Report, tellUnchanged: boolean): void {
  const before = shown.get(page.uri);
  const place = { uri: page.clientUri, version: page.version, resultId };
  if (before === resultId) {
    if (tellUnchanged) send({ ...place, kind: DocumentDiagnosticReportKind.Unchanged });
  } else if (before !== undefined || items.length > 0) {
    send({ ...place, kind: DocumentDiagnosticReportKind.Full, items: [...items] });
  }
  shown.set(page.uri, resultId);
}
