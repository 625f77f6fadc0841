import { DidChangeConfigurationNotification, type InitializeParams } from 'vscode-languageserver';
import { textOf } from './client.ts';
import type { Indexing } from './indexing.ts';
import { memberOf, readPreferences } from './preferences.ts';
import { type InterpreterParams, methods } from './protocol.ts';
import { runSafe, safeNotification } from './safe.ts';
import type { Session } from './session.ts';

/** The settings' name in every editor. */
const SECTION = 'asyncPitfalls';

interface State {
  /** As the client spells their uris. */
  folders: readonly string[];
  /** By canonical folder. */
  readonly interpreters: Map<string, string>;
  /** Path of the folder that the client has for what can be lost. */
  readonly cacheFolder: string | undefined;
  /** From clients that cannot be asked. */
  sent: unknown;
  /** How often the client was asked: an answer that a later question overtook is dropped. */
  questions: number;
}

/** Keeps the workspace's folders, their settings and interpreters as the client says. */
export function registerSettings(
  session: Session,
  indexing: Indexing,
  params: InitializeParams,
): { initialized(): Promise<void> } {
  const { connection, client } = session;
  const state: State = {
    folders: client.folders,
    interpreters: new Map(),
    cacheFolder: textOf(memberOf(params.initializationOptions, 'cacheFolder')),
    sent: memberOf(params.initializationOptions, 'settings'),
    questions: 0,
  };
  const update = (): void => {
    session.readiness.waitFor(runSafe(connection, 'settings', () => bringIn(session, indexing, state)));
  };
  connection.onDidChangeConfiguration(
    safeNotification(connection, 'didChangeConfiguration', ({ settings }) => {
      state.sent = memberOf(settings, SECTION) ?? state.sent;
      update();
    }),
  );
  connection.onNotification(
    methods.interpreter,
    safeNotification(connection, 'interpreter', ({ folder, path }: InterpreterParams) => {
      if (path === null) state.interpreters.delete(canonicalFolder(session, folder ?? NO_FOLDER));
      else state.interpreters.set(canonicalFolder(session, folder ?? NO_FOLDER), path);
      update();
    }),
  );
  return {
    async initialized() {
      update();
      if (client.changesFolders) followFolders(session, state, update);
      if (!client.registersConfiguration) return;
      await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
    },
  };
}

function followFolders({ connection }: Session, state: State, update: () => void): void {
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const gone = new Set(removed.map(({ uri }) => uri));
    state.folders = [...state.folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
    update();
  });
}

/** Files outside of all folders have settings, too. */
const NO_FOLDER = '';

async function bringIn(session: Session, indexing: Indexing, state: State): Promise<void> {
  const question = ++state.questions;
  const uris = [...state.folders, NO_FOLDER];
  const answers = await ask(session, uris);
  if (question !== state.questions) return;
  const settings = answers === undefined ? state.sent : answers.at(-1);
  session.preferences.value = readPreferences(settings);
  session.log.debug(`Settings: ${JSON.stringify(answers ?? state.sent)}`);
  session.host.useCache(
    memberOf(settings, 'cache') !== 'off',
    state.cacheFolder,
    state.folders.map((uri) => canonicalFolder(session, uri)),
  );
  session.workspace.configured(
    uris.map((uri, index) => ({
      uri: canonicalFolder(session, uri),
      settings: answers === undefined ? state.sent : answers[index],
      interpreter: state.interpreters.get(canonicalFolder(session, uri)),
    })),
  );
  indexing.folders(state.folders.map((uri) => canonicalFolder(session, uri)));
  session.refresh();
}

/** Undefined when the client cannot be asked. */
async function ask({ client, connection }: Session, uris: readonly string[]): Promise<readonly unknown[] | undefined> {
  if (!client.configuration) return undefined;
  const items = uris.map((uri) => ({ section: SECTION, ...(uri !== NO_FOLDER && { scopeUri: uri }) }));
  return (await connection.workspace.getConfiguration(items)) as readonly unknown[];
}

/** Without a slash at its end. */
function canonicalFolder({ host }: Session, uri: string): string {
  return host.canonicalUri(uri).replace(/\/$/, '');
}
