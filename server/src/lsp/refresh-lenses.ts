import { CodeLensRefreshRequest, InlayHintRefreshRequest } from 'vscode-languageserver';
import { runSafe } from './safe.ts';
import type { SessionBase } from './session.ts';

/** Gives what has the client ask again for lenses and hints, where it shows some, or has shown some up to now. */
export function lensRefresher({ connection, client, preferences }: SessionBase): () => void {
  let before = preferences.value;
  return () => {
    const now = preferences.value;
    const isShown = (name: 'codeLens' | 'inlayHints'): boolean => client.refreshes[name] && (now[name] || before[name]);
    if (isShown('codeLens'))
      void runSafe(connection, 'codeLens/refresh', () => connection.sendRequest(CodeLensRefreshRequest.type));
    if (isShown('inlayHints'))
      void runSafe(connection, 'inlayHint/refresh', () => connection.sendRequest(InlayHintRefreshRequest.type));
    before = now;
  };
}
