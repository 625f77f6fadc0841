import { env, type ExtensionContext, l10n, version, window } from 'vscode';
import { methods } from '../../server/src/lsp/protocol.ts';
import type { Server } from './server.ts';

/** Puts what a report of a mistake needs on the clipboard. */
export async function copyDebugInformation(context: ExtensionContext, server: Server): Promise<void> {
  const { version: own } = context.extension.packageJSON as { readonly version: string };
  const editor = `${env.appName} ${version}`;
  const place =
    env.remoteName === undefined
      ? l10n.t('Async Pitfalls {0} in {1}', own, editor)
      : l10n.t('Async Pitfalls {0} in {1}, remote: {2}', own, editor, env.remoteName);
  const told = await server.client?.sendRequest<string>(methods.debugInformation, {});
  await env.clipboard.writeText(`${place}\n${told ?? stateOf(server)}\n`);
  void window.showInformationMessage(l10n.t('The debug information of Async Pitfalls is on the clipboard.'));
}

const stateOf = ({ state }: Server): string =>
  ({
    starting: l10n.t('The server is starting.'),
    running: l10n.t('The server runs and does not answer.'),
    stopped: l10n.t('The server is stopped.'),
  })[state];
