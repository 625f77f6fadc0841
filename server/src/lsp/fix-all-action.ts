import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileEdit, Finding } from '../engine/finding.ts';
import { fixAll } from '../engine/fix-all.ts';
import { movedFindings } from '../shown/finding-moves.ts';
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
    fixAllEdits(session, document, () => true),
  );
  if (edit === undefined) return [];
  return [{ title: texts.fixAll[session.client.language], kind: FIX_ALL, edit }];
}

const texts = {
  fixAll: {
    en: 'Fix all safely fixable findings of Async Pitfalls',
    'zh-cn': '修复 Async Pitfalls 发现的所有可安全修复的问题',
  },
};

/** What the safe fixes of the chosen findings, and of those that follow from them, change in the document. */
export function fixAllEdits(
  { workspace, shown }: Pick<Session, 'workspace' | 'shown'>,
  document: TextDocument,
  only: (finding: Finding) => boolean,
): readonly FileEdit[] {
  const { uri } = document;
  const before = document.getText();
  const open = shown.open(uri);
  // Documents beyond the size limit are not analysed.
  if (workspace.text(uri) !== before) return [];
  try {
    const analyse = (candidate: string): readonly Finding[] => {
      setText(workspace, uri, candidate);
      const notYet = new Set(movedTo(candidate, before, open, uri).map(keyOf));
      return workspace.findings(uri).filter((finding) => !notYet.has(keyOf(finding)));
    };
    const { text } = fixAll(before, analyse, { only });
    return diffTexts(before, text).map((replacement) => ({ uri, ...replacement }));
  } finally {
    setText(workspace, uri, before);
  }
}

const keyOf = ({ rule, start }: Finding): string => `${rule} ${String(start)}`;

/** Where findings of a text stand in another one. */
function movedTo(after: string, before: string, findings: readonly Finding[], uri: string): readonly Finding[] {
  if (findings.length === 0) return [];
  return diffTexts(before, after).reduceRight(
    (moved, { start, end, newText }) =>
      movedFindings(moved, uri, { start, oldEnd: end, newEnd: start + newText.length }),
    findings,
  );
}

/**
 * Lends the document to a text that is not the editor's: the caller gives it back before anybody else looks. By small edits, the last one first, so that the offsets of the others hold. */
export function setText(workspace: Workspace, uri: string, text: string): void {
  const edits = diffTexts(workspace.text(uri) ?? '', text);
  if (edits.length > 0)
    workspace.edited(
      uri,
      edits.toReversed().map(({ start, end, newText }) => ({ start, end, text: newText })),
    );
}
