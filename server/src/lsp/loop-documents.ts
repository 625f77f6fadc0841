import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { LoopCaller, LoopFunction } from '../workspace/loop-functions.ts';
import type { Page } from './page.ts';
import { requestPage } from './request-page.ts';
import { stopIfCancelled } from './safe.ts';
import type { Session } from './session.ts';

/** A function that a coroutine is, or comes to. */
export interface OnLoop {
  readonly found: LoopFunction;
  /** The coroutines that come to a plain function, the nearest first. */
  readonly callers: readonly LoopCaller[];
}

/**
 * The page of a request with what `show` makes of its functions that run on the event loop: others block nobody. Looking for
 * callers takes its time, in which others are answered. Nothing for documents that are not analysed, and where it is not wanted.
 */
export async function ofFunctionsOnLoop<T>(
  session: Session,
  wanted: 'codeLens' | 'inlayHints',
  clientUri: string,
  token: CancellationToken,
  show: (page: Page, each: OnLoop) => readonly T[],
): Promise<{ readonly page: Page; readonly shown: T[] } | undefined> {
  const { host, workspace, preferences } = session;
  const page = await requestPage(session, clientUri, token);
  if (page === undefined || !preferences.value[wanted]) return undefined;
  const { uri } = page.whole;
  if (workspace.text(uri) !== page.whole.getText()) return undefined;
  const { revision } = workspace;
  const shown: T[] = [];
  for (const found of workspace.loop.in(uri)) {
    if (!isWithin(page, found.at.start)) continue;
    const callers = found.isAsync ? [] : workspace.loop.callersOf(found).filter(({ caller }) => caller.isAsync);
    if (found.isAsync || callers.length > 0) shown.push(...show(page, { found, callers }));
    await host.pause();
    stopIfCancelled(token);
    if (workspace.revision !== revision)
      throw new ResponseError(LSPErrorCodes.ContentModified, texts.changed[session.client.language]);
  }
  return { page, shown };
}

export const isWithin = ({ place }: Page, offset: number): boolean => place.start <= offset && offset <= place.end;

const texts = {
  changed: { en: 'Something has changed', 'zh-cn': '内容已经改变' },
};
