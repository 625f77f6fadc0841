import { logStart } from './debug-information.ts';
import type { Files } from './files.ts';
import { runSafe } from './safe.ts';
import { localized } from '../text/localized.ts';
import type { Session } from './session.ts';

/** A folder with more files than this is hardly one project: somebody has opened their home. */
const FILE_LIMIT = 30_000;

/** Reads all Python files of the workspace's folders, so that findings can follow calls into files that are not open. */
export interface Indexing {
  /** These are the folders now, by canonical uri; those already read are left alone. */
  folders(uris: readonly string[]): void;
  readonly current: readonly string[];
  /** Looks anew which files belong to the folders: forgets those that do not, gives those to be read. */
  relist(): Promise<readonly string[]>;
}

export function createIndexing(session: Session, files: Files): Indexing {
  const { connection } = session;
  let current: readonly string[] = [];
  let hasTold = false;

  async function bringIn(folder: string): Promise<void> {
    const found = await list(session, folder);
    if (current.includes(folder)) await readAll(session, files, found);
  }

  async function relist(): Promise<readonly string[]> {
    const listed = new Set((await Promise.all(current.map((folder) => list(session, folder)))).flat());
    const known = new Set(files.known().filter(isPython));
    files.forget([...known].filter((uri) => !listed.has(uri)));
    const fresh = [...listed].filter((uri) => !known.has(uri));
    return [...fresh.flatMap((uri) => files.unseenProjectFiles(uri)), ...fresh];
  }

  return {
    get current() {
      return current;
    },
    relist,
    folders(uris) {
      const before = current;
      current = uris;
      const gone = before.filter((folder) => !uris.includes(folder));
      if (gone.length > 0) files.forget(files.known().filter((uri) => isBelow(gone, uri) && !isBelow(uris, uri)));
      const fresh = uris.filter((uri) => !before.includes(uri));
      const read = fresh.map((folder) => runSafe(connection, `reading ${folder}`, () => bringIn(folder)));
      const isNews = !hasTold || fresh.length > 0;
      hasTold = true;
      if (isNews) void Promise.all(read).then(() => runSafe(connection, 'telling the start', () => logStart(session)));
    },
  };
}

const texts = {
  tooMany: localized({
    en: (folder: string, count: number, limit: number) =>
      `${folder} has ${String(count)} Python files: the first ${String(limit)} are read.`,
    'zh-cn': (folder, count, limit) => `${folder} 中有 ${String(count)} 个 Python 文件，只读取前 ${String(limit)} 个。`,
  }),
  reading: { en: 'reading files', 'zh-cn': '正在读取文件' },
};

const isBelow = (folders: readonly string[], uri: string): boolean =>
  folders.some((folder) => uri.startsWith(`${folder}/`));

const isPython = (uri: string): boolean => /\.py[wi]?$/.test(uri);

async function list({ log, host }: Session, folder: string): Promise<readonly string[]> {
  const found = await host.listFiles(folder);
  if (found.length <= FILE_LIMIT) return found;
  log.warn(texts.tooMany(folder, found.length, FILE_LIMIT));
  return found.slice(0, FILE_LIMIT);
}

async function readAll({ connection, client }: Session, files: Files, uris: readonly string[]): Promise<void> {
  const progress = await connection.window.createWorkDoneProgress();
  progress.begin('Async Pitfalls', 0, texts.reading[client.language]);
  try {
    await files.read([...uris.flatMap((uri) => files.unseenProjectFiles(uri)), ...uris], (count) => {
      progress.report(Math.min(100, Math.floor((count / uris.length) * 100)));
    });
  } finally {
    progress.done();
  }
}
