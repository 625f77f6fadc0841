import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { createShownFindings } from '../shown/shown-findings.ts';
import { type Client, readClient } from './client.ts';
import { registerCallHierarchy } from './call-hierarchy.ts';
import { CODE_ACTION_KINDS, registerCodeActions } from './code-actions.ts';
import { registerCodeLens } from './code-lens.ts';
import { registerConfigureRule } from './configure-rule.ts';
import { SOURCE } from './convert.ts';
import { registerDebugInformation } from './debug-information.ts';
import type { DiagnosticChannel } from './diagnostics.ts';
import { createPull } from './diagnostics-pull.ts';
import { createPush } from './diagnostics-push.ts';
import { createDocuments } from './documents.ts';
import { createFiles } from './files.ts';
import { registerFixWorkspace } from './fix-workspace.ts';
import { type Gate, REFUSED, type Refusal } from './gate.ts';
import type { Host } from './host.ts';
import { registerHover } from './hover.ts';
import { createIndexing } from './indexing.ts';
import { registerInlayHints } from './inlay-hints.ts';
import { createLog } from './log.ts';
import { NOTEBOOKS, registerNotebookSync } from './notebook-sync.ts';
import { createOpenTexts } from './open-texts.ts';
import { readPreferences } from './preferences.ts';
import { lensRefresher } from './refresh-lenses.ts';
import { createReadiness } from './readiness.ts';
import { safeNotification } from './safe.ts';
import type { Session, SessionBase } from './session.ts';
import { registerSettings } from './settings.ts';
import { createSettingsProblems } from './settings-problems.ts';
import { registerSync } from './sync.ts';
import { followTyping } from './typing.ts';
import { answerThatAlive, createLeftAlone, tellWork } from './watched-work.ts';
import { registerWatching } from './watching.ts';

/** Answers one client until it says goodbye. The gate is that of the connection. */
export function serve(connection: Connection, gate: Gate, host: Host): void {
  connection.onInitialize((params): InitializeResult => {
    gate.initialized();
    const client = readClient(params);
    begin(connection, host, client, params).then(
      () => gate.open(),
      (error: unknown) => host.fail(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
    return { capabilities: capabilities(client), serverInfo: { name: 'Async Pitfalls' } };
  });
  connection.onRequest(REFUSED, ({ code, message }: Refusal) => new ResponseError(code, message));
  connection.listen();
}

/** The client has its answer before anything is loaded. */
async function begin(connection: Connection, host: Host, client: Client, params: InitializeParams): Promise<void> {
  await host.pause();
  const workspace = await host.openWorkspace(client, tellWork(connection, client));
  const preferences = { value: readPreferences(undefined) };
  const shown = createShownFindings(workspace, () => preferences.value.run === 'onSave');
  const state = { documents: createDocuments(), readiness: createReadiness(), preferences };
  const log = createLog(connection, client.language, preferences);
  const leftAlone = createLeftAlone(client, log);
  register(startSession({ connection, client, host, workspace, shown, log, leftAlone, ...state }), params);
  connection.onShutdown(() => {
    while (workspace.keepFacts());
    workspace.dispose();
  });
}

function startSession(base: SessionBase): Session {
  const diagnostics = channelsOf(base);
  const settingsProblems = createSettingsProblems(base);
  const refreshLenses = lensRefresher(base);
  return {
    ...base,
    diagnostics,
    typing: followTyping(base, () => diagnostics.refreshed()),
    refresh() {
      settingsProblems.report();
      diagnostics.refreshed();
      refreshLenses();
    },
  };
}

/** Clients that cannot be told to ask again may ask, but rely on what they are told. */
function channelsOf(base: SessionBase): DiagnosticChannel {
  const pull = createPull(base);
  if (base.client.pullsDiagnostics) return pull;
  const push = createPush(base);
  return {
    edited() {
      pull.edited();
      push.edited();
    },
    closed(page) {
      pull.closed(page);
      push.closed(page);
    },
    refreshed() {
      pull.refreshed();
      push.refreshed();
    },
  };
}

function register(session: Session, params: InitializeParams): void {
  const { connection } = session;
  const files = createFiles(session);
  const indexing = createIndexing(session, files);
  const settings = registerSettings(session, indexing, params);
  const watching = registerWatching(session, files, indexing);
  const open = createOpenTexts(session);
  registerSync(session, open, files, watching);
  registerNotebookSync(session, open, files);
  registerCodeActions(session);
  registerConfigureRule(session);
  registerFixWorkspace(session);
  registerDebugInformation(session);
  registerHover(session);
  registerCallHierarchy(session);
  registerCodeLens(session);
  registerInlayHints(session);
  answerThatAlive(connection);
  connection.onInitialized(
    safeNotification(connection, 'initialized', async () => {
      await Promise.all([settings.initialized(), watching.initialized()]);
    }),
  );
}

function capabilities(client: Client): ServerCapabilities {
  return {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    ...(client.syncsNotebooks && { notebookDocumentSync: NOTEBOOKS }),
    hoverProvider: true,
    callHierarchyProvider: true,
    codeLensProvider: {},
    inlayHintProvider: true,
    codeActionProvider: { codeActionKinds: CODE_ACTION_KINDS, resolveProvider: client.resolvesEdits },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: { identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: true },
    }),
    ...(client.changesFolders && {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }),
  };
}
