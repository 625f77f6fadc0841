import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach } from 'vitest';

/** A folder with files on the disk, gone after the test. */
export interface TemporaryProject {
  readonly uri: string;
  uriOf(file: string): string;
  write(file: string, content: string | Uint8Array): void;
  remove(file: string): void;
}

const roots: string[] = [];

export function temporaryProject(files: Readonly<Record<string, string | Uint8Array>>): TemporaryProject {
  const root = mkdtempSync(join(tmpdir(), 'async-pitfalls-project-'));
  roots.push(root);
  const project: TemporaryProject = {
    uri: pathToFileURL(root).href,
    uriOf: (file) => pathToFileURL(join(root, file)).href,
    write(file, content) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), content);
    },
    remove: (file) => rmSync(join(root, file)),
  };
  for (const [file, content] of Object.entries(files)) project.write(file, content);
  return project;
}

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});
