import type { Connection } from 'vscode-languageserver';
import type { Language, Localized } from '../text/localized.ts';
import { logLevels, type Preferences } from './preferences.ts';

/** Tells the client's output what the user wants to know. Failures of ours are told in any case, see `safe.ts`. */
export interface Log {
  warn(message: Localized): void;
  info(message: Localized): void;
  /** For those who look for a mistake of ours. */
  debug(message: string): void;
}

export function createLog(
  { console }: Connection,
  language: Language,
  preferences: { readonly value: Preferences },
): Log {
  const isWanted = (level: Preferences['logLevel']): boolean =>
    logLevels.indexOf(level) <= logLevels.indexOf(preferences.value.logLevel);
  return {
    warn(message) {
      if (isWanted('warning')) console.warn(message[language]);
    },
    info(message) {
      if (isWanted('info')) console.info(message[language]);
    },
    debug(message) {
      if (isWanted('debug')) console.log(message);
    },
  };
}
