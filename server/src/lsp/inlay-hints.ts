import type { InlayHint, Range } from 'vscode-languageserver';
import type { Localized } from '../text/localized.ts';
import type { LoopFunction } from '../workspace/loop-functions.ts';
import { isWithin, ofFunctionsOnLoop } from './loop-documents.ts';
import { wayText } from './loop-texts.ts';
import type { Page } from './page.ts';
import { safeRequest } from './safe.ts';
import type { Session } from './session.ts';

/** Says behind the heads of plain functions that they block, and behind calls that what is kept is a coroutine; where the user wants that. */
export function registerInlayHints(session: Session): void {
  const { connection, workspace } = session;
  connection.languages.inlayHint.on(
    safeRequest(connection, 'inlayHint', [], async ({ textDocument, range }, token) => {
      const blocking = await ofFunctionsOnLoop(session, 'inlayHints', textDocument.uri, token, (page, { found }) =>
        hintsOf(session, page, found),
      );
      if (!blocking) return [];
      const { page, shown } = blocking;
      const kept = workspace
        .keptCoroutines(page.whole.uri)
        .filter(({ end }) => isWithin(page, end))
        .map(({ end }) => hint(session, page, end, texts.coroutine));
      return [...shown, ...kept].filter(({ position }) => isIn(range, position));
    }),
  );
}

/** At the end of the line, not to tear the head apart. */
function hintsOf(session: Session, page: Page, { isAsync, at, ways }: LoopFunction): readonly InlayHint[] {
  const [way] = ways;
  if (isAsync || way?.type !== 'blocks') return [];
  const lineEnd = /[\r\n]|$/.exec(page.whole.getText().slice(at.end))?.index ?? 0;
  return [hint(session, page, at.end + lineEnd, wayText(way))];
}

const hint = ({ client }: Session, page: Page, offset: number, text: Localized): InlayHint => ({
  position: page.positionAt(offset),
  label: text[client.language],
  paddingLeft: true,
});

const texts = {
  coroutine: { en: 'a coroutine, not yet run', 'zh-cn': '协程，尚未运行' },
};

const isIn = ({ start, end }: Range, { line }: InlayHint['position']): boolean =>
  start.line <= line && line <= end.line;
