import type { AnnotatedTextEdit, ChangeAnnotation, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdit } from '../engine/finding.ts';
import type { Language } from '../text/localized.ts';
import { pageFinder } from './documents.ts';
import type { Page } from './page.ts';
import type { Session } from './session.ts';

/**
 * The edits of one action, with the documents' versions where the client takes them; undefined when there is nothing to change,
 * a file is unknown, or an edit goes through several cells of a notebook. Of edits that the user should look at, clients that can show them first are told why.
 */
export function toWorkspaceEdit(
  { client, documents, workspace }: Session,
  edits: readonly FileEdit[],
): WorkspaceEdit | undefined {
  const find = pageFinder(documents, workspace);
  const isAnnotated = client.annotatesEdits && edits.some(({ look }) => look !== undefined);
  const byPage = new Map<string, { readonly page: Page; readonly edits: (TextEdit | AnnotatedTextEdit)[] }>();
  for (const edit of edits) {
    // What is inserted between two cells belongs to the one above.
    const page = find({ uri: edit.uri, start: edit.start === edit.end ? edit.start - 1 : edit.start });
    const changed = page?.toTextEdit(edit);
    if (page === undefined || changed === undefined) return undefined;
    if (!isAnnotated && edit.newText === page.whole.getText().slice(edit.start, edit.end)) continue;
    const known = byPage.get(page.uri) ?? { page, edits: [] };
    known.edits.push(isAnnotated ? { ...changed, annotationId: labelOf(edit, client.language) } : changed);
    byPage.set(page.uri, known);
  }
  if (byPage.size === 0) return undefined;
  const changes = [...byPage.values()];
  if (!client.versionedEdits)
    return { changes: Object.fromEntries(changes.map(({ page, edits: own }) => [page.clientUri, own])) };
  return {
    documentChanges: changes.map(({ page, edits: own }) => ({
      textDocument: { uri: page.clientUri, version: page.version },
      edits: own,
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
