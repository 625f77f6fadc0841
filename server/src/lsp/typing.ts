import type { Position } from 'vscode-languageserver';
import { type CursorParams, methods } from './protocol.ts';
import type { SessionBase } from './session.ts';
import { safeNotification } from './safe.ts';

/** Milliseconds without a key after which a line is taken for what it says, and after which nobody types any more. */
const PAUSE = 1000;
const REST = 4000;

/** Tells what is shown of the keys, the cursor and their rests. */
export interface TypingFollower {
  /** A document was edited. */
  edited(): void;
  /** A request tells where the cursor is. */
  cursorAt(uri: string, position: Position): void;
}

/** `onRest` is called when something else is to be shown although nothing was edited. */
export function followTyping(session: SessionBase, onRest: () => void): TypingFollower {
  const { connection, documents, host, shown } = session;
  let stopClock = (): void => undefined;

  function change(tell: () => void): void {
    const wasWaiting = shown.isWaiting;
    tell();
    if (wasWaiting) onRest();
  }

  function cursorAt(uri: string | null, position: Position): void {
    const page = uri === null ? undefined : documents.page(host.canonicalUri(uri));
    if (shown.cursorAt(page?.whole.uri, page?.offsetAt(position) ?? 0) && shown.isWaiting) onRest();
  }

  connection.onNotification(
    methods.cursor,
    safeNotification(connection, 'cursor', ({ uri, position }: CursorParams) => {
      cursorAt(uri, position);
    }),
  );
  return {
    edited() {
      stopClock();
      const pause = host.after(PAUSE, () => change(() => shown.paused()));
      const rest = host.after(REST, () => change(() => shown.rested()));
      stopClock = () => {
        pause();
        rest();
      };
    },
    cursorAt,
  };
}
