import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECT_FILES } from '../../engine/project-file-names.ts';

/** The files with settings for some files, in the folders around them. */
export function projectFilesAround(files: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  return [...folders]
    .flatMap((folder) => PROJECT_FILES.map((name) => join(folder, name)))
    .filter((path) => existsSync(path));
}
