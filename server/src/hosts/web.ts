import {
  BrowserMessageReader,
  BrowserMessageWriter,
  type Connection,
  createConnection,
} from 'vscode-languageserver/browser';
import { version } from '../../../package.json';
import { serve } from '../lsp/connection.ts';
import { createGate } from '../lsp/gate.ts';
import type { HostFiles } from '../lsp/host.ts';
import { inAllLanguages, type CodeOrText, type Language } from '../text/localized.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { editorFiles, type EditorFileSystem, fileSystemOf } from './anywhere/editor-files.ts';
import { filesByUri } from './anywhere/files-by-uri.ts';
import { loadWorkspace } from './anywhere/load-workspace.ts';
import type { DecodeOther } from './anywhere/python-text.ts';
import { logSkipped } from './anywhere/unreadable.ts';

/** The server in a Web Worker. It has neither disk nor interpreter: all files come from the editor. */
function start(): void {
  const gate = createGate();
  const [reader, writer] = [new BrowserMessageReader(self), new BrowserMessageWriter(self)];
  const connection = createConnection(reader, writer, { messageStrategy: gate });
  survive(connection);
  let language: Language = 'en';
  const warn = (message: CodeOrText): void => connection.console.warn(inAllLanguages(message)[language]);
  const fileSystem = fileSystemOf(connection);
  const filesOf = (folders: readonly string[]): HostFiles =>
    editorFiles(fileSystem, folders, decodeOther, logSkipped(warn));
  let files = filesOf([]);
  connection.onExit(() => self.close());
  serve(connection, gate, {
    ...filesByUri(() => files),
    async openWorkspace(client, onWork) {
      ({ language } = client);
      files = filesOf(client.folders);
      return load(fileSystem, client.assets ?? '', { log: warn, onWork });
    },
    fail(reason) {
      connection.console.error(reason);
      self.close();
    },
    pause,
    after(milliseconds, action) {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
    about: () => ({ version, runtime: navigator.userAgent, cacheFolder: undefined }),
    useCache: () => undefined,
  });
}

/** What the build has made stands beside the program; the editor knows where that is. */
async function load(
  fileSystem: EditorFileSystem,
  assets: string,
  options: Pick<Parameters<typeof loadWorkspace>[0], 'log' | 'onWork'>,
): Promise<Workspace> {
  const [runtime, language, libraries] = await Promise.all(
    ['web-tree-sitter.wasm', 'tree-sitter-python.wasm', 'libraries.json'].map((name) =>
      fileSystem.readFile(`${assets}/${name}`),
    ),
  );
  return loadWorkspace({
    grammarFiles: { runtime: runtime!, language: language! },
    libraries: () => new TextDecoder().decode(libraries),
    ...options,
    installed: () => undefined,
  });
}

/** Browsers know the encodings of web pages, by names that mostly are Python's, too. */
const decodeOther: DecodeOther = (bytes, encoding) => {
  try {
    const decoder = new TextDecoder(encoding.replaceAll('_', '-'), { ignoreBOM: true });
    const isForSource = decoder.decode(new TextEncoder().encode('# a1')) === '# a1';
    return Promise.resolve(isForSource ? decoder.decode(bytes) : undefined);
  } catch {
    return Promise.resolve(undefined);
  }
};

/** Two turns of the event loop, in which messages of the client are taken in. Timers would wait for 4 ms each. */
async function pause(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await nextTurn();
}

const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = () => waiting.shift()?.();

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    turns.port2.postMessage(undefined);
  });
}

/** A mistake of ours in one place must not take the server away from all others. */
function survive(connection: Connection): void {
  const log = (error: unknown): void => {
    connection.console.error(`Unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  self.addEventListener('error', ({ error }) => log(error));
  self.addEventListener('unhandledrejection', ({ reason }) => log(reason));
}

start();
