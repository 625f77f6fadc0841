import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LoopCaller, LoopFunction } from '../workspace/loop-functions.ts';
import { requestDocument } from './request-document.ts';
import { stopIfCancelled } from './safe.ts';
import type { Session } from './session.ts';

/** A function that a coroutine is, or comes to. */
export interface OnLoop {
  readonly found: LoopFunction;
  /** The coroutines that come to a plain function, the nearest first. */
  readonly callers: readonly LoopCaller[];
}

/**
 * The document of a request with what `show` makes of its functions that run on the event loop: others block nobody. Looking for
 * callers takes its time, in which others are answered. Nothing for documents that are not analysed, and where it is not wanted.
 */
export async function ofFunctionsOnLoop<T>(
  session: Session,
  wanted: 'codeLens' | 'inlayHints',
  clientUri: string,
  token: CancellationToken,
  show: (document: TextDocument, each: OnLoop) => readonly T[],
): Promise<{ readonly document: TextDocument; readonly shown: T[] } | undefined> {
  const { host, workspace, preferences } = session;
  const document = await requestDocument(session, clientUri, token);
  if (document === undefined || !preferences.value[wanted]) return undefined;
  if (workspace.text(document.uri) !== document.getText()) return undefined;
  const { revision } = workspace;
  const shown: T[] = [];
  for (const found of workspace.loop.in(document.uri)) {
    const callers = found.isAsync ? [] : workspace.loop.callersOf(found).filter(({ caller }) => caller.isAsync);
    if (found.isAsync || callers.length > 0) shown.push(...show(document, { found, callers }));
    await host.pause();
    stopIfCancelled(token);
    if (workspace.revision !== revision)
      throw new ResponseError(LSPErrorCodes.ContentModified, texts.changed[session.client.language]);
  }
  return { document, shown };
}

const texts = {
  changed: { en: 'Something has changed', 'zh-cn': '内容已经改变' },
};
