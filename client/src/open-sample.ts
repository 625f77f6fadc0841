import { Uri, window, workspace } from 'vscode';

/** Opens a small program full of mistakes, to be tried and thrown away. */
export async function openSample(extension: Uri): Promise<void> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extension, 'client', 'media', 'sample.py'));
  const document = await workspace.openTextDocument({ language: 'python', content: new TextDecoder().decode(bytes) });
  await window.showTextDocument(document);
}
