/** Settings of the editor that say how findings are shown; what is found they do not change. */
export interface Preferences {
  readonly diagnosticMode: 'workspace' | 'openFiles';
  /** Whether what is shown of a document changes as it is typed in, or when it is saved. */
  readonly run: 'onType' | 'onSave';
  /** Whether code actions offer to ignore a finding by a comment. */
  readonly ignoreActions: boolean;
  /** Whether code actions offer the page of a rule. */
  readonly explainActions: boolean;
  readonly logLevel: LogLevel;
  /** Whether lenses above functions say what blocks in them, and who calls them. */
  readonly codeLens: boolean;
  /** Whether hints in the code say what blocks, and where coroutines are kept. */
  readonly inlayHints: boolean;
}

export const logLevels = ['error', 'warning', 'info', 'debug'] as const;
type LogLevel = (typeof logLevels)[number];

/** What is not said, or not understood, is as it is by default. */
export function readPreferences(settings: unknown): Preferences {
  const level = memberOf(settings, 'logLevel') as LogLevel;
  return {
    diagnosticMode: memberOf(settings, 'diagnosticMode') === 'openFiles' ? 'openFiles' : 'workspace',
    run: memberOf(settings, 'run') === 'onSave' ? 'onSave' : 'onType',
    ignoreActions: memberOf(memberOf(settings, 'codeAction'), 'ignore') !== false,
    explainActions: memberOf(memberOf(settings, 'codeAction'), 'explain') !== false,
    logLevel: logLevels.includes(level) ? level : 'info',
    codeLens: memberOf(settings, 'codeLens') === true,
    inlayHints: memberOf(settings, 'inlayHints') === true,
  };
}

export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
