import type { CancellationToken } from 'vscode-languageserver';

/** Settings and files on their way: findings shown before they arrive would flash up and vanish. */
export interface Readiness {
  /** Findings wait for this work, whether it fails or not. */
  waitFor(work: Promise<unknown>): void;
  /** Resolves when nothing is on its way any more, or when the request is cancelled. */
  reached(token?: CancellationToken): Promise<void>;
}

export function createReadiness(): Readiness {
  const pending = new Set<Promise<unknown>>();
  return {
    waitFor(work) {
      const settled: Promise<unknown> = work.then(noop, noop).then(() => pending.delete(settled));
      pending.add(settled);
    },
    async reached(token) {
      while (pending.size > 0 && token?.isCancellationRequested !== true) {
        await orCancelled(Promise.all(pending), token);
      }
    },
  };
}

async function orCancelled(work: Promise<unknown>, token: CancellationToken | undefined): Promise<void> {
  if (token === undefined) {
    await work;
    return;
  }
  await new Promise<void>((resolve) => {
    const listener = token.onCancellationRequested(() => {
      resolve();
    });
    void work.then(() => {
      listener.dispose();
      resolve();
    });
  });
}

function noop(): void {
  // Who started the work reports its failure.
}
