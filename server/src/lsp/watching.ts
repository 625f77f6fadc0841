import { DidChangeWatchedFilesNotification, type FileSystemWatcher, WatchKind } from 'vscode-languageserver';
import type { Files } from './files.ts';
import type { Indexing } from './indexing.ts';
import { safeNotification } from './safe.ts';
import type { Session } from './session.ts';

/** Clients tell of a folder that comes or goes as of one thing: only a pattern for everything meets it. */
const WATCHED: FileSystemWatcher[] = [
  ...['**/*.{py,pyi,pyw}', '**/pyproject.toml', '**/.gitignore'].map((globPattern) => ({ globPattern })),
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];

/** Follows what happens on the disk. An event is a hint to read the disk again, nothing more. */
export interface Watching {
  initialized(): Promise<void>;
  /** The disk counts again for a file that was open; what was saved meanwhile may not have been heard of. */
  closed(uri: string): void;
}

export function registerWatching(session: Session, files: Files, indexing: Indexing): Watching {
  const { connection, client, host } = session;

  async function filesToRead(changed: ReadonlySet<string>): Promise<readonly string[]> {
    if ([...changed].some((uri) => uri.endsWith('/.gitignore'))) {
      const fresh = await indexing.relist();
      return [...fresh, ...knownAmong(files, changed)];
    }
    const pyprojects = [...changed].filter((uri) => files.isLookedUp(uri));
    const present = await host.filesAmong([...changed], indexing.current);
    const unseen = present.flatMap((uri) => files.unseenPyprojects(uri));
    return [...new Set([...pyprojects, ...unseen, ...knownAmong(files, changed), ...present])];
  }

  connection.onDidChangeWatchedFiles(
    safeNotification(connection, 'didChangeWatchedFiles', ({ changes }) => {
      const changed = new Set(changes.map(({ uri }) => host.canonicalUri(uri).replace(/\/$/, '')));
      files.readFirst(() => filesToRead(changed));
    }),
  );
  return {
    async initialized() {
      if (!client.registersWatchers) return;
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHED });
    },
    closed: (uri) => files.readFirst(() => filesToRead(new Set([uri]))),
  };
}

/** The known files that changed, or that are in a folder that did. */
function knownAmong(files: Files, changed: ReadonlySet<string>): readonly string[] {
  return files.known().filter((uri) => {
    for (let end = uri.length; end > 0; end = uri.lastIndexOf('/', end - 1))
      if (changed.has(uri.slice(0, end))) return true;
    return false;
  });
}
