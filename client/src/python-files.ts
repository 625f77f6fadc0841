import { workspace } from 'vscode';

/** Of folders that are seen in this window, on the disk or elsewhere, and of documents that lie in none. */
const schemes = (): ReadonlySet<string> =>
  new Set([
    ...['file', 'untitled', 'vscode-notebook-cell', 'vscode-vfs'],
    ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme),
  ]);

/** The files that findings are wanted for. Leaves out the old versions that a diff shows (`git:`, `output:`, …). */
export const pythonFiles = (): { language: string; scheme: string }[] =>
  [...schemes()].map((scheme) => ({ language: 'python', scheme }));
