import { PROJECT_FILES } from '../engine/project-file-names.ts';
import { sizeLimitOf } from '../workspace/size-limits.ts';
import { runSafe } from './safe.ts';
import { localized } from '../text/localized.ts';
import type { Session } from './session.ts';

/** So many files are read at a time. */
const BATCH = 32;

/** Keeps what the workspace knows of the disk. All uris are canonical. */
export interface Files {
  /** Brings in the `pyproject.toml`, and others of `PROJECT_FILES`, of the document's folder and of all folders around it. */
  opened(uri: string): void;
  /** Brings in some files, whatever is known of them, and shows what follows. Tells after each batch how many are done. */
  read(uris: readonly string[], onRead?: (count: number) => void): Promise<void>;
  /** Findings wait for this work, whose failure is logged. */
  readFirst(find: () => Promise<readonly string[]>): void;
  /** Findings do not wait for this work, whose failure is logged. */
  readBehind(find: () => Promise<readonly string[]>): Promise<void>;
  /** The files are no part of the workspace any more. */
  forget(uris: readonly string[]): void;
  /** The files that were there when they were read last. */
  known(): readonly string[];
  /** Those of them that were written or removed since, and every project file asked for that has come. */
  outdated(): Promise<readonly string[]>;
  /** Whether somebody asked for this project file, there or not. */
  isLookedUp(uri: string): boolean;
  /** The project files of a file's folder and of those around it which nobody asked for before. */
  unseenProjectFiles(uri: string): readonly string[];
}

export function createFiles(session: Session): Files {
  const { connection, host, readiness } = session;
  const lookedUp = new Set<string>();
  const reader = createReader(session);

  async function read(uris: readonly string[], onRead: (count: number) => void = () => undefined): Promise<void> {
    session.log.debug(`Files read: ${String(uris.length)}`);
    await showing(() => inBatches(uris, (uri) => reader.read(uri), onRead));
  }

  async function showing(work: () => Promise<void>): Promise<void> {
    const before = session.workspace.revision;
    await work();
    if (session.workspace.revision !== before) session.refresh();
  }

  function readBehind(find: () => Promise<readonly string[]>): Promise<void> {
    return runSafe(connection, 'reading files', () => showing(async () => read(await find())));
  }

  function readFirst(find: () => Promise<readonly string[]>): void {
    readiness.waitFor(readBehind(find));
  }

  async function outdated(): Promise<readonly string[]> {
    const found: string[] = [];
    await inBatches([...new Set([...reader.known.keys(), ...lookedUp])], async (uri) => {
      if ((await host.fileStamp(uri)) !== reader.known.get(uri)) found.push(uri);
    });
    return found;
  }

  function unseenProjectFiles(uri: string): readonly string[] {
    const unseen = projectFilesAround(uri).filter((candidate) => host.reaches(candidate) && !lookedUp.has(candidate));
    for (const candidate of unseen) lookedUp.add(candidate);
    return unseen;
  }

  return {
    opened(uri) {
      const unseen = unseenProjectFiles(uri);
      if (unseen.length > 0) readFirst(() => Promise.resolve(unseen));
    },
    read,
    readFirst,
    readBehind,
    forget(uris) {
      for (const uri of uris) reader.forget(uri);
    },
    known: () => [...reader.known.keys()],
    outdated,
    isLookedUp: (uri) => lookedUp.has(uri),
    unseenProjectFiles,
  };
}

interface Reader {
  read(uri: string): Promise<void>;
  forget(uri: string): void;
  /** What `Host.fileStamp` said of each file before it was read. */
  readonly known: ReadonlyMap<string, string | undefined>;
}

/** Of readings of one file that overtake each other, the one begun last counts. */
function createReader({ log, host, workspace, leftAlone }: Session): Reader {
  const newest = new Map<string, number>();
  const known = new Map<string, string | undefined>();
  let count = 0;

  function forget(uri: string): void {
    if (known.delete(uri)) workspace.disk(uri, undefined);
  }

  async function read(uri: string): Promise<void> {
    const reading = ++count;
    newest.set(uri, reading);
    const stamp = await host.fileStamp(uri);
    const file = await host.readFile(uri, sizeLimitOf(uri));
    if (newest.get(uri) !== reading) return;
    newest.delete(uri);
    if (file.kind === 'unreadable') log.warn(texts.skipped(uri, file.reason));
    if (file.kind === 'text') {
      known.set(uri, stamp);
      workspace.disk(uri, leftAlone.has(uri, file.text) ? '' : file.text);
    } else {
      forget(uri);
    }
  }

  return { read, forget, known };
}

const texts = {
  skipped: localized({
    en: (uri: string, reason: string) => `Skipped ${uri}: ${reason}`,
    'zh-cn': (uri, reason) => `跳过了 ${uri}：${reason}`,
  }),
};

async function inBatches(
  uris: readonly string[],
  work: (uri: string) => Promise<void>,
  onDone: (count: number) => void = () => undefined,
): Promise<void> {
  for (let from = 0; from < uris.length; from += BATCH) {
    await Promise.all(uris.slice(from, from + BATCH).map(work));
    onDone(Math.min(from + BATCH, uris.length));
  }
}

/** The nearest one first; the last ones are none, since uris begin with slashes that are not of their path. */
function projectFilesAround(uri: string): string[] {
  const found: string[] = [];
  for (let end = uri.lastIndexOf('/'); end > 0; end = uri.lastIndexOf('/', end - 1)) {
    found.push(...PROJECT_FILES.map((name) => `${uri.slice(0, end)}/${name}`));
  }
  return found;
}
