import type { SessionBase } from './session.ts';

/** The values of the setting `asyncPitfalls.diagnosticMode`. */
export type DiagnosticMode = 'workspace' | 'openFiles';

/** As the settings say; all of the workspace where they say nothing that is known. */
export function readDiagnosticMode(settings: unknown): DiagnosticMode {
  const mode = (settings as { diagnosticMode?: unknown } | null | undefined)?.diagnosticMode;
  return mode === 'openFiles' ? 'openFiles' : 'workspace';
}

/** The files to report without being asked for each, open ones first, then those that changed last. */
export function filesToReport({ workspace, documents, diagnosticMode }: SessionBase): readonly string[] {
  const open = documents.all().map(({ uri }) => uri);
  if (diagnosticMode.value === 'openFiles') return open;
  const isOpen = new Set(open);
  return [...open, ...workspace.files().filter((uri) => !isOpen.has(uri))];
}
