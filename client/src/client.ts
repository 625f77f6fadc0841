import { type ExtensionContext, l10n, type LogOutputChannel } from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  DocumentDiagnosticRequest,
  ErrorAction,
  type LanguageClientOptions,
  type Middleware,
  RevealOutputChannelOn,
} from 'vscode-languageclient';
import { clientCommands, type InitializationOptions, type WatchedWork } from '../../server/src/lsp/protocol.ts';
import { recoverLostPulls } from './lost-pulls.ts';
import { offerFiles } from './offer-files.ts';
import { pythonFiles } from './python-files.ts';
import { ruleLinks } from './rule-links.ts';

/** The id is the section of the settings in which `trace.server` is looked up. */
export const ID = 'asyncPitfalls';
export const NAME = 'Async Pitfalls';

/** The door to a server: a process of its own on the desktop, a worker in the Web. */
export type Connect = (context: ExtensionContext, options: Options) => BaseLanguageClient;

type Options = Omit<LanguageClientOptions, 'initializationOptions'> & {
  readonly initializationOptions: InitializationOptions;
};

/** What the server has to know of the place where it runs. */
export const withOptions = (options: Options, more: Partial<InitializationOptions>): Options => ({
  ...options,
  initializationOptions: { ...options.initializationOptions, ...more },
});

export function createClient(
  connect: Connect,
  context: ExtensionContext,
  output: LogOutputChannel,
  leftAlone: readonly WatchedWork[],
): BaseLanguageClient {
  const client = connect(context, {
    documentSelector: pythonFiles(),
    initializationOptions: { commands: Object.values(clientCommands), readsFiles: true, leftAlone: [...leftAlone] },
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
  });
  writeOnly(client);
  offerFiles(client);
  return client;
}

/** Its troubles are written to the output and none of them shown: nobody asked for those messages. */
function writeOnly(client: BaseLanguageClient): void {
  const error = client.error.bind(client);
  client.error = (message, data) => {
    error(message, data, false);
  };
}

function middleware(client: () => BaseLanguageClient): Middleware {
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
