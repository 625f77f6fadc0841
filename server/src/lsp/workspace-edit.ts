import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdit } from '../engine/finding.ts';
import { toTextEdit } from './convert.ts';
import { documentFinder } from './documents.ts';
import type { Session } from './session.ts';

/** The edits of one action, with the documents' versions where the client takes them; undefined when there is nothing to change or a file is unknown. */
export function toWorkspaceEdit(
  { client, documents, workspace }: Session,
  edits: readonly FileEdit[],
): WorkspaceEdit | undefined {
  if (edits.length === 0) return undefined;
  const find = documentFinder(documents, workspace);
  const byFile = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const document = find(edit.uri);
    if (document === undefined) return undefined;
    const fileEdits = byFile.get(edit.uri) ?? [];
    fileEdits.push(toTextEdit(document, edit));
    byFile.set(edit.uri, fileEdits);
  }
  if (!client.versionedEdits) {
    return {
      changes: Object.fromEntries([...byFile].map(([uri, fileEdits]) => [documents.clientUri(uri), fileEdits])),
    };
  }
  return {
    documentChanges: [...byFile].map(([uri, fileEdits]) => ({
      textDocument: { uri: documents.clientUri(uri), version: documents.get(uri)?.version ?? null },
      edits: fileEdits,
    })),
  };
}
