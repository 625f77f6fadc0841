import { resolve } from 'node:path';
import { defaultCacheFolder, trustedCache } from './cache-folder.ts';
import { checker } from './checker.ts';
import { wantsColor } from './cli/colors.ts';
import { languageIn, languageNamed, withoutLanguage } from './cli/language.ts';
import { keptOutput, type KeptOutput } from './cli/kept-output.ts';
import { projectRoots } from './cli/project-roots.ts';
import { reasonOf } from './anywhere/unreadable.ts';
import { keptFiles, type KeptFiles } from './kept-files.ts';
import { localized, type Language } from '../text/localized.ts';

const args = process.argv.slice(2);
const spoken = withoutLanguage(args);
const language: Language = languageNamed(spoken.named) ?? languageIn(process.env);

const texts = {
  noOutput: localized({
    en: (reason: string) => `the output cannot be written: ${reason}`,
    'zh-cn': (reason) => `无法写出结果：${reason}`,
  }),
};

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `| head` closes the pipe early: there is nobody left to tell anything.
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`async-pitfalls: ${texts.noOutput(reasonOf(error))[language]}\n`);
  process.exit(2);
});

/** What was printed before is there at once; to load the program that checks takes longer than all of this. */
async function start(): Promise<void> {
  const kept = await outputOf();
  if (kept?.printed) {
    process.stderr.write(kept.printed.err);
    process.stdout.write(kept.printed.out);
    process.exitCode = kept.printed.code;
    return;
  }
  const { run } = await import('./program.ts');
  await run(args, kept);
}

async function outputOf(): Promise<KeptOutput | undefined> {
  if (checker === undefined) return undefined;
  const colored = wantsColor(process.env, process.stdout.isTTY);
  return keptOutput({
    filesIn: openFiles,
    checker,
    args: spoken.args,
    language,
    isLanguageNamed: spoken.named !== undefined,
    cwd: process.cwd(),
    colored,
  });
}

/** What there is to say of the folder, the program says. */
function openFiles(folder: string | undefined): KeptFiles {
  const files = keptFiles();
  const path = folder === undefined ? defaultCacheFolder() : resolve(folder);
  files.use(trustedCache(path, projectRoots(['.'], process.cwd()), () => undefined));
  return files;
}

void start();
