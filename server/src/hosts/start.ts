import { fileURLToPath } from 'node:url';
import { type Connection, LogMessageNotification, MessageType } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { serve } from '../lsp/connection.ts';
import { createGate } from '../lsp/gate.ts';
import type { HostFiles } from '../lsp/host.ts';
import { inAllLanguages, type Language, type CodeOrText } from '../text/localized.ts';
import type { OnWork } from '../workspace/file-findings.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { editorFiles, fileSystemOf } from './anywhere/editor-files.ts';
import { filesByUri } from './anywhere/files-by-uri.ts';
import { logSkipped } from './anywhere/unreadable.ts';
import { defaultCacheFolder, trustedCache } from './cache-folder.ts';
import { factsCache } from './facts-cache.ts';
import type { FactsOnDisk } from './facts-on-disk.ts';
import { filesOnDisk } from './files-on-disk.ts';
import { decodeOther } from './python-text.ts';
import { connectTo } from './transport.ts';

interface ServerWorkspaceOptions {
  readonly log: (message: CodeOrText) => void;
  readonly cache: FactsOnDisk | undefined;
  readonly onWork: OnWork | undefined;
}

/** Serves the client that the command line names. */
export function start(
  args: readonly string[],
  openWorkspace: (options: ServerWorkspaceOptions) => Promise<Workspace>,
): void {
  const gate = createGate();
  const connection = connectTo(args, gate);
  if (connection === undefined) {
    process.exitCode = 2;
    return;
  }
  survive(connection);
  const cache = factsCache();
  let cacheFolder: string | undefined;
  let language: Language = 'en';
  const warn = (message: CodeOrText): void => connection.console.warn(inAllLanguages(message)[language]);
  const onSkipped = logSkipped(warn);
  const disk = filesOnDisk(onSkipped);
  let elsewhere: HostFiles | undefined;
  const filesOf = (uri: string): HostFiles => (elsewhere && !uri.startsWith('file:') ? elsewhere : disk);
  serve(connection, gate, {
    ...filesByUri(filesOf),
    async openWorkspace(client, onWork) {
      ({ language } = client);
      if (client.readsFiles) elsewhere = editorFiles(fileSystemOf(connection), client.folders, decodeOther, onSkipped);
      const workspace = await openWorkspace({ log: warn, cache, onWork });
      keepFacts(workspace);
      return workspace;
    },
    fail: (reason) => void fail(connection, reason),
    pause,
    after,
    about: () => ({
      version,
      runtime: `Node ${process.versions.node}, ${process.platform} ${process.arch}`,
      cacheFolder,
    }),
    useCache(isOn, folder, folderUris) {
      const folders = folderUris.filter((uri) => uri.startsWith('file:')).map((uri) => fileURLToPath(uri));
      cacheFolder = cache && isOn ? trustedCache(folder ?? defaultCacheFolder(), folders, warn) : undefined;
      cache?.use(cacheFolder);
    },
  });
}

async function fail(connection: Connection, message: string): Promise<void> {
  await connection.sendNotification(LogMessageNotification.type, { type: MessageType.Error, message });
  process.exit(1);
}

/** Milliseconds. */
const BETWEEN_KEEPING = 5000;

/** Hands what was read from texts to the cache now and then, a file at a time. */
function keepFacts(workspace: Workspace): void {
  async function keepAll(): Promise<void> {
    while (workspace.keepFacts()) await pause();
    later();
  }
  const later = (): void => void setTimeout(() => void keepAll(), BETWEEN_KEEPING).unref();
  later();
}

function after(milliseconds: number, action: () => void): () => void {
  const timer = setTimeout(action, milliseconds).unref();
  return () => clearTimeout(timer);
}

/** Two turns of the event loop: in the first one the connection hands out the next message. */
async function pause(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}

/** A mistake of ours in one place must not take the server away from all others. */
function survive(connection: Connection): void {
  const log = (error: unknown): void => {
    connection.console.error(`Unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  process.on('uncaughtException', log);
  process.on('unhandledRejection', log);
}
