import type { CancellationToken } from 'vscode-languageserver';

/** Counts what may change findings, for work that begins anew with every change. */
export interface Changes {
  readonly count: number;
  happened(): void;
  /** Resolves when the count is another than this, or when the request is cancelled. */
  since(count: number, token: CancellationToken): Promise<void>;
}

export function createChanges(): Changes {
  const waiting = new Set<() => void>();
  let count = 0;
  return {
    get count() {
      return count;
    },
    happened() {
      count += 1;
      for (const wake of [...waiting]) wake();
    },
    async since(seen, token) {
      if (count !== seen || token.isCancellationRequested) return;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          listener.dispose();
          resolve();
        };
        const listener = token.onCancellationRequested(wake);
        waiting.add(wake);
      });
    },
  };
}
