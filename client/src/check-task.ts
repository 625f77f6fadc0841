import { type ChildProcess, spawn } from 'node:child_process';
import {
  CustomExecution,
  type Disposable,
  EventEmitter,
  l10n,
  type Pseudoterminal,
  Task,
  tasks,
  workspace,
  type WorkspaceFolder,
} from 'vscode';
import { pathSetting } from './path-setting.ts';

/** The type of our tasks in `tasks.json`, the name that stands before theirs, and that of the problem matcher. */
const TYPE = 'async-pitfalls';

/**
 * Tasks that check all files of a folder with the program that `asyncPitfalls.path` names; the extension itself holds no
 * command line.
 */
export function registerCheckTask(): Disposable {
  return tasks.registerTaskProvider(TYPE, {
    provideTasks: () => workspace.workspaceFolders?.flatMap((folder) => taskIn(folder, { type: TYPE }) ?? []),
    resolveTask: ({ scope, definition }) => (typeof scope === 'object' ? taskIn(scope, definition) : undefined),
  });
}

function taskIn(folder: WorkspaceFolder, definition: Task['definition']): Task | undefined {
  const program = pathSetting('path', folder.uri);
  if (program === undefined || folder.uri.scheme !== 'file') return undefined;
  const check = new CustomExecution(() => Promise.resolve(terminal(program, folder.uri.fsPath)));
  // What the server shows of all files already is not to be shown twice.
  const matchers = showsOpenFilesOnly(folder) ? `$${TYPE}` : [];
  return new Task(definition, folder, l10n.t('check all files'), TYPE, check, matchers);
}

const showsOpenFilesOnly = ({ uri }: WorkspaceFolder): boolean =>
  workspace.getConfiguration('asyncPitfalls', uri).get('diagnosticMode') === 'openFiles';

/** Shows what the program prints. No shell stands between, whose quoting the path would have to survive. */
function terminal(program: string, cwd: string): Pseudoterminal {
  const written = new EventEmitter<string>();
  const closed = new EventEmitter<number>();
  let child: ChildProcess | undefined;
  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open() {
      child = spawn(program, ['check', '--output-format', 'concise'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
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
