import type { AnnotatedTextEdit, ChangeAnnotation, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdit } from '../engine/finding.ts';
import type { Language } from '../text/localized.ts';
import { toTextEdit } from './convert.ts';
import { documentFinder } from './documents.ts';
import type { Session } from './session.ts';

/**
 * The edits of one action, with the documents' versions where the client takes them; undefined when there is nothing to change or
 * a file is unknown. Of edits that the user should look at, clients that can show them first are told why.
 */
export function toWorkspaceEdit(
  { client, documents, workspace }: Session,
  edits: readonly FileEdit[],
): WorkspaceEdit | undefined {
  const find = documentFinder(documents, workspace);
  const isAnnotated = client.annotatesEdits && edits.some(({ look }) => look !== undefined);
  const byFile = new Map<string, (TextEdit | AnnotatedTextEdit)[]>();
  for (const edit of edits) {
    const document = find(edit.uri);
    if (document === undefined) return undefined;
    const changed = toTextEdit(document, edit);
    if (!isAnnotated && edit.newText === document.getText(changed.range)) continue;
    const fileEdits = byFile.get(edit.uri) ?? [];
    fileEdits.push(isAnnotated ? { ...changed, annotationId: labelOf(edit, client.language) } : changed);
    byFile.set(edit.uri, fileEdits);
  }
  if (byFile.size === 0) return undefined;
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
    ...(isAnnotated && { changeAnnotations: annotationsOf(edits, client.language) }),
  };
}

const labelOf = ({ look }: FileEdit, language: Language): string => (look ?? texts.certain)[language];

const texts = {
  certain: { en: 'Certain', 'zh-cn': '可以确定' },
};

/** By what they say: those to look at wait for the user's word, and so have a preview open. */
const annotationsOf = (edits: readonly FileEdit[], language: Language): Record<string, ChangeAnnotation> =>
  Object.fromEntries(
    edits.map((edit) => {
      const label = labelOf(edit, language);
      return [label, { label, needsConfirmation: edit.look !== undefined }];
    }),
  );
