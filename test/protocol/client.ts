import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  CancellationTokenSource,
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  type CodeActionContext,
  ConfigurationRequest,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeParams,
  type InitializeResult,
  LogMessageNotification,
  type PreviousResultId,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  PublishDiagnosticsNotification,
  type Range,
  type Registration,
  RegistrationRequest,
  ShutdownRequest,
  type TextDocumentContentChangeEvent,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { spawnServer, type Transport } from './spawn-server.ts';

/** A client with a memory: it keeps its documents and what the server said without being asked. */
export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  /** The exit code, null after a signal. */
  readonly exited: Promise<number | null>;
  readonly published: readonly PublishDiagnosticsParams[];
  readonly logs: readonly string[];
  readonly registrations: readonly Registration[];
  /** How often the server asked for new pulls. */
  readonly refreshes: number;
  /** Answers `workspace/configuration`. */
  settings: (scopeUri: string | undefined) => unknown;
  /** Resolves with what `look` finds, looking again after every message of the server. */
  until<T>(look: () => T | undefined): Promise<T>;
  initialize(params?: Partial<InitializeParams>): Promise<InitializeResult>;
  open(uri: string, text: string, languageId?: string): Promise<void>;
  change(uri: string, changes: readonly TextDocumentContentChangeEvent[]): Promise<void>;
  close(uri: string): Promise<void>;
  document(uri: string): TextDocument;
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  /** Asks once for the diagnostics of the whole workspace. */
  pullWorkspace(previousResultIds?: readonly PreviousResultId[]): Promise<WorkspaceDocumentDiagnosticReport[]>;
  /** Asks for them with a request that stays open. */
  follow(previousResultIds?: readonly PreviousResultId[]): Following;
  /** The items of a full report. */
  diagnostics(uri: string): Promise<Diagnostic[]>;
  /** The diagnostics last published for the document's present version. */
  pushed(uri: string): Promise<Diagnostic[]>;
  actions(uri: string, range: Range, context?: Partial<CodeActionContext>): Promise<CodeAction[]>;
  /** The document's text after a chosen action: without an edit yet, it is asked for. */
  fixed(uri: string, action: CodeAction | undefined): Promise<string>;
  /** The document's text after an edit of it alone, whose version must be the document's. */
  applied(uri: string, edit: WorkspaceEdit | undefined): string;
  stop(): Promise<number | null>;
}

export interface Following {
  /** All partial results so far. */
  readonly reports: readonly WorkspaceDocumentDiagnosticReport[];
  /** The codes that the file's last full report has; undefined before the first. */
  codes(uri: string): readonly unknown[] | undefined;
  readonly answer: Promise<unknown>;
  cancel(): void;
}

let followings = 0;

