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

/** Opens a file of a workspace folder in the editor. */
export async function open(folder: 'app' | 'quiet' | 'pitfalls', name: string): Promise<TextDocument> {
  const root = workspace.workspaceFolders?.find((candidate) => candidate.name === folder);
  const document = await workspace.openTextDocument(Uri.joinPath(root!.uri, name));
  await window.showTextDocument(document);
  return document;
}

/** Puts the text that was there when the test began back on disk and closes every editor. */
export async function restore(document: TextDocument, text: string): Promise<void> {
  await workspace.fs.writeFile(document.uri, Buffer.from(text));
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
