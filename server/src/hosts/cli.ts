import type { CheckOptions } from './cli/arguments.ts';
import { main } from './cli/main.ts';
import { wantsColor } from './cli/colors.ts';
import { defaultCacheFolder, factsCache } from './facts-cache.ts';
import type { FactsOnDisk } from './facts-on-disk.ts';
import { openWorkspace } from './open-workspace.ts';

const complain = (line: string): void => {
  process.stderr.write(`async-pitfalls: ${line}\n`);
};

function cacheFor({ cache }: CheckOptions): FactsOnDisk | undefined {
  if (!cache) return undefined;
  const opened = factsCache();
  opened?.use(defaultCacheFolder());
  return opened;
}

// `| head` closes the pipe early: there is nobody left to tell anything.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

main(process.argv.slice(2), {
  cwd: process.cwd(),
  colored: wantsColor(process.env, process.stdout.isTTY),
  out: (text) => process.stdout.write(text),
  complain,
  openWorkspace: (choice) => openWorkspace({ log: complain, cache: cacheFor(choice), choice }),
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
    complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 2;
  },
);
