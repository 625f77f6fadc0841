import { lstat, realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Localized } from '../../text/localized.ts';
import * as project from '../anywhere/project-listing.ts';
import { reasonOf } from '../anywhere/unreadable.ts';
import { disk, machinePath, treePath } from '../disk.ts';

export interface FoundFiles {
  /** Absolute paths, sorted, each once. */
  readonly files: readonly string[];
  /** Paths that cannot be checked, with the reason. */
  readonly problems: readonly { readonly path: string; readonly reason: Localized }[];
}

/** The Python files and notebooks that some paths mean: files as they are named, folders with all of their project in them. */
export async function findFiles(paths: readonly string[], cwd: string): Promise<FoundFiles> {
  const files = new Set<string>();
  const links: string[] = [];
  const problems: { path: string; reason: Localized }[] = [];
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    try {
      if ((await stat(absolute)).isDirectory()) {
        const listing = await project.listProject(disk, treePath(absolute));
        for (const file of listing.files) files.add(machinePath(file));
        problems.push(...listing.problems.map((problem) => ({ ...problem, path: machinePath(problem.path) })));
      } else if (await isLink(absolute)) links.push(absolute);
      else files.add(absolute);
    } catch (error) {
      problems.push({ path: absolute, reason: reasonOf(error) });
    }
  }
  for (const link of await leadingElsewhere(links, files)) files.add(link);
  return { files: [...files].sort(), problems };
}

/** The links that lead to none of the files, and of those that lead to one and the same, the first. */
async function leadingElsewhere(links: readonly string[], files: ReadonlySet<string>): Promise<readonly string[]> {
  if (links.length === 0) return [];
  const real = new Set(await Promise.all([...files].map((file) => realpath(file))));
  const targets = await Promise.all(links.map((link) => realpath(link)));
  return links.filter((_, i) => !real.has(targets[i]!) && targets.indexOf(targets[i]!) === i);
}

const isLink = async (path: string): Promise<boolean> => (await lstat(path)).isSymbolicLink();

/** Tells of paths below a folder, whether they exist or not, if `findFiles` would give them for the folder. */
export function partOf(folder: string): (path: string) => Promise<boolean> {
  const isPart = project.partOf(disk, treePath(folder));
  return (path) => isPart(treePath(path));
}
