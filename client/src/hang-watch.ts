import { l10n, type LogOutputChannel, Uri, window, workspace } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { methods, type WatchedWork } from '../../server/src/lsp/protocol.ts';
import { PATIENCE_IN_SECONDS, watchdog, type Watchdog } from './watchdog.ts';

/** Finds out when a server hangs, tells the user, and remembers over what for the servers that come after it. */
export interface HangWatch {
  readonly leftAlone: readonly WatchedWork[];
  /** From when this client runs until it stops; to be called before it starts. */
  follow(client: BaseLanguageClient, onHang: () => void): void;
}

export function hangWatch(output: LogOutputChannel): HangWatch {
  const leftAlone: WatchedWork[] = [];
  return {
    leftAlone,
    follow(client, onHang) {
      let begun: WatchedWork | undefined;
      let dog: Watchdog | undefined;
      client.onNotification(methods.working, (work: WatchedWork) => {
        begun = work;
      });
      function hangs(): void {
        if (begun) leftAlone.push(begun);
        tell(begun, output);
        onHang();
      }
      client.onDidChangeState(({ newState }) => {
        dog?.stop();
        dog =
          newState === State.Running
            ? watchdog({ ask: () => client.sendRequest(methods.alive, {}), after, onHang: hangs })
            : undefined;
      });
    },
  };
}

function after(milliseconds: number, action: () => void): () => void {
  const timer = setTimeout(action, milliseconds);
  return () => clearTimeout(timer);
}

function tell(work: WatchedWork | undefined, output: LogOutputChannel): void {
  const message =
    work === undefined
      ? l10n.t('The Async Pitfalls server did not answer for {0} seconds and is started anew.', PATIENCE_IN_SECONDS)
      : l10n.t(
          'The Async Pitfalls server did not answer for {0} seconds while it checked {1}, and is started anew. It leaves this file alone until the file changes.',
          PATIENCE_IN_SECONDS,
          workspace.asRelativePath(Uri.parse(work.uri)),
        );
  output.error(message);
  const show = l10n.t('Show Output');
  void window.showWarningMessage(message, show).then((choice) => {
    if (choice === show) output.show();
  });
}
