import { type CodeAction, CodeActionKind, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../engine/finding.ts';
import { fixAllEdits } from './fix-all-action.ts';
import { requestDocument } from './request-document.ts';
import { safeRequest } from './safe.ts';
import type { Session } from './session.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';

/** What an action without its edit carries until the user chooses it. */
interface FixRuleData {
  readonly uri: string;
  readonly version: number;
  readonly rule: string;
}

/** For rules that report here and elsewhere in the file and can be mended safely. The edit comes when it is chosen. */
export function fixRuleActions(
  { client }: Session,
  { uri, version }: TextDocument,
  here: readonly Finding[],
  all: readonly Finding[],
): CodeAction[] {
  if (!client.resolvesEdits) return [];
  const rules = new Set(here.filter(isSafelyFixable).map(({ rule }) => rule));
  return [...rules].flatMap((rule) => {
    if (all.filter((finding) => finding.rule === rule).length < 2) return [];
    const data: FixRuleData = { uri, version, rule };
    return [{ title: `Fix all ${rule} in this file`, kind: CodeActionKind.QuickFix, data }];
  });
}

/** All other actions have come whole. */
function isFixRuleData(data: unknown): data is FixRuleData {
  return typeof (data as Partial<FixRuleData> | null | undefined)?.rule === 'string';
}

const isSafelyFixable = (finding: Finding): boolean => finding.fixes()[0]?.safety === 'safe';

export function registerFixRule(session: Session): void {
  const { connection } = session;
  connection.onCodeActionResolve(async (action, token) =>
    safeRequest(connection, 'codeAction/resolve', action, async () => {
      if (!isFixRuleData(action.data)) return action;
      const { uri, version, rule } = action.data;
      const document = await requestDocument(session, uri, token);
      if (document?.version !== version)
        throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed');
      const edit = toWorkspaceEdit(
        session,
        fixAllEdits(session, document, (finding) => finding.rule === rule),
      );
      return edit === undefined ? action : { ...action, edit };
    })(action, token),
  );
}
