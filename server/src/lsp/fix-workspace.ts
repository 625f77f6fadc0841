import type { CancellationToken } from 'vscode-languageserver';
import type { FileEdit } from '../engine/finding.ts';
import { fixFiles } from '../engine/fix-files.ts';
import { diffTexts } from '../text/text-diff.ts';
import { setText } from './fix-all-action.ts';
import { methods, type FixWorkspaceParams } from './protocol.ts';
import { safeRequest } from './safe.ts';
import type { Session } from './session.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';

/** Answers our own client's command that fixes all files of the workspace. */
export function registerFixWorkspace(session: Session): void {
  const { connection, readiness } = session;
  connection.onRequest(
    methods.fixWorkspace,
    safeRequest(connection, 'fixWorkspace', null, async ({ unsafe }: FixWorkspaceParams, token: CancellationToken) => {
      await readiness.reached(token);
      const uris = await withFindings(session, token);
      return token.isCancellationRequested ? null : (toWorkspaceEdit(session, editsOf(session, uris, unsafe)) ?? null);
    }),
  );
}

/** Checks all files, and lets others be answered meanwhile. */
async function withFindings({ host, workspace }: Session, token: CancellationToken): Promise<readonly string[]> {
  const found: string[] = [];
  for (const uri of workspace.files()) {
    for (const steps = workspace.steps(uri)[Symbol.iterator](); steps.next().done !== true;) await host.pause();
    await host.pause();
    if (token.isCancellationRequested) break;
    if (workspace.findings(uri).length > 0) found.push(uri);
  }
  return found;
}

/** What only unsafe fixes change has to be looked at. */
function editsOf(session: Session, uris: readonly string[], unsafe: boolean): readonly FileEdit[] {
  const { workspace, documents } = session;
  const before = new Map<string, string>();
  const fix = (isUnsafe: boolean): readonly FileEdit[] => {
    const texts = {
      text: (uri: string) => workspace.text(uri),
      findings: (uri: string) => workspace.findings(uri),
      compiles: (uri: string) => workspace.compileErrors(uri).length === 0,
      set(uri: string, text: string) {
        if (!before.has(uri)) before.set(uri, workspace.text(uri) ?? '');
        if (documents.get(uri)) setText(workspace, uri, text);
        else workspace.disk(uri, text);
      },
    };
    try {
      const { counts } = fixFiles(uris, texts, { unsafe: isUnsafe, only: ({ severity }) => severity !== 'hint' });
      return [...counts.keys()].flatMap((uri) =>
        diffTexts(before.get(uri) ?? '', workspace.text(uri) ?? '').map((edit) => ({ uri, ...edit })),
      );
    } finally {
      for (const [uri, text] of before) texts.set(uri, text);
    }
  };
  const safe = fix(false);
  if (!unsafe) return safe;
  const certain = new Set(safe.map(keyOf));
  return fix(true).map((edit) => (certain.has(keyOf(edit)) ? edit : { ...edit, look: texts.look }));
}

const texts = {
  look: { en: 'Look at the result: this may not be meant', 'zh-cn': '请检查结果：这可能不是你想要的' },
};

const keyOf = ({ uri, start, end, newText }: FileEdit): string => JSON.stringify([uri, start, end, newText]);
