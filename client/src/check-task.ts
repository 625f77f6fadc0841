import { type ChildProcess, spawn } from 'node:child_process';
import {
  CustomExecution,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  l10n,
  type Pseudoterminal,
  Task,
  tasks,
  Uri,
  workspace,
  type WorkspaceFolder,
} from 'vscode';

/** The type of our tasks in `tasks.json`, the name that stands before theirs, and that of the problem matcher. */
const TYPE = 'async-pitfalls';

/** Tasks that check all files of a folder with the command line, for who has only the problems of open files shown. */
export function registerCheckTask(context: ExtensionContext): Disposable {
  const program = Uri.joinPath(context.extensionUri, 'dist', 'cli.js').fsPath;
  const taskIn = (folder: WorkspaceFolder, definition: Task['definition']): Task =>
    new Task(
      definition,
      folder,
      l10n.t('check all files'),
      TYPE,
      new CustomExecution(() => Promise.resolve(terminal(program, folder.uri.fsPath))),
      // What is shown of all files already is not to be shown twice.
      showsOpenFilesOnly(folder) ? `$${TYPE}` : [],
    );
  return tasks.registerTaskProvider(TYPE, {
    provideTasks: () =>
      workspace.workspaceFolders
        ?.filter(({ uri }) => uri.scheme === 'file')
        .map((folder) => taskIn(folder, { type: TYPE })),
    resolveTask: ({ scope, definition }) => (typeof scope === 'object' ? taskIn(scope, definition) : undefined),
  });
}

const showsOpenFilesOnly = ({ uri }: WorkspaceFolder): boolean =>
  workspace.getConfiguration('asyncPitfalls', uri).get('diagnosticMode') === 'openFiles';

/** Shows what the program prints. */
function terminal(program: string, cwd: string): Pseudoterminal {
  const written = new EventEmitter<string>();
  const closed = new EventEmitter<number>();
  let child: ChildProcess | undefined;
  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open() {
      const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
      child = spawn(process.execPath, [program, 'check', '--output-format', 'concise'], { cwd, env });
      for (const stream of [child.stdout, child.stderr])
        stream?.setEncoding('utf8').on('data', (text: string) => {
          written.fire(text.replaceAll('\n', '\r\n'));
        });
      child.on('error', (error) => {
        written.fire(`${String(error)}\r\n`);
        closed.fire(2);
      });
      child.on('close', (code) => {
        closed.fire(code ?? 2);
      });
    },
    close() {
      child?.kill();
    },
  };
}
