import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { SIZE_LIMIT } from './host.ts';
import { runSafe, safeNotification } from './safe.ts';
import type { Session } from './session.ts';

const WATCHED = ['**/*.py', '**/*.pyi', '**/pyproject.toml'];

/** So many files are read at a time. */
const BATCH = 32;

/** Keeps what the workspace knows of the disk. All uris are canonical. */
export interface Files {
  initialized(): Promise<void>;
  /** Brings in the `pyproject.toml` of the document's folder and of all folders around it. */
  opened(uri: string): void;
  /** The disk counts again; what was saved meanwhile may not have been heard of. */
  closed(uri: string): void;
  /** Brings in some files, whatever is known of them, and shows what follows. Tells after each batch how many are done. */
  read(uris: readonly string[], onRead?: (count: number) => void): Promise<void>;
  /** The files are no part of the workspace any more. */
  forget(uris: readonly string[]): void;
  /** The `pyproject.toml` of a file's folder and of those around it which nobody asked for before. */
  unseenPyprojects(uri: string): readonly string[];
}

export function registerFiles(session: Session): Files {
  const { connection, client, host, readiness } = session;
  const lookedUp = new Set<string>();
  const reader = createReader(session);

  async function read(uris: readonly string[], onRead: (count: number) => void = () => undefined): Promise<void> {
    const before = session.workspace.revision;
    for (let from = 0; from < uris.length; from += BATCH) {
      await Promise.all(uris.slice(from, from + BATCH).map((uri) => reader.read(uri)));
      onRead(Math.min(from + BATCH, uris.length));
    }
    if (session.workspace.revision !== before) session.refresh();
  }

  function readFirst(uris: readonly string[]): void {
    if (uris.length > 0) readiness.waitFor(runSafe(connection, 'reading files', () => read(uris)));
  }

  function unseenPyprojects(uri: string): readonly string[] {
    const unseen = pyprojectsAround(uri).filter((candidate) => !lookedUp.has(candidate));
    for (const candidate of unseen) lookedUp.add(candidate);
    return unseen;
  }

  connection.onDidChangeWatchedFiles(
    safeNotification(connection, 'didChangeWatchedFiles', ({ changes }) => {
      readFirst([...new Set(changes.map(({ uri }) => host.canonicalUri(uri)))].filter((uri) => host.isSource(uri)));
    }),
  );
  return {
    async initialized() {
      if (!client.registersWatchers) return;
      const watchers = WATCHED.map((globPattern) => ({ globPattern }));
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    },
    opened: (uri) => readFirst(unseenPyprojects(uri)),
    closed: (uri) => readFirst([uri]),
    read,
    forget(uris) {
      for (const uri of uris) reader.forget(uri);
    },
    unseenPyprojects,
  };
}

interface Reader {
  read(uri: string): Promise<void>;
  forget(uri: string): void;
}

/** Of readings of one file that overtake each other, the one begun last counts. */
function createReader({ connection, host, workspace }: Session): Reader {
  const newest = new Map<string, number>();
  const known = new Set<string>();
  let count = 0;

  function forget(uri: string): void {
    if (known.delete(uri)) workspace.disk(uri, undefined);
  }

  async function read(uri: string): Promise<void> {
    const reading = ++count;
    newest.set(uri, reading);
    const file = await host.readFile(uri, SIZE_LIMIT);
    if (newest.get(uri) !== reading) return;
    newest.delete(uri);
    if (file.kind === 'unreadable') connection.console.warn(`Skipped ${uri}: ${file.reason}`);
    if (file.kind === 'text') {
      known.add(uri);
      workspace.disk(uri, file.text);
    } else {
      forget(uri);
    }
  }

  return { read, forget };
}

/** The nearest one first. */
function pyprojectsAround(uri: string): string[] {
  if (!uri.startsWith('file:///')) return [];
  const found: string[] = [];
  for (let end = uri.lastIndexOf('/'); end >= 'file://'.length; end = uri.lastIndexOf('/', end - 1)) {
    found.push(`${uri.slice(0, end)}/pyproject.toml`);
  }
  return found;
}
