import type { Project } from './project.ts';

/** The library whose words the file speaks, seen from its imports. */
export type AsyncLibrary = 'asyncio' | 'anyio' | 'trio';

/** The library whose words a file speaks: trio or anyio where it imports them, or belongs to them, and not asyncio. */
export function asyncLibraryOf(project: Project, uri: string): AsyncLibrary {
  const [own] = project.files.get(uri)?.module.split('.') ?? [];
  const imported = new Set([own, ...project.ask.packagesOfFile(uri)]);
  if (imported.has('asyncio')) return 'asyncio';
  if (imported.has('trio')) return 'trio';
  return imported.has('anyio') ? 'anyio' : 'asyncio';
}

/** Whether a file names no library, and another one of its package imports trio: it may run on either. */
export function mayRunOnTrio(project: Project, uri: string): boolean {
  const packageOf = (file: string): string | undefined => project.files.get(file)?.module.split('.')[0];
  if (project.ask.packagesOfFile(uri).some((name) => name in libraries)) return false;
  return project.mentions
    .get('import trio')
    .some((other) => packageOf(other) === packageOf(uri) && project.ask.packagesOfFile(other).includes('trio'));
}

const libraries: Readonly<Record<AsyncLibrary, true>> = { asyncio: true, anyio: true, trio: true };

/** Top-level packages that a file imports anywhere. */
export const packagesOfFile = (project: Project, uri: string): readonly string[] => [
  ...new Set((project.files.get(uri)?.chunks ?? []).flatMap((id) => project.ask.importedPackages(String(id)))),
];

/** The same of a chunk. */
export function importedPackages(project: Project, chunk: string): readonly string[] {
  const found = new Set<string>();
  for (const node of project.facts.get(chunk)?.nodes ?? []) {
    if (node.kind === 'Import') for (const alias of node.names) found.add(alias.name.split('.')[0] ?? '');
    else if (node.kind === 'ImportFrom' && node.level === 0) found.add(node.module.split('.')[0] ?? '');
  }
  return [...found];
}
