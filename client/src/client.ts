import { type ExtensionContext, l10n, type LogOutputChannel, Uri } from 'vscode';
import {
  CloseAction,
  DocumentDiagnosticRequest,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  type Middleware,
  RevealOutputChannelOn,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { clientCommands, type InitializationOptions } from '../../server/src/lsp/protocol.ts';
import { cacheFolder } from './clear-cache.ts';
import { recoverLostPulls } from './lost-pulls.ts';
import { ruleLinks } from './rule-links.ts';

/** A language client that writes its troubles to the output and shows none of them: nobody asked for those messages. */
export class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** The files that findings are wanted for. Leaves out the old versions that a diff shows (`git:`, `output:`, …). */
export const PYTHON_FILES = ['file', 'untitled', 'vscode-notebook-cell', 'vscode-vfs'].map((scheme) => ({
  language: 'python',
  scheme,
}));

export function createClient(context: ExtensionContext, output: LogOutputChannel): QuietClient {
  const { fsPath } = Uri.joinPath(context.extensionUri, 'dist', 'server.js');
  const server: ServerOptions = { module: fsPath, transport: TransportKind.ipc };
  const options: LanguageClientOptions = {
    documentSelector: PYTHON_FILES,
    initializationOptions: {
      commands: Object.values(clientCommands),
      cacheFolder: cacheFolder(context).fsPath,
    } satisfies InitializationOptions,
    middleware: middleware(() => client),
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      // server.ts starts a new client when this one has stopped.
      closed: () => ({ action: CloseAction.DoNotRestart, handled: true }),
    },
    initializationFailedHandler: (error) => {
      output.error(l10n.t('The server refused to start: {0}', String(error)));
      return false;
    },
  };
  // The id is the section of the settings in which `trace.server` is looked up.
  const client = new QuietClient('asyncPitfalls', 'Async Pitfalls', server, options);
  return client;
}

function middleware(client: () => QuietClient): Middleware {
  const lost = recoverLostPulls((document) => {
    client().getFeature(DocumentDiagnosticRequest.method).getProvider(document)?.onDidChangeDiagnosticsEmitter.fire();
  });
  return {
    ...ruleLinks,
    ...lost,
    provideDiagnostics: (document, previous, token, next) =>
      ruleLinks.provideDiagnostics!(document, previous, token, (...args) => lost.provideDiagnostics!(...args, next)),
  };
}
