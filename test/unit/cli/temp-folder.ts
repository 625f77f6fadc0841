import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

type Contents = Readonly<Record<string, string | Buffer>>;

/** A folder with these files, by relative path; it is gone after the test. */
export function tempFolder(files: Contents): string {
  const folder = keptFolder(files);
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The same for several tests, which have to take it away. */
export function keptFolder(files: Contents): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'async-pitfalls-')));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
