import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { SIZE_LIMIT } from './host.ts';
import { runSafe, safeNotification } from './safe.ts';
import type { Session } from './session.ts';

const WATCHED = ['**/*.py', '**/*.pyi', '**/pyproject.toml'];

/** Keeps what the workspace knows of the disk. */
export interface Files {
  initialized(): Promise<void>;
  /** Brings in the `pyproject.toml` of the document's folder and of all folders around it. */
  opened(uri: string): void;
  /** The disk counts again; what was saved meanwhile may not have been heard of. */
  closed(uri: string): void;
}

export function registerFiles(session: Session): Files {
  const { connection, client } = session;
  const lookedUp = new Set<string>();
  let queue = Promise.resolve();

  /** One after the other, so that the last reading of a file is the newest. */
  function read(uris: readonly string[]): void {
    queue = queue.then(() => runSafe(connection, 'reading files', () => readAll(session, uris)));
    session.readiness.waitFor(queue);
  }

  connection.onDidChangeWatchedFiles(
    safeNotification(connection, 'didChangeWatchedFiles', ({ changes }) => {
      read([...new Set(changes.map(({ uri }) => session.host.canonicalUri(uri)))]);
    }),
  );
  return {
    async initialized() {
      if (!client.registersWatchers) return;
      const watchers = WATCHED.map((globPattern) => ({ globPattern }));
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    },
    opened(uri) {
      const unseen = pyprojectsAround(uri).filter((candidate) => !lookedUp.has(candidate));
      for (const candidate of unseen) lookedUp.add(candidate);
      if (unseen.length > 0) read(unseen);
    },
    closed(uri) {
      read([uri]);
    },
  };
}

async function readAll(session: Session, uris: readonly string[]): Promise<void> {
  const before = session.workspace.revision;
  for (const uri of uris) await readOne(session, uri);
  if (session.workspace.revision !== before) session.refresh();
}

async function readOne({ connection, host, workspace }: Session, uri: string): Promise<void> {
  const file = await host.readFile(uri, SIZE_LIMIT);
  if (file.kind === 'unreadable') connection.console.warn(`Skipped ${uri}: ${file.reason}`);
  workspace.disk(uri, file.kind === 'text' ? file.text : undefined);
}

/** The nearest one first. */
export function pyprojectsAround(uri: string): string[] {
  if (!uri.startsWith('file:///')) return [];
  const found: string[] = [];
  for (let end = uri.lastIndexOf('/'); end >= 'file://'.length; end = uri.lastIndexOf('/', end - 1)) {
    found.push(`${uri.slice(0, end)}/pyproject.toml`);
  }
  return found;
}
