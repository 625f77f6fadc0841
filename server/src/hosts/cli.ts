import { buffer } from 'node:stream/consumers';
import { trustedCache } from './cache-folder.ts';
import { fileChanges } from './cli/file-changes.ts';
import { main } from './cli/main.ts';
import { wantsColor } from './cli/colors.ts';
import { progressOn } from './cli/progress.ts';
import { projectRoots } from './cli/project-roots.ts';
import { defaultCacheFolder, factsCache } from './facts-cache.ts';
import type { FactsOnDisk } from './facts-on-disk.ts';
import { openWorkspace } from './open-workspace.ts';

const progress =
  process.stderr.isTTY && process.env.TERM !== 'dumb' ? progressOn(toStderr, () => Date.now()) : undefined;

function toStderr(text: string): void {
  process.stderr.write(text);
}

function err(text: string): void {
  progress?.clear();
  toStderr(text);
}

const log = (line: string): void => err(`async-pitfalls: ${line}\n`);

function openCache(): FactsOnDisk | undefined {
  const opened = factsCache();
  opened?.use(trustedCache(defaultCacheFolder(), projectRoots(['.'], process.cwd()), log));
  return opened;
}

// `| head` closes the pipe early: there is nobody left to tell anything.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

main(process.argv.slice(2), {
  cwd: process.cwd(),
  colored: wantsColor(process.env, process.stdout.isTTY),
  out: (text) => {
    progress?.clear();
    process.stdout.write(text);
  },
  err,
  ...(progress && { progress: (doing, done, total) => progress.show(doing, done, total) }),
  stdin: () => buffer(process.stdin),
  changes: fileChanges,
  openWorkspace: (commandLine, cache) => openWorkspace({ log, cache: cache ? openCache() : undefined, commandLine }),
  // The protocol's library is large and of no use to the other commands.
  startServer: async () => {
    const { start } = await import('./start.ts');
    start(['--stdio'], (log, cache) => openWorkspace({ log, cache }));
  },
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 2;
  },
);