/** Starts the server that `command` (a script and its arguments for node) names. */
export async function startClient(command: readonly string[], transport: Transport = 'stdio'): Promise<TestClient> {
  const { child, connection } = await spawnServer(command, transport);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const documents = new Map<string, TextDocument>();
  const published: PublishDiagnosticsParams[] = [];
  const logs: string[] = [];
  const registrations: Registration[] = [];
  const waiting = new Set<() => void>();
  let refreshes = 0;

  /** Runs `remember` and wakes those who wait for something. */
  const heard = (remember: () => void): void => {
    remember();
    for (const wake of [...waiting]) wake();
  };
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => heard(() => published.push(params)));
  connection.onNotification(LogMessageNotification.type, ({ message }) => heard(() => logs.push(message)));
  connection.onRequest(RegistrationRequest.type, (params) => heard(() => registrations.push(...params.registrations)));
  connection.onRequest(DiagnosticRefreshRequest.type, () => heard(() => refreshes++));
  connection.onRequest(ConfigurationRequest.type, ({ items }) =>
    items.map(({ scopeUri, section }) => (section === 'asyncPitfalls' ? client.settings(scopeUri) : null)),
  );
  connection.listen();

  const client: TestClient = {
    connection,
    process: child,
    exited,
    published,
    logs,
    registrations,
    get refreshes() {
      return refreshes;
    },
    settings: () => null,
    until: (look) =>
      new Promise((resolve) => {
        const wake = (): void => {
          const found = look();
          if (found === undefined) return;
          waiting.delete(wake);
          resolve(found);
        };
        waiting.add(wake);
        wake();
      }),
    async initialize(params = {}) {
      const result = await connection.sendRequest<InitializeResult>(InitializeRequest.method, {
        processId: process.pid,
        workspaceFolders: null,
        capabilities: pullingClient,
        ...params,
      });
      await connection.sendNotification(InitializedNotification.type, {});
      return result;
    },
    async open(uri, text, languageId = 'python') {
      documents.set(uri, TextDocument.create(uri, languageId, 1, text));
      await connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId, version: 1, text },
      });
    },
    async change(uri, changes) {
      const document = client.document(uri);
      TextDocument.update(document, [...changes], document.version + 1);
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: document.version },
        contentChanges: [...changes],
      });
    },
    async close(uri) {
      documents.delete(uri);
      await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    },
    document(uri) {
      const document = documents.get(uri);
      if (document === undefined) throw new Error(`${uri} is not open`);
      return document;
    },
    pull: (uri, previousResultId) =>
      connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri },
        ...(previousResultId !== undefined && { previousResultId }),
      }),
    async pullWorkspace(previousResultIds = []) {
      const params = { previousResultIds: [...previousResultIds] };
      return (await connection.sendRequest(WorkspaceDiagnosticRequest.type, params)).items;
    },
    follow(previousResultIds = []) {
      const partialResultToken = `following ${++followings}`;
      const reports: WorkspaceDocumentDiagnosticReport[] = [];
      const cancellation = new CancellationTokenSource();
      connection.onProgress(WorkspaceDiagnosticRequest.partialResult, partialResultToken, ({ items }) =>
        heard(() => reports.push(...items)),
      );
      const params = { previousResultIds: [...previousResultIds], partialResultToken };
      const answer = connection.sendRequest(WorkspaceDiagnosticRequest.type, params, cancellation.token);
      // Most tests end while it is open.
      answer.catch(() => undefined);
      return {
        reports,
        codes(uri) {
          const last = reports.findLast((report) => report.uri === uri && report.kind === 'full');
          return last?.kind === 'full' ? last.items.map(({ code }) => code) : undefined;
        },
        answer,
        cancel: () => cancellation.cancel(),
      };
    },
    async diagnostics(uri) {
      const report = await client.pull(uri);
      if (report.kind !== 'full') throw new Error('expected a full report');
      return report.items;
    },
    pushed: (uri) =>
      client.until(
        () =>
          published.findLast((each) => each.uri === uri && each.version === client.document(uri).version)?.diagnostics,
      ),
    async actions(uri, range, context = {}) {
      const result = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri },
        range,
        context: { diagnostics: [], ...context },
      });
      return (result ?? []) as CodeAction[];
    },
    async fixed(uri, action) {
      if (!action) throw new Error('expected an action');
      const whole = action.edit ? action : await connection.sendRequest(CodeActionResolveRequest.type, action);
      return client.applied(uri, whole.edit);
    },
    applied(uri, edit) {
      const document = client.document(uri);
      const [change, ...others] = edit?.documentChanges ?? [];
      if (change === undefined || !('edits' in change) || others.length > 0) throw new Error('expected one document');
      const { textDocument, edits } = change;
      if (textDocument.uri !== uri || textDocument.version !== document.version) throw new Error('another document');
      return TextDocument.applyEdits(
        document,
        edits.map((each) => {
          if (!('newText' in each)) throw new Error('expected plain edits');
          return each;
        }),
      );
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        await connection.sendRequest(ShutdownRequest.type);
        await connection.sendNotification(ExitNotification.type);
      }
      return exited;
    },
  };
  return client;
}

const shared: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
  },
  textDocument: {
    publishDiagnostics: {
      versionSupport: true,
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'source.fixAll'] } },
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
};

export const pullingClient: ClientCapabilities = {
  ...shared,
  textDocument: { ...shared.textDocument, diagnostic: { dynamicRegistration: false } },
};

export const pushedClient: ClientCapabilities = shared;

/** The range of the n-th occurrence (from 0) of a text in the document. */
export function rangeOf(document: TextDocument, searched: string, nth = 0): Range {
  let at = -1;
  for (let count = 0; count <= nth; count++) {
    at = document.getText().indexOf(searched, at + 1);
    if (at < 0) throw new Error(`${searched} is not in the document`);
  }
  return { start: document.positionAt(at), end: document.positionAt(at + searched.length) };
}
