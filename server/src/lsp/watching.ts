import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import type { Files } from './files.ts';
import type { Indexing } from './indexing.ts';
import { methods } from './protocol.ts';
import { safeNotification } from './safe.ts';
import type { Session } from './session.ts';

/**
 * Clients tell of a folder that comes or goes, and of one that has gone and come again meanwhile, as of one thing:
 * only a pattern for everything meets it.
 */
const WATCHED = [{ globPattern: '**/*' }];

/**
 * Follows what happens on the disk. An event is a hint to read the disk again, nothing more. Watchers miss things: new
 * folders in new folders, network drives, bursts. So all is compared when the user comes back from another window.
 */
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
    const projectFiles = [...changed].filter((uri) => files.isLookedUp(uri));
    const present = await host.filesAmong([...changed], indexing.current);
    const unseen = present.flatMap((uri) => files.unseenProjectFiles(uri));
    return [...new Set([...projectFiles, ...unseen, ...knownAmong(files, changed), ...present])];
  }

  connection.onDidChangeWatchedFiles(
    safeNotification(connection, 'didChangeWatchedFiles', ({ changes }) => {
      const changed = new Set(changes.map(({ uri }) => host.canonicalUri(uri).replace(/\/$/, '')));
      files.readFirst(() => filesToRead(changed));
    }),
  );
  let looking = false;
  connection.onNotification(
    methods.windowFocused,
    safeNotification(connection, 'windowFocused', () => {
      if (looking) return;
      looking = true;
      const found = async (): Promise<readonly string[]> => [...(await indexing.relist()), ...(await files.outdated())];
      void files.readBehind(found).finally(() => {
        looking = false;
      });
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
  // Logs and other files change all the time: files of one folder follow each other, which saves most of the looks.
  let folder = '';
  let isInside = false;
  return files.known().filter((uri) => {
    const own = uri.slice(0, uri.lastIndexOf('/'));
    if (own !== folder) {
      folder = own;
      isInside = isOneOrInside(own, changed);
    }
    return isInside || changed.has(uri);
  });
}

function isOneOrInside(folder: string, changed: ReadonlySet<string>): boolean {
  for (let end = folder.length; end > 0; end = folder.lastIndexOf('/', end - 1))
    if (changed.has(folder.slice(0, end))) return true;
  return false;
}
