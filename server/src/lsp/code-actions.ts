import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Range,
} from 'vscode-languageserver';
import { fixAllAction, fixNotebookAction, FIX_ALL, FIX_NOTEBOOK } from './fix-all-action.ts';
import { quickFixes } from './quick-fixes.ts';
import type { Page } from './page.ts';
import { requestPage } from './request-page.ts';
import { registerResolve, withEdit } from './resolve-action.ts';
import { safeRequest } from './safe.ts';
import type { Session } from './session.ts';

export const CODE_ACTION_KINDS = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL, FIX_NOTEBOOK];

/** Offers the fixes of the findings in the range, and of the whole file where that is asked for. */
export function registerCodeActions(session: Session): void {
  const { connection, client } = session;
  connection.onCodeAction(
    safeRequest(connection, 'codeAction', [], async (params: CodeActionParams, token) => {
      const page = await requestPage(session, params.textDocument.uri, token);
      if (page === undefined || !client.codeActionLiterals) return [];
      return actions(session, page, params);
    }),
  );
  registerResolve(session);
}

function actions(session: Session, page: Page, { range, context }: CodeActionParams): CodeAction[] {
  const offered: CodeAction[] = [];
  // Asked about an empty range, a client asks about the cursor.
  if (context.only === undefined && isEmpty(range)) session.typing.cursorAt(page.uri, range.start);
  const isWanted = (kind: string): boolean => wants(context.only, kind);
  // Clients ask on every move of the cursor: fixing the whole file, or looking through all of them, in vain would cost too much.
  const byItself = context.only === undefined && context.triggerKind === CodeActionTriggerKind.Automatic;
  const rewriting = !byItself && isWanted(CodeActionKind.RefactorRewrite) ? refactorings(session, page, range) : [];
  if (isWanted(CodeActionKind.QuickFix)) {
    const all = session.shown.of(page.whole.uri);
    const start = page.offsetAt(range.start);
    const end = page.offsetAt(range.end);
    const here = all.filter((finding) => finding.start <= end && finding.end >= start);
    const place = { here, all, shown: context.diagnostics };
    offered.push(...quickFixes(session, page, place).slice(0, MOST_ACTIONS - rewriting.length));
  }
  offered.push(...rewriting);
  if (!byItself && isWanted(FIX_ALL)) offered.push(...fixAllAction(session, page));
  if (!byItself && isWanted(FIX_NOTEBOOK)) offered.push(...fixNotebookAction(session, page));
  return offered;
}

/** A menu that is longer than this nobody reads. Editors show what is for the whole file elsewhere. */
const MOST_ACTIONS = 7;

/** Asked about what the cursor, or the beginning of the selection, is at. */
function refactorings(session: Session, page: Page, range: Range): CodeAction[] {
  const { uri } = page.whole;
  const start = page.offsetAt(range.start);
  // Documents beyond the size limit are not analysed.
  if (session.workspace.text(uri) !== page.whole.getText()) return [];
  return session.workspace.refactorings(uri, start).flatMap((refactoring) => {
    const action = { title: refactoring.title[session.client.language], kind: CodeActionKind.RefactorRewrite };
    return withEdit(session, page, action, { start }, 'refactoring', () => refactoring.edits);
  });
}

const isEmpty = ({ start, end }: Range): boolean => start.line === end.line && start.character === end.character;

/** Asking for a kind asks for all below it: `source` includes `source.fixAll.asyncPitfalls`. */
export function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only?.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`)) ?? true;
}
