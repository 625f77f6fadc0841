import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileEdit, Finding } from '../engine/finding.ts';
import { fixAll } from '../engine/fix-all.ts';
import { diffTexts } from '../text/text-diff.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Session } from './session.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';

/** Its parent is what editors run on save. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.asyncPitfalls`;

/** One action with all safe fixes of the file; none when there is nothing to fix. */
export function fixAllAction(session: Session, document: TextDocument): CodeAction[] {
  const edit = toWorkspaceEdit(
    session,
    fixAllEdits(session.workspace, document, () => true),
  );
  if (edit === undefined) return [];
  return [{ title: 'Fix all safely fixable findings of Async Pitfalls', kind: FIX_ALL, edit }];
}

/** What the safe fixes of the chosen findings, and of those that follow from them, change in the document. */
export function fixAllEdits(
  workspace: Workspace,
  document: TextDocument,
  only: (finding: Finding) => boolean,
): readonly FileEdit[] {
  const { uri } = document;
  const before = document.getText();
  // Documents beyond the size limit are not analysed.
  if (workspace.text(uri) !== before) return [];
  try {
    const { text } = fixAll(before, (candidate) => analyse(workspace, uri, candidate), { only });
    return diffTexts(before, text).map((replacement) => ({ uri, ...replacement }));
  } finally {
    setText(workspace, uri, before);
  }
}

/** Lends the document to a text that is not the editor's: the caller gives it back before anybody else looks. */
function analyse(workspace: Workspace, uri: string, candidate: string): readonly Finding[] {
  setText(workspace, uri, candidate);
  return workspace.findings(uri);
}

/** By small edits, the last one first, so that the offsets of the others hold. */
function setText(workspace: Workspace, uri: string, text: string): void {
  const edits = diffTexts(workspace.text(uri) ?? '', text);
  if (edits.length > 0)
    workspace.edited(
      uri,
      edits.toReversed().map(({ start, end, newText }) => ({ start, end, text: newText })),
    );
}
