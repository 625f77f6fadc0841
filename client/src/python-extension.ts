import type { PythonExtension as PythonApi } from '@vscode/python-extension';
import { Disposable, extensions, l10n, type LogOutputChannel, type Uri } from 'vscode';

/** What the rest of the client wants of the Python extension. */
export interface PythonExtension {
  /** Path of the executable of the environment that the user chose for a folder. */
  interpreter(folder: Uri | undefined): Promise<string | undefined>;
}

/** Calls back when the Python extension is found, which may be installed later, and whenever the user chooses in it. */
export function watchPythonExtension(output: LogOutputChannel, changed: (python: PythonExtension) => void): Disposable {
  const subscriptions: Disposable[] = [];
  let api: PythonApi | undefined;

  async function connect(): Promise<void> {
    const found = api === undefined ? await pythonApi() : undefined;
    if (found === undefined || api !== undefined) return;
    api = found;
    const python = { interpreter: (folder: Uri | undefined) => interpreter(found, folder) };
    subscriptions.push(found.environments.onDidChangeActiveEnvironmentPath(() => changed(python)));
    changed(python);
  }

  function tryToConnect(): void {
    void connect().catch((error: unknown) => {
      output.warn(l10n.t('The Python extension could not be asked for its interpreter: {0}', String(error)));
    });
  }

  subscriptions.push(extensions.onDidChange(tryToConnect));
  tryToConnect();
  return new Disposable(() => {
    for (const subscription of subscriptions) subscription.dispose();
  });
}

/** Undefined where the extension is missing or older than its API. */
async function pythonApi(): Promise<PythonApi | undefined> {
  const api = await extensions.getExtension<Partial<PythonApi>>('ms-python.python')?.activate();
  return api?.environments === undefined ? undefined : (api as PythonApi);
}

async function interpreter({ environments }: PythonApi, folder: Uri | undefined): Promise<string | undefined> {
  const environment = await environments.resolveEnvironment(environments.getActiveEnvironmentPath(folder));
  return environment?.executable.uri?.fsPath;
}
