import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Range,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { fixAllAction, FIX_ALL } from './fix-all-action.ts';
import { quickFixes } from './quick-fixes.ts';
import { requestDocument } from './request-document.ts';
import { registerResolve } from './resolve-action.ts';
import { safeRequest } from './safe.ts';
import type { Session } from './session.ts';

export const CODE_ACTION_KINDS = [CodeActionKind.QuickFix, FIX_ALL];

/** Offers the fixes of the findings in the range, and of the whole file where that is asked for. */
export function registerCodeActions(session: Session): void {
  const { connection, client } = session;
  connection.onCodeAction(
    safeRequest(connection, 'codeAction', [], async (params: CodeActionParams, token) => {
      const document = await requestDocument(session, params.textDocument.uri, token);
      if (document === undefined || !client.codeActionLiterals) return [];
      return actions(session, document, params);
    }),
  );
  registerResolve(session);
}

function actions(session: Session, document: TextDocument, { range, context }: CodeActionParams): CodeAction[] {
  const offered: CodeAction[] = [];
  // Asked about an empty range, a client asks about the cursor.
  if (context.only === undefined && isEmpty(range)) session.typing.cursorAt(document.uri, range.start);
  const findings = session.shown.of(document.uri);
  if (wants(context.only, CodeActionKind.QuickFix)) {
    const start = document.offsetAt(range.start);
    const end = document.offsetAt(range.end);
    const here = findings.filter((finding) => finding.start <= end && finding.end >= start);
    offered.push(...quickFixes(session, document, { here, all: findings, shown: context.diagnostics }));
  }
  // Clients ask on every move of the cursor: fixing the whole file in vain would cost too much.
  const byItself = context.only === undefined && context.triggerKind === CodeActionTriggerKind.Automatic;
  if (!byItself && wants(context.only, FIX_ALL)) offered.push(...fixAllAction(session, document));
  return offered;
}

const isEmpty = ({ start, end }: Range): boolean => start.line === end.line && start.character === end.character;

/** Asking for a kind asks for all below it: `source` includes `source.fixAll.asyncPitfalls`. */
export function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only?.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`)) ?? true;
}
