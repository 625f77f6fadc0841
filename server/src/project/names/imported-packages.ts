import type { Project } from './project.ts';

/** The library whose words the file speaks, seen from its imports. */
export type AsyncLibrary = 'asyncio' | 'anyio' | 'trio';

/** The library whose words a file speaks: trio or anyio where it imports them, or belongs to them, and not asyncio. */
export function asyncLibraryOf(project: Project, uri: string): AsyncLibrary {
  const file = project.files.get(uri);
  const imported = new Set(file?.module.split('.').slice(0, 1));
  for (const id of file?.chunks ?? [])
    for (const module of project.ask.importedPackages(String(id))) imported.add(module);
  if (imported.has('asyncio')) return 'asyncio';
  if (imported.has('trio')) return 'trio';
  return imported.has('anyio') ? 'anyio' : 'asyncio';
}

/** Top-level packages that a chunk imports anywhere. */
export function importedPackages(project: Project, chunk: string): readonly string[] {
  const found = new Set<string>();
  for (const node of project.facts.get(chunk)?.nodes ?? []) {
    if (node.kind === 'Import') for (const alias of node.names) found.add(alias.name.split('.')[0] ?? '');
    else if (node.kind === 'ImportFrom' && node.level === 0) found.add(node.module.split('.')[0] ?? '');
  }
  return [...found];
}
