import { resolve } from 'node:path';
import { defaultCacheFolder, trustedCache } from './cache-folder.ts';
import { fileChanges } from './cli/file-changes.ts';
import { main } from './cli/main.ts';
import { wantsColor } from './cli/colors.ts';
import { progressOn } from './cli/progress.ts';
import { projectRoots } from './cli/project-roots.ts';
import { exitCodes } from './cli/machine.ts';
import type { KeptOutput } from './cli/kept-output.ts';
import { factsCache, findingsCache } from './facts-cache.ts';
import { installedPackages } from './installed-packages.ts';
import { logSkipped } from './anywhere/unreadable.ts';
import type { FactsOnDisk } from './facts-on-disk.ts';
import { openWorkspace } from './open-workspace.ts';
import { readStream } from './regular-file.ts';
import { languageIn, languageNamed, withoutLanguage } from './cli/language.ts';
import { inAllLanguages, type Language, type CodeOrText } from '../text/localized.ts';

const progress =
  process.stderr.isTTY && process.env.TERM !== 'dumb' ? progressOn(toStderr, () => Date.now()) : undefined;

function toStderr(text: string): void {
  process.stderr.write(text);
}

function err(text: string): void {
  progress?.clear();
  toStderr(text);
}

/** Tells beside the output. */
type Log = (line: CodeOrText) => void;

const logIn =
  (language: Language): Log =>
  (line) =>
    err(`async-pitfalls: ${inAllLanguages(line)[language]}\n`);

function openCache(folder: string | undefined, log: Log): FactsOnDisk | undefined {
  const opened = factsCache();
  opened?.use(
    trustedCache(
      folder === undefined ? defaultCacheFolder() : resolve(folder),
      projectRoots(['.'], process.cwd()),
      log,
    ),
  );
  return opened;
}

/** Does what the arguments say, and keeps what was printed if that is of use another time. */
export async function run(args: readonly string[], kept: KeptOutput | undefined): Promise<void> {
  let out = '';
  let told = '';
  const language = languageNamed(withoutLanguage(args).named) ?? languageIn(process.env);
  const log = logIn(language);
  const installed = installedPackages(process.env, logSkipped(log));
  try {
    const code = await main(args, {
      cwd: process.cwd(),
      colored: wantsColor(process.env, process.stdout.isTTY),
      language,
      out: (text) => {
        progress?.clear();
        out += text.toString();
        process.stdout.write(text);
      },
      err: (text) => {
        told += text;
        err(text);
      },
      ...(progress && { progress: (doing, done, total) => progress.show(doing, done, total, language) }),
      stdin: (byteLimit) => readStream(process.stdin, byteLimit),
      changes: fileChanges,
      openWorkspace: (commandLine, { cache: isKept, cacheFolder, shard }) => {
        const cache = isKept ? openCache(cacheFolder, log) : undefined;
        const part = shard ? `${String(shard.number)}/${String(shard.count)}` : 'all';
        return openWorkspace({
          log,
          installed,
          cache,
          findingsCache: cache && findingsCache(cache, part),
          commandLine,
        });
      },
      // The protocol's library is large and of no use to the other commands.
      startServer: async () => {
        const { start } = await import('./start.ts');
        start(['--stdio'], openWorkspace);
      },
    });
    process.exitCode = code;
    if (code !== exitCodes.failed) await kept?.keep({ out, err: told, code }, installed);
  } catch (error) {
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = exitCodes.failed;
  }
}
