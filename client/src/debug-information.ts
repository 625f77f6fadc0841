import { env, type ExtensionContext, version, window } from 'vscode';
import { methods } from '../../server/src/lsp/protocol.ts';
import type { Server } from './server.ts';

/** Puts what a report of a mistake needs on the clipboard. */
export async function copyDebugInformation(context: ExtensionContext, server: Server): Promise<void> {
  const { version: own } = context.extension.packageJSON as { readonly version: string };
  const editor = `${env.appName} ${version}${env.remoteName === undefined ? '' : `, remote: ${env.remoteName}`}`;
  const told = await server.client?.sendRequest<string>(methods.debugInformation, {});
  await env.clipboard.writeText(`Async Pitfalls ${own} in ${editor}\n${told ?? `The server is ${server.state}.`}\n`);
  void window.showInformationMessage('The debug information of Async Pitfalls is on the clipboard.');
}
