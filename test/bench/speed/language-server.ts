import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { positionAt, createLineIndex } from '../../../server/src/text/line-index.ts';
import { processorTime, residentMemory } from './processes.ts';

/** A language server over stdio, ours or a peer's, with one document open. */
export interface MeasuredServer {
  /** Replaces a range of the document and waits for its diagnostics; gives the milliseconds between. */
  press(start: number, end: number, text: string): Promise<number>;
  /** Waits until it has nothing to do any more. */
  quiet(): Promise<void>;
  /** Processor seconds so far. */
  processor(): number;
  /** Megabytes. */
  memory(): number;
  readonly text: string;
  stop(): void;
}

export async function openServer(
  command: readonly string[],
  folder: string,
  file: { readonly path: string; readonly text: string },
): Promise<MeasuredServer> {
  const [program = '', ...options] = command;
  const child = spawn(program, options, { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null));
  for (const method of ['client/registerCapability', 'window/workDoneProgress/create', 'workspace/diagnostic/refresh'])
    connection.onRequest(method, () => null);
  connection.onUnhandledNotification(() => undefined);
  connection.listen();
  const root = pathToFileURL(folder).href;
  await connection.sendRequest(InitializeRequest.method, {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'workspace' }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } },
      textDocument: { synchronization: {}, diagnostic: { dynamicRegistration: false } },
    },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const uri = pathToFileURL(file.path).href;
  let { text } = file;
  let version = 1;
  let lastReport: string | undefined;
  const pid = child.pid ?? 0;

  async function pull(): Promise<void> {
    const previous = lastReport === undefined ? {} : { previousResultId: lastReport };
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri }, ...previous });
    lastReport = report.resultId;
  }

  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'python', version, text },
  });
  await pull();
  return {
    async press(start, end, typed) {
      const lines = createLineIndex(text);
      const range = { start: positionAt(lines, start), end: positionAt(lines, end) };
      text = text.slice(0, start) + typed + text.slice(end);
      const begin = performance.now();
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: ++version },
        contentChanges: [{ range, text: typed }],
      });
      await pull();
      return performance.now() - begin;
    },
    async quiet() {
      for (let before = -1; processorTime(pid) - before > 0.02;) {
        before = processorTime(pid);
        await sleep(1000);
      }
    },
    processor: () => processorTime(pid),
    memory: () => residentMemory(pid),
    get text() {
      return text;
    },
    stop() {
      connection.dispose();
      child.kill('SIGKILL');
    },
  };
}
