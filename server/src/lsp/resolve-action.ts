import { type CodeAction, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { addSuppression } from '../engine/add-suppression.ts';
import type { FileEdit, Finding } from '../engine/finding.ts';
import { titleOf } from './convert.ts';
import { fixAllEdits } from './fix-all-action.ts';
import type { Page } from './page.ts';
import { requestPage } from './request-page.ts';
import { safeRequest } from './safe.ts';
import type { Session } from './session.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';

/** What an action without its edit carries until the user chooses it. */
export interface ActionData {
  /** Of the page, and the version of the text that it is in. */
  readonly uri: string;
  readonly version: number;
  /** The fix of a finding that has the action's title, a comment that silences it, all safe fixes of its rule, or a refactoring. */
  readonly what: 'fix' | 'ignore' | 'rule' | 'refactoring';
  readonly rule?: string;
  /** Where the finding is, or what is asked about. */
  readonly start: number;
}

/** The action with its edit; without one yet for clients that ask for it when the user has chosen. */
export function withEdit(
  session: Session,
  { uri, whole: { version } }: Page,
  action: CodeAction,
  { rule, start }: Pick<Finding, 'start'> & { readonly rule?: string },
  what: 'fix' | 'ignore' | 'refactoring',
  edits: () => readonly FileEdit[],
): CodeAction[] {
  if (session.client.resolvesEdits) {
    const data: ActionData = { uri, version, what, ...(rule !== undefined && { rule }), start };
    return [{ ...action, data }];
  }
  const edit = toWorkspaceEdit(session, edits());
  return edit === undefined ? [] : [{ ...action, edit }];
}

export function registerResolve(session: Session): void {
  const { connection } = session;
  connection.onCodeActionResolve(async (action, token) =>
    safeRequest(connection, 'codeAction/resolve', action, async () => {
      if (!isActionData(action.data)) return action;
      const page = await requestPage(session, action.data.uri, token);
      const edits =
        page?.whole.version === action.data.version
          ? editsOf(session, page.whole, action.title, action.data)
          : undefined;
      if (edits === undefined)
        throw new ResponseError(LSPErrorCodes.ContentModified, texts.changed[session.client.language]);
      const edit = toWorkspaceEdit(session, edits);
      return edit === undefined ? action : { ...action, edit };
    })(action, token),
  );
}

const texts = {
  changed: { en: 'The document has changed', 'zh-cn': '文档已经改变' },
};

/** Other actions have come whole. */
const isActionData = (data: unknown): data is ActionData =>
  typeof (data as Partial<ActionData> | null | undefined)?.what === 'string';

/** Undefined where the finding is gone: another file may have changed. */
function editsOf(
  session: Session,
  document: TextDocument,
  title: string,
  { what, rule, start }: ActionData,
): readonly FileEdit[] | undefined {
  if (what === 'refactoring')
    return session.workspace
      .refactorings(document.uri, start)
      .find((each) => each.title[session.client.language] === title)?.edits;
  if (what === 'rule') return fixAllEdits(session, document, (finding) => finding.rule === rule);
  const findings = session.shown.of(document.uri).filter((finding) => finding.rule === rule && finding.start === start);
  const [finding] = findings;
  if (!finding) return undefined;
  if (what === 'fix')
    return findings.flatMap((found) => found.fixes()).find((fix) => titleOf(fix, session.client.language) === title)
      ?.edits;
  const added = addSuppression(document.getText(), finding);
  return added && [{ uri: document.uri, ...added }];
}
