import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

export type RequestHandler<P, R> = (params: P, token: CancellationToken) => Promise<R> | R;

/** A handler that never fails: an exception is logged with its stack, and the request answered with `empty`. */
export function safeRequest<P, R>(
  connection: Connection,
  name: string,
  empty: R,
  handler: RequestHandler<P, R>,
): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    try {
      stopIfCancelled(token);
      return await handler(params, token);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      logError(connection, name, error);
      return empty;
    }
  };
}

export function safeNotification<P>(
  connection: Connection,
  name: string,
  handler: (params: P) => Promise<void> | void,
): (params: P) => Promise<void> {
  return async (params) => {
    await runSafe(connection, name, () => handler(params));
  };
}

/** For work that nobody waits for. */
export async function runSafe(connection: Connection, name: string, work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (error) {
    logError(connection, name, error);
  }
}

export function stopIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Request cancelled');
}

export function logError(connection: Connection, name: string, error: unknown): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  connection.console.error(`${name} failed: ${detail}`);
}
