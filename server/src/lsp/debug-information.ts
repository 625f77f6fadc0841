import { methods } from './protocol.ts';
import { safeRequest } from './safe.ts';
import type { Session } from './session.ts';

/** What decides about the findings here, in the words that somebody who helps would ask for. */
function debugInformation({ host, workspace, documents }: Session): readonly string[] {
  const { version, runtime, cacheFolder } = host.about();
  const { folders, settingsFiles } = workspace.about();
  return [
    `Async Pitfalls ${version} on ${runtime}`,
    ...folders.flatMap(({ uri, files, python, interpreter, packages }) => [
      `Folder ${uri}: ${String(files)} Python files`,
      `  Python ${python}, interpreter ${interpreter ?? 'not chosen'}, packages of ${packages ?? 'no installation'}`,
    ]),
    `Settings files: ${settingsFiles.length > 0 ? settingsFiles.join(', ') : 'none'}`,
    `Open documents: ${String(documents.all().length)}`,
    `Cache: ${cacheFolder ?? 'off'}`,
  ];
}

/** Tells the output at the start, and our own client for its command `asyncPitfalls.copyDebugInformation`. */
export function registerDebugInformation(session: Session): void {
  const { connection, workspace, readiness } = session;
  connection.onRequest(
    methods.debugInformation,
    safeRequest(connection, 'debugInformation', '', async () => {
      await readiness.reached();
      const settings = workspace.about().folders.map(({ uri, settings: own }) => `${uri}: ${JSON.stringify(own)}`);
      const problems = workspace.settingsProblems().map(({ message }) => message);
      return [...debugInformation(session), 'Settings of the editor:', ...settings, ...problems].join('\n');
    }),
  );
}

export function logStart(session: Session): void {
  for (const line of debugInformation(session)) session.log.info(line);
}
