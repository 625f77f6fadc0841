import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/browser';
import { type Connect, ID, NAME, withOptions } from './client.ts';
import type { Server } from './server.ts';
import { start } from './start.ts';

let server: Server | undefined;

/** In the Web the server is a worker, which ends itself when it is told to, unless it does not listen any more. */
const connect: Connect = (context, options) => {
  const assets = Uri.joinPath(context.extensionUri, 'dist');
  const worker = new Worker(Uri.joinPath(assets, 'web', 'server.js').toString(true));
  return new WorkerClient(worker, withOptions(options, { assets: assets.toString() }));
};

class WorkerClient extends LanguageClient {
  readonly #worker: Worker;

  constructor(worker: Worker, options: LanguageClientOptions) {
    super(ID, NAME, worker, options);
    this.#worker = worker;
  }

  override async stop(timeout?: number): Promise<void> {
    try {
      await super.stop(timeout);
    } finally {
      this.#worker.terminate();
    }
  }
}

export function activate(context: ExtensionContext): void {
  ({ server } = start(context, connect));
  void server.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
