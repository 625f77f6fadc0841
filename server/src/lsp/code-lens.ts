import type { CodeLens } from 'vscode-languageserver';
import { localized, type Localized } from '../text/localized.ts';
import type { LoopFunction, Place } from '../workspace/loop-functions.ts';
import { locator } from './documents.ts';
import { ofFunctionsOnLoop, type OnLoop } from './loop-documents.ts';
import { wayText } from './loop-texts.ts';
import { type Page, toRange } from './page.ts';
import { type CallPath, clientCommands } from './protocol.ts';
import { safeRequest } from './safe.ts';
import type { Session } from './session.ts';

/** Says above functions what blocks in them, and how many coroutines come to them; where the user wants that. */
export function registerCodeLens(session: Session): void {
  const { connection } = session;
  connection.onCodeLens(
    safeRequest(connection, 'codeLens', [], async ({ textDocument }, token) => {
      const lenses = await ofFunctionsOnLoop(session, 'codeLens', textDocument.uri, token, (page, each) =>
        lensesOf(session, page, each),
      );
      return lenses?.shown ?? [];
    }),
  );
}

function lensesOf(session: Session, page: Page, { found, callers }: OnLoop): readonly CodeLens[] {
  const [way] = found.ways;
  const shown = (text: Localized, places: readonly Place[]): CodeLens => lens(session, page, found, text, places);
  return [
    ...(way
      ? [
          shown(
            wayText(way),
            way.path.map(({ at }) => at),
          ),
        ]
      : []),
    ...(callers.length > 0
      ? [
          shown(
            callersText(callers.length),
            callers.map(({ call }) => call),
          ),
        ]
      : []),
  ];
}

const callersText = (count: number): Localized => (count === 1 ? texts.oneCaller : texts.callers(count));

const texts = {
  oneCaller: { en: '1 async caller', 'zh-cn': '1 个异步调用者' },
  callers: localized({
    en: (count: number) => `${String(count)} async callers`,
    'zh-cn': (count) => `${String(count)} 个异步调用者`,
  }),
};

/** Our own client shows the places in a peek; in others a lens is there to be read. */
function lens(
  { client, documents, workspace }: Session,
  page: Page,
  { at }: LoopFunction,
  text: Localized,
  places: readonly Place[],
): CodeLens {
  const range = toRange(page, at);
  const title = text[client.language];
  if (!client.commands.has(clientCommands.peekPath)) return { range, command: { title, command: '' } };
  const locate = locator(documents, workspace);
  const locations = places.flatMap((place) => locate(place) ?? []);
  const path: CallPath = [page.clientUri, range.start, locations];
  return { range, command: { title, command: clientCommands.peekPath, arguments: [...path] } };
}
