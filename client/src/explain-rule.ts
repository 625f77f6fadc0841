import { commands, env, type ExtensionContext, l10n, type QuickPickItem, Uri, window } from 'vscode';
import { findingsAt, ruleOf } from './findings.ts';

/** Opens the page of a rule: the named one, that of the finding at the cursor, or one that the user picks. */
export async function explainRule({ extension, extensionUri }: ExtensionContext, named: unknown): Promise<void> {
  const docs = Uri.joinPath(
    extensionUri,
    'server',
    'docs',
    ...(TRANSLATED.includes(env.language) ? [env.language] : []),
  );
  const documented = rulesOf(extension.packageJSON as Manifest);
  const candidates = typeof named === 'string' ? [named] : rulesAtCursor();
  const rule = await choose(
    candidates.filter((id) => documented.includes(id)),
    documented,
  );
  if (rule === undefined) return;
  await commands.executeCommand('markdown.showPreviewToSide', Uri.joinPath(docs, 'rules', `${rule}.md`));
}

/** Languages other than English in which there are pages. */
const TRANSLATED = ['zh-cn'];

/** In the Web nobody can list the extension's files; its settings name all rules. */
interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: {
        readonly 'asyncPitfalls.severity': { readonly properties: Readonly<Record<string, unknown>> };
      };
    };
  };
}

const rulesOf = ({ contributes }: Manifest): readonly string[] =>
  Object.keys(contributes.configuration.properties['asyncPitfalls.severity'].properties);

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
