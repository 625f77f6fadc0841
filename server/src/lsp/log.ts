import type { Connection } from 'vscode-languageserver';
import { logLevels, type Preferences } from './preferences.ts';

/** Tells the client's output what the user wants to know. Failures of ours are told in any case, see `safe.ts`. */
export interface Log {
  warn(message: string): void;
  info(message: string): void;
  debug(message: string): void;
}

export function createLog({ console }: Connection, preferences: { readonly value: Preferences }): Log {
  const isWanted = (level: Preferences['logLevel']): boolean =>
    logLevels.indexOf(level) <= logLevels.indexOf(preferences.value.logLevel);
  return {
    warn(message) {
      if (isWanted('warning')) console.warn(message);
    },
    info(message) {
      if (isWanted('info')) console.info(message);
    },
    debug(message) {
      if (isWanted('debug')) console.log(message);
    },
  };
}
