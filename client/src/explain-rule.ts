import { commands, env, l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { findingsAt, ruleOf } from './findings.ts';

/** Opens the page of a rule: the named one, that of the finding at the cursor, or one that the user picks. */
export async function explainRule(extension: Uri, named: unknown): Promise<void> {
  const docs = Uri.joinPath(extension, 'server', 'docs');
  const inEnglish = Uri.joinPath(docs, 'rules');
  const documented = await rulesWithPages(inEnglish);
  const candidates = typeof named === 'string' ? [named] : rulesAtCursor();
  const rule = await choose(
    candidates.filter((id) => documented.includes(id)),
    documented,
  );
  if (rule === undefined) return;
  const translated = Uri.joinPath(docs, env.language, 'rules', `${rule}.md`);
  const page = (await exists(translated)) ? translated : Uri.joinPath(inEnglish, `${rule}.md`);
  await commands.executeCommand('markdown.showPreviewToSide', page);
}

async function exists(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}

async function rulesWithPages(pages: Uri): Promise<readonly string[]> {
  const entries = await workspace.fs.readDirectory(pages);
  return entries.flatMap(([name]) => (name.endsWith('.md') ? [name.slice(0, -'.md'.length)] : []));
}

function rulesAtCursor(): readonly string[] {
  const editor = window.activeTextEditor;
  if (editor === undefined) return [];
  return [...new Set(findingsAt(editor.document.uri, editor.selection).map(ruleOf))];
}

async function choose(candidates: readonly string[], documented: readonly string[]): Promise<string | undefined> {
  if (candidates.length === 1) return candidates[0];
  const items = (candidates.length > 0 ? candidates : documented).map((label): QuickPickItem => ({ label }));
  const picked = await window.showQuickPick(items, { placeHolder: l10n.t('Explain which rule?') });
  return picked?.label;
}
