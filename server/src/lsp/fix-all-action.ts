import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileEdit, Finding } from '../engine/finding.ts';
import { fixAll, fixAlone } from '../engine/fix-all.ts';
import { movedFindings } from '../shown/finding-moves.ts';
import type { Localized } from '../text/localized.ts';
import type { Range } from '../text/range.ts';
import { diffTexts } from '../text/text-diff.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Page } from './page.ts';
import type { Session } from './session.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';

/** Its parent is what editors run on save. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.asyncPitfalls`;

/** The same for whole notebooks, whose editors run the other kind on each cell by itself. */
export const FIX_NOTEBOOK = `notebook.${FIX_ALL}`;

/** One action with all safe fixes of the file or cell; none when there is nothing to fix. */
export const fixAllAction = (session: Session, page: Page): CodeAction[] =>
  isCell(page)
    ? actionOf(session, { title: texts.fixCell, kind: FIX_ALL }, fixAllEdits(session, page.whole, all, page.place))
    : actionOf(session, { title: texts.fixAll, kind: FIX_ALL }, fixAllEdits(session, page.whole, all));

/** One action with all safe fixes of the notebook that a cell belongs to; none when there is nothing to fix. */
export const fixNotebookAction = (session: Session, page: Page): CodeAction[] =>
  isCell(page)
    ? actionOf(session, { title: texts.fixAll, kind: FIX_NOTEBOOK }, fixAllEdits(session, page.whole, all))
    : [];

const isCell = ({ uri, whole }: Page): boolean => uri !== whole.uri;

const all = (): boolean => true;

function actionOf(
  session: Session,
  { title, kind }: { readonly title: Localized; readonly kind: string },
  edits: readonly FileEdit[],
): CodeAction[] {
  const edit = toWorkspaceEdit(session, edits);
  return edit === undefined ? [] : [{ title: title[session.client.language], kind, edit }];
}

const texts = {
  fixAll: {
    en: 'Fix all safely fixable findings of Async Pitfalls',
    'zh-cn': '修复 Async Pitfalls 发现的所有可安全修复的问题',
  },
  fixCell: {
    en: 'Fix all safely fixable findings of Async Pitfalls in this cell',
    'zh-cn': '修复 Async Pitfalls 在此单元格中发现的所有可安全修复的问题',
  },
};

/**
 * What the safe fixes of the chosen findings, and of those that follow from them, change in the document. With a cell's place:
 * those which change that alone, since editors fix several cells at a time.
 */
export function fixAllEdits(
  { workspace, shown }: Pick<Session, 'workspace' | 'shown'>,
  document: TextDocument,
  only: (finding: Finding) => boolean,
  cell?: Range,
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
      const isMeant = cell ? staysIn({ start: cell.start, end: cell.end + candidate.length - before.length }) : all;
      return workspace.findings(uri).filter((finding) => !notYet.has(keyOf(finding)) && isMeant(finding));
    };
    const { text } = fixAll(before, analyse, { only });
    return diffTexts(before, text).map((replacement) => ({ uri, ...replacement }));
  } finally {
    setText(workspace, uri, before);
  }
}

const staysIn =
  (place: Range) =>
  (finding: Finding): boolean =>
    [finding, ...(fixAlone(finding)?.edits ?? [])].every(({ start, end }) => place.start < start && end < place.end);

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
