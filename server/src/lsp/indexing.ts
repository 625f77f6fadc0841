import type { Files } from './files.ts';
import { runSafe } from './safe.ts';
import type { Session } from './session.ts';

/** A folder with more files than this is hardly one project: somebody has opened their home. */
const FILE_LIMIT = 30_000;

/** Reads all Python files of the workspace's folders, so that findings can follow calls into files that are not open. */
export interface Indexing {
  /** These are the folders now, by canonical uri; those already read are left alone. */
  folders(uris: readonly string[]): void;
}

export function createIndexing(session: Session, files: Files): Indexing {
  const { connection } = session;
  const filesByFolder = new Map<string, readonly string[]>();

  async function bringIn(folder: string): Promise<void> {
    filesByFolder.set(folder, []);
    const found = await list(session, folder);
    if (!filesByFolder.has(folder)) return;
    filesByFolder.set(folder, found);
    await readAll(session, files, found);
  }

  function forget(folder: string): void {
    const gone = filesByFolder.get(folder) ?? [];
    filesByFolder.delete(folder);
    const kept = new Set([...filesByFolder.values()].flat());
    files.forget(gone.filter((uri) => !kept.has(uri)));
  }

  return {
    folders(uris) {
      for (const folder of [...filesByFolder.keys()]) if (!uris.includes(folder)) forget(folder);
      const fresh = uris.filter((uri) => !filesByFolder.has(uri));
      for (const folder of fresh) void runSafe(connection, `reading ${folder}`, () => bringIn(folder));
    },
  };
}

async function list({ connection, host }: Session, folder: string): Promise<readonly string[]> {
  const found = await host.listFiles(folder);
  if (found.length <= FILE_LIMIT) return found;
  connection.console.warn(`${folder} has ${found.length} Python files: the first ${FILE_LIMIT} are read.`);
  return found.slice(0, FILE_LIMIT);
}

async function readAll({ connection }: Session, files: Files, uris: readonly string[]): Promise<void> {
  const progress = await connection.window.createWorkDoneProgress();
  progress.begin('Async Pitfalls', 0, 'reading files');
  try {
    await files.read([...uris.flatMap((uri) => files.unseenPyprojects(uri)), ...uris], (count) => {
      progress.report(Math.min(100, Math.floor((count / uris.length) * 100)));
    });
  } finally {
    progress.done();
  }
}
