import { execFileSync } from 'node:child_process';
import { commands, type Diagnostic, languages, type TextDocument, Uri, window, workspace } from 'vscode';

/** The longest wait in milliseconds: less than mocha's, so that a failure says what was waited for. */
const LIMIT = 40_000;

/** Resolves with what `look` finds as soon as it finds something; `seen` tells what there is instead when it takes too long. */
export async function until<T>(look: () => T | undefined, seen: () => string): Promise<T> {
  const end = Date.now() + LIMIT;
  while (Date.now() < end) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`Waited in vain; there is ${seen()}`);
}

/** By path: what was in the file before the first test. */
const texts = new Map<string, string>();

/** Opens a file of a workspace folder in the editor, with the text that it had before the first test. */
export async function open(folder: 'app' | 'quiet' | 'pitfalls', name: string): Promise<TextDocument> {
  const root = workspace.workspaceFolders?.find((candidate) => candidate.name === folder);
  const uri = Uri.joinPath(root!.uri, name);
  if (!texts.has(uri.path)) texts.set(uri.path, Buffer.from(await workspace.fs.readFile(uri)).toString());
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document);
  // VS Code keeps a closed document for a while, and shows the old text until its watcher has heard of the new one.
  await until(
    () => (document.getText() === texts.get(uri.path) ? true : undefined),
    () => `this text in ${uri.path}: ${document.getText()}`,
  );
  return document;
}

/** Puts the text that was there before the first test back on disk and closes every editor. */
export async function restore(document: TextDocument): Promise<void> {
  await workspace.fs.writeFile(document.uri, Buffer.from(texts.get(document.uri.path)!));
  while (window.activeTextEditor !== undefined) {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

export const findingsOf = (document: TextDocument): readonly Diagnostic[] =>
  languages.getDiagnostics(document.uri).filter((diagnostic) => diagnostic.source === 'async-pitfalls');

export const ruleOf = ({ code }: Diagnostic): string => String(typeof code === 'object' ? code.value : code);

export const rulesOf = (document: TextDocument): readonly string[] => findingsOf(document).map(ruleOf).sort();

/** Resolves when the findings of a file come from exactly these rules, in alphabetical order. */
export async function untilRules(document: TextDocument, ...rules: readonly string[]): Promise<void> {
  await until(
    () => (rulesOf(document).join() === rules.join() ? true : undefined),
    () => `${rulesOf(document).join(', ') || 'no finding'} instead of ${rules.join(', ') || 'none'}`,
  );
}

/** The process id of the language server: the child of this extension host that runs `dist/server.js`. */
export function serverProcess(): number | undefined {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  for (const line of processes.split('\n')) {
    const [pid, parent, ...args] = line.trim().split(/\s+/);
    if (Number(parent) === process.pid && args.some((arg) => arg.endsWith('server.js'))) return Number(pid);
  }
  return undefined;
}
