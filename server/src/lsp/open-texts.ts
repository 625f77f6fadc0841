import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ContentChange } from '../text/edits.ts';
import { localized } from '../text/localized.ts';
import { CODE_LIMIT } from '../workspace/size-limits.ts';
import type { Page } from './page.ts';
import type { Session } from './session.ts';

/** Hands on what is open in the editor, and what becomes of it, to all that has to know. */
export interface OpenTexts {
  opened(document: TextDocument, pages: () => readonly Page[]): void;
  /**
   * The document has its new text already; the changes come one after the other, each in offsets of the text that the last one
   * left. `isTyped`: whether somebody may have typed them.
   */
  changed(document: TextDocument, changes: readonly ContentChange[], isTyped: boolean): void;
  saved(uri: string): void;
  closed(uri: string): void;
}

export function createOpenTexts(session: Session): OpenTexts {
  const { workspace, diagnostics, documents, shown, log, typing, preferences, leftAlone } = session;
  const skipped = new Set<string>();

  function handOn(document: TextDocument, changes: readonly ContentChange[]): void {
    const { uri } = document;
    const text = document.getText();
    if (text.length > CODE_LIMIT || leftAlone.has(uri, text)) {
      if (skipped.has(uri)) return;
      skipped.add(uri);
      if (text.length > CODE_LIMIT) log.warn(texts.tooLarge(uri, text.length, CODE_LIMIT));
      workspace.edited(uri, [{ text: '' }]);
    } else {
      const wasSkipped = skipped.delete(uri);
      workspace.edited(uri, wasSkipped ? [{ text }] : changes);
    }
    diagnostics.edited();
  }

  return {
    opened(document, pages) {
      documents.open(document, pages);
      shown.forget(document.uri);
      handOn(document, [{ text: document.getText() }]);
    },
    changed(document, changes, isTyped) {
      documents.touch(document);
      if (isTyped) shown.editing(document.uri, changes);
      else shown.forget(document.uri);
      handOn(document, changes);
      typing.edited();
    },
    saved(uri) {
      if (preferences.value.run === 'onType') return;
      shown.forget(uri);
      diagnostics.refreshed();
    },
    closed(uri) {
      const pages = documents.pages(uri);
      skipped.delete(uri);
      documents.delete(uri);
      shown.forget(uri);
      workspace.closed(uri);
      for (const page of pages) diagnostics.closed(page);
    },
  };
}

const texts = {
  tooLarge: localized({
    en: (uri: string, length: number, limit: number) =>
      `Skipped ${uri}: ${String(length)} characters are more than ${String(limit)}.`,
    'zh-cn': (uri, length, limit) => `跳过了 ${uri}：共 ${String(length)} 个字符，超过了 ${String(limit)} 个。`,
  }),
};
