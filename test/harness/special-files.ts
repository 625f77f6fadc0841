import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a repository can have under any name, with the words for it. Windows has neither FIFOs nor devices. */
export const specialFiles: Readonly<Record<string, { readonly reason: RegExp; make(path: string): void }>> = {
  'a link to an endless device': {
    reason: /^it is no regular file$/,
    make: (path) => symlinkSync('/dev/zero', path),
  },
  'a FIFO that nobody writes to': {
    reason: /^it is no regular file$/,
    make: (path) => execFileSync('mkfifo', [path]),
  },
  'a folder': {
    reason: /^it is a folder$/,
    make: (path) => mkdirSync(path),
  },
  'a huge file': {
    reason: /^it is larger than \d+ MiB$/,
    make(path) {
      writeFileSync(path, '');
      truncateSync(path, 1024 * 1024 * 1024);
    },
  },
};

export const hasSpecialFiles = process.platform !== 'win32';

/** Makes one, and the folders around it. */
export function makeSpecial(kind: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  specialFiles[kind]?.make(path);
}
