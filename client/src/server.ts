import { type Event, EventEmitter, type ExtensionContext, l10n, type LogOutputChannel, window } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { type Connect, createClient } from './client.ts';
import { hangWatch } from './hang-watch.ts';
import { restartBudget } from './restart-budget.ts';

export type ServerState = 'starting' | 'running' | 'stopped';

/** The language server as the rest of the client sees it: one at a time, brought back when it dies or hangs. */
export interface Server {
  readonly state: ServerState;
  readonly onDidChangeState: Event<ServerState>;
  /** The connection while the server runs. */
  readonly client: BaseLanguageClient | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Starts anew at the user's wish, which also forgets earlier deaths. */
  restart(): Promise<void>;
}

/** How often the server may end unasked in how many milliseconds before it is left alone. */
const RESTARTS = 4;
const RESTART_WINDOW = 3 * 60 * 1000;

/**
 * Every start gets a fresh `LanguageClient`: one that failed while starting can never be started again,
 * and its own way of restarting shows a message for each try.
 */
export function createServer(connect: Connect, context: ExtensionContext, output: LogOutputChannel): Server {
  const changed = new EventEmitter<ServerState>();
  context.subscriptions.push(changed);
  let state: ServerState = 'stopped';
  let client: BaseLanguageClient | undefined;
  let budget = restartBudget(RESTARTS, RESTART_WINDOW);
  const hangs = hangWatch(output);

  function become(next: ServerState): void {
    state = next;
    changed.fire(next);
  }

  async function start(): Promise<void> {
    const started = createClient(connect, context, output, hangs.leftAlone);
    // The user may be quicker and have another one started.
    hangs.follow(started, () => void stop().then(() => client ?? died()));
    client = started;
    become('starting');
    started.onDidChangeState((event) => {
      if (client !== started) return;
      if (event.newState === State.Running) become('running');
      if (event.newState === State.Stopped || event.newState === State.StartFailed) died();
    });
    await begin(started, output);
    // A client that is starting cannot be stopped: one that was given up meanwhile is stopped now.
    if (client !== started) await end(started, output);
  }

  function died(): void {
    client = undefined;
    if (budget.spend(Date.now())) {
      output.warn(l10n.t('The server has ended and is started again.'));
      void start();
    } else {
      become('stopped');
      void tellThatItStaysDown(output, restart);
    }
  }

  async function stop(): Promise<void> {
    const stopped = client;
    client = undefined;
    become('stopped');
    if (stopped?.isRunning() === true) await end(stopped, output);
  }

  async function restart(): Promise<void> {
    await stop();
    budget = restartBudget(RESTARTS, RESTART_WINDOW);
    await start();
  }

  return {
    get state() {
      return state;
    },
    get client() {
      return state === 'running' ? client : undefined;
    },
    onDidChangeState: changed.event,
    start,
    stop,
    restart,
  };
}

async function begin(client: BaseLanguageClient, output: LogOutputChannel): Promise<void> {
  await client.start().catch((error: unknown) => {
    output.error(l10n.t('The server could not be started: {0}', String(error)));
  });
}

async function end(client: BaseLanguageClient, output: LogOutputChannel): Promise<void> {
  await client.stop().catch((error: unknown) => {
    output.warn(l10n.t('The server did not stop by itself: {0}', String(error)));
  });
}

async function tellThatItStaysDown(output: LogOutputChannel, restart: () => Promise<void>): Promise<void> {
  const again = l10n.t('Restart Server');
  const show = l10n.t('Show Output');
  const message = l10n.t(
    'The Async Pitfalls server died {0} times in three minutes and is not started again.',
    RESTARTS + 1,
  );
  const choice = await window.showErrorMessage(message, again, show);
  if (choice === again) await restart();
  if (choice === show) output.show();
}
