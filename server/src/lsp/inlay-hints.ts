import type { InlayHint, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Localized } from '../text/localized.ts';
import type { LoopFunction } from '../workspace/loop-functions.ts';
import { ofFunctionsOnLoop } from './loop-documents.ts';
import { wayText } from './loop-texts.ts';
import { safeRequest } from './safe.ts';
import type { Session } from './session.ts';

/** Says behind the heads of plain functions that they block, and behind calls that what is kept is a coroutine; where the user wants that. */
export function registerInlayHints(session: Session): void {
  const { connection, workspace } = session;
  connection.languages.inlayHint.on(
    safeRequest(connection, 'inlayHint', [], async ({ textDocument, range }, token) => {
      const blocking = await ofFunctionsOnLoop(session, 'inlayHints', textDocument.uri, token, (document, { found }) =>
        hintsOf(session, document, found),
      );
      if (!blocking) return [];
      const { document, shown } = blocking;
      const kept = workspace
        .keptCoroutines(document.uri)
        .map(({ end }) => hint(session, document, end, texts.coroutine));
      return [...shown, ...kept].filter(({ position }) => isIn(range, position));
    }),
  );
}

/** At the end of the line, not to tear the head apart. */
function hintsOf(session: Session, document: TextDocument, { isAsync, at, ways }: LoopFunction): readonly InlayHint[] {
  const [way] = ways;
  if (isAsync || way?.type !== 'blocks') return [];
  const lineEnd = /[\r\n]|$/.exec(document.getText().slice(at.end))?.index ?? 0;
  return [hint(session, document, at.end + lineEnd, wayText(way))];
}

const hint = ({ client }: Session, document: TextDocument, offset: number, text: Localized): InlayHint => ({
  position: document.positionAt(offset),
  label: text[client.language],
  paddingLeft: true,
});

const texts = {
  coroutine: { en: 'a coroutine, not yet run', 'zh-cn': '协程，尚未运行' },
};

const isIn = ({ start, end }: Range, { line }: InlayHint['position']): boolean =>
  start.line <= line && line <= end.line;
