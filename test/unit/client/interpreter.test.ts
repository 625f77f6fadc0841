import { beforeEach, describe, expect, it, vi } from 'vitest';
import { watchInterpreters } from '../../../client/src/interpreter.ts';

type Listener = (event: unknown) => void;

/** What the client uses of VS Code, in the state that a test gives it. */
const editor = vi.hoisted(() => {
  const signal = (): { on: (listener: Listener) => { dispose(): void }; fire: Listener } => {
    const listeners = new Set<Listener>();
    return {
      on(listener) {
        listeners.add(listener);
        return { dispose: () => listeners.delete(listener) };
      },
      fire(event) {
        for (const listener of listeners) listener(event);
      },
    };
  };
  const state: { folders: readonly string[] | undefined; setting: string; python: unknown } = {
    folders: [],
    setting: '',
    python: undefined,
  };
  const events = { configuration: signal(), workspaceFolders: signal(), installed: signal() };
  return { signal, ...events, ...state };
});

const uri = (path: string): object => ({ scheme: 'file', path, fsPath: path, toString: () => `file://${path}` });

vi.mock('vscode', async () => ({
  ...(await import('./l10n.ts')),
  Disposable: class {
    static from = (...all: { dispose(): void }[]) => ({ dispose: () => all.forEach((each) => each.dispose()) });
    readonly dispose: () => void;
    constructor(dispose: () => void) {
      this.dispose = dispose;
    }
  },
  Uri: { joinPath: (folder: { path: string }, path: string) => uri(`${folder.path}/${path}`) },
  extensions: { getExtension: () => editor.python, onDidChange: editor.installed.on },
  workspace: {
    get workspaceFolders() {
      return editor.folders?.map((path) => ({ uri: uri(path) }));
    },
    getConfiguration: () => ({ get: () => editor.setting }),
    onDidChangeWorkspaceFolders: editor.workspaceFolders.on,
    onDidChangeConfiguration: editor.configuration.on,
  },
}));

/** A Python extension in which the user has chosen one environment for all folders. */
function pythonExtension(chosen: { path: string }) {
  const changed = editor.signal();
  const environments = {
    getActiveEnvironmentPath: (folder?: { path: string }) => ({ path: `${folder?.path ?? ''}${chosen.path}` }),
    resolveEnvironment: ({ path }: { path: string }) => Promise.resolve({ executable: { uri: uri(`${path}/python`) } }),
    onDidChangeActiveEnvironmentPath: changed.on,
  };
  return {
    extension: { activate: () => Promise.resolve({ environments }) },
    choose(path: string) {
      chosen.path = path;
      changed.fire(undefined);
    },
  };
}

function watch() {
  const told: unknown[] = [];
  const state = editor.signal();
  const client = {
    sendNotification: (method: string, params: object) => Promise.resolve(void told.push({ method, ...params })),
  };
  const output = { warn: (message: string) => told.push(message) };
  watchInterpreters({ client, onDidChangeState: state.on } as never, output as never);
  return { told, restart: () => state.fire('running') };
}

const told = (folder: string | null, path: string | null): object => ({
  method: 'asyncPitfalls/interpreter',
  folder,
  path,
});

describe('the interpreter that the server is told', () => {
  beforeEach(() => {
    Object.assign(editor, { folders: ['/a', '/b'], setting: '', python: undefined });
  });

  it('is the one that the Python extension names for each folder', async () => {
    editor.python = pythonExtension({ path: '/env' }).extension;
    const server = watch();
    await vi.waitFor(() =>
      expect(server.told).toEqual([told('file:///a', '/a/env/python'), told('file:///b', '/b/env/python')]),
    );
  });

  it('is that of no folder where none is open', async () => {
    editor.folders = undefined;
    editor.python = pythonExtension({ path: '/env' }).extension;
    const server = watch();
    await vi.waitFor(() => expect(server.told).toEqual([told(null, '/env/python')]));
  });

  it('is told again when the user chooses another one, and to a server that starts anew', async () => {
    editor.folders = ['/a'];
    const python = pythonExtension({ path: '/old' });
    editor.python = python.extension;
    const server = watch();
    await vi.waitFor(() => expect(server.told).toHaveLength(1));
    python.choose('/new');
    await vi.waitFor(() => expect(server.told.slice(1)).toEqual([told('file:///a', '/a/new/python')]));
    server.restart();
    await vi.waitFor(() => expect(server.told.slice(2)).toEqual([told('file:///a', '/a/new/python')]));
  });

  it('is found in a Python extension that is installed later', async () => {
    editor.folders = ['/a'];
    const server = watch();
    editor.python = pythonExtension({ path: '/env' }).extension;
    editor.installed.fire(undefined);
    await vi.waitFor(() => expect(server.told).toEqual([told('file:///a', '/a/env/python')]));
  });

  it('is that of the Python extension before that of the setting', async () => {
    editor.folders = ['/a'];
    editor.setting = '.venv/bin/python';
    const server = watch();
    server.restart();
    await vi.waitFor(() => expect(server.told).toEqual([told('file:///a', '/a/.venv/bin/python')]));
    editor.python = pythonExtension({ path: '/env' }).extension;
    editor.installed.fire(undefined);
    await vi.waitFor(() => expect(server.told.slice(1)).toEqual([told('file:///a', '/a/env/python')]));
  });

  it('is that of the setting, from the folder on, until the setting is empty again', async () => {
    editor.folders = ['/a'];
    editor.setting = '.venv/bin/python';
    const server = watch();
    server.restart();
    await vi.waitFor(() => expect(server.told).toEqual([told('file:///a', '/a/.venv/bin/python')]));
    editor.setting = '';
    editor.configuration.fire({ affectsConfiguration: (section: string) => section === 'asyncPitfalls.interpreter' });
    await vi.waitFor(() => expect(server.told.slice(1)).toEqual([told('file:///a', null)]));
  });
});
