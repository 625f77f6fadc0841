import { Disposable, type Event, extensions, type LogOutputChannel, type Uri, workspace } from 'vscode';
import type { Server } from './server.ts';

/** What is used of the Python extension's API (`ms-python.python`, since 2023). */
interface PythonExtension {
  readonly environments: {
    getActiveEnvironmentPath(resource?: Uri): EnvironmentPath;
    resolveEnvironment(environment: EnvironmentPath): Promise<{ executable: { uri: Uri | undefined } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: Event<unknown>;
  };
}

interface EnvironmentPath {
  /** Of the interpreter, or of the folder of an environment that has none. */
  readonly path: string;
}

/** Parameters of the notification `asyncPitfalls/interpreter`. */
interface InterpreterParams {
  /** URI of a workspace folder; null where no folder is open. */
  readonly folder: string | null;
  /** Of the Python executable. */
  readonly path: string;
}

/** Tells the server which interpreter the user has chosen in the Python extension, where that is installed. */
export function watchInterpreters(server: Server, output: LogOutputChannel): Disposable {
  let python: PythonExtension | undefined;
  const subscriptions: Disposable[] = [];

  async function connect(): Promise<void> {
    if (python !== undefined) return;
    python = await pythonExtension();
    if (python === undefined) return;
    subscriptions.push(python.environments.onDidChangeActiveEnvironmentPath(tell));
    tell();
  }

  function tell(): void {
    if (python !== undefined) void sendAll(python, server).catch(log);
  }

  const log = (error: unknown): void => {
    output.warn(`The Python extension did not name its interpreter: ${String(error)}`);
  };
  const tryToConnect = (): void => void connect().catch(log);

  subscriptions.push(
    extensions.onDidChange(tryToConnect),
    workspace.onDidChangeWorkspaceFolders(tell),
    server.onDidChangeState((state) => {
      if (state === 'running') tell();
    }),
  );
  tryToConnect();
  return new Disposable(() => {
    for (const subscription of subscriptions) subscription.dispose();
  });
}

async function pythonExtension(): Promise<PythonExtension | undefined> {
  const extension = extensions.getExtension<Partial<PythonExtension>>('ms-python.python');
  const api = await extension?.activate();
  return api?.environments === undefined ? undefined : { environments: api.environments };
}

async function sendAll(python: PythonExtension, server: Server): Promise<void> {
  const folders: readonly (Uri | undefined)[] = workspace.workspaceFolders?.map((folder) => folder.uri) ?? [undefined];
  for (const folder of folders) {
    const environment = await python.environments.resolveEnvironment(
      python.environments.getActiveEnvironmentPath(folder),
    );
    const path = environment?.executable.uri?.fsPath;
    if (path === undefined) continue;
    const params: InterpreterParams = { folder: folder?.toString() ?? null, path };
    await server.client?.sendNotification('asyncPitfalls/interpreter', params);
  }
}
