import { resolve } from 'node:path';
import { defaultCacheFolder, trustedCache } from './cache-folder.ts';
import { checker } from './checker.ts';
import { wantsColor } from './cli/colors.ts';
import { keptOutput, type KeptOutput } from './cli/kept-output.ts';
import { projectRoots } from './cli/project-roots.ts';
import { reasonOf } from './regular-file.ts';
import { keptFiles, type KeptFiles } from './kept-files.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `| head` closes the pipe early: there is nobody left to tell anything.
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`async-pitfalls: the output cannot be written: ${reasonOf(error)}\n`);
  process.exit(2);
});

/** What was printed before is there at once; to load the program that checks takes longer than all of this. */
async function start(args: readonly string[]): Promise<void> {
  const kept = await outputOf(args);
  if (kept?.printed) {
    process.stderr.write(kept.printed.err);
    process.stdout.write(kept.printed.out);
    process.exitCode = kept.printed.code;
    return;
  }
  const { run } = await import('./program.ts');
  await run(args, kept);
}

async function outputOf(args: readonly string[]): Promise<KeptOutput | undefined> {
  if (checker === undefined) return undefined;
  const colored = wantsColor(process.env, process.stdout.isTTY);
  return keptOutput({ filesIn: openFiles, checker, args, cwd: process.cwd(), colored });
}

/** What there is to say of the folder, the program says. */
function openFiles(folder: string | undefined): KeptFiles {
  const files = keptFiles();
  const path = folder === undefined ? defaultCacheFolder() : resolve(folder);
  files.use(trustedCache(path, projectRoots(['.'], process.cwd()), () => undefined));
  return files;
}

void start(process.argv.slice(2));
