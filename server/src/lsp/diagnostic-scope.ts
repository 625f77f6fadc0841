import type { SessionBase } from './session.ts';

/** The files to report without being asked for each, open ones first, then those that changed last. */
export function filesToReport({ workspace, documents, preferences }: SessionBase): readonly string[] {
  const open = documents.all().map(({ uri }) => uri);
  if (preferences.value.diagnosticMode === 'openFiles') return open;
  const isOpen = new Set(open);
  return [...open, ...workspace.files().filter((uri) => !isOpen.has(uri))];
}
