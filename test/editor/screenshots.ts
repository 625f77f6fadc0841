import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type Language, languages } from '../../server/src/text/localized.ts';
import { setChinese } from './chinese.ts';
import { findChromium, launchBrowser } from './host/browser.ts';
import { buildExtension, installExtension } from './host/extension.ts';
import { inTemporaryFolder } from './host/folder.ts';
import { type Host, startHost } from './host/host.ts';
import { installedVSCode } from './host/install.ts';
import { Missing, runCommand } from './host/missing.ts';
import { onPath } from './host/on-path.ts';
import { openWorkbench } from './host/workbench.ts';
import { type Picture, SETTINGS, SIZE, takePictures, words } from './pictures.ts';

/**
 * `npm run screenshots`: takes the READMEs' pictures of the examples in a real VS Code and writes them to client/media, small
 * enough for a repository. Needs Chromium, a font with Chinese characters, and ImageMagick's `convert`. In the Chinese ones
 * VS Code's own words are English, see `chinese.ts`.
 */

const MEDIA: Readonly<Record<Language, string>> = {
  en: resolve('client', 'media'),
  'zh-cn': resolve('client', 'media', 'zh-cn'),
};

async function main(): Promise<void> {
  const chromium = findChromium();
  const convert = onPath(['magick', 'convert']);
  if (convert === undefined) throw new Missing('No `convert` found: install ImageMagick.');
  const vscode = installedVSCode();
  buildExtension();
  await inTemporaryFolder((folder) => takeAll({ vscode, chromium, convert, folder }));
}

interface Studio {
  readonly vscode: string;
  readonly chromium: string;
  readonly convert: string;
  readonly folder: string;
}

async function takeAll(studio: Studio): Promise<void> {
  const { vscode, folder } = studio;
  const home = join(folder, 'host');
  installExtension(join(home, 'extensions'));
  const host = await startHost({ vscode, home });
  try {
    for (const language of languages) await takeIn(language, studio, host);
  } finally {
    await host.stop();
  }
}

async function takeIn(language: Language, { chromium, convert, folder }: Studio, host: Host): Promise<void> {
  const examples = join(folder, language, 'examples');
  copyExamples(examples);
  const browser = await launchBrowser(chromium, join(folder, language, 'browser'));
  try {
    const page = await browser.newPage();
    await page.setViewportSize(SIZE);
    if (language === 'zh-cn') await page.addInitScript(setChinese);
    const workbench = await openWorkbench(page, host.url({ folder: join(examples, 'feeds') }));
    const pictures = await takePictures(workbench, words[language], join(examples, 'feeds'));
    for (const [file, frames] of Object.entries(pictures))
      writeSmall(convert, folder, join(MEDIA[language], file), frames);
  } finally {
    await browser.close();
  }
}

function copyExamples(target: string): void {
  cpSync('examples', target, { recursive: true });
  mkdirSync(join(target, 'feeds', '.vscode'));
  writeFileSync(join(target, 'feeds', '.vscode', 'settings.json'), JSON.stringify(SETTINGS));
}

function writeSmall(convert: string, folder: string, target: string, pictures: readonly Picture[]): void {
  const frames = pictures.flatMap(({ shown, png }, index) => {
    const path = join(folder, `${String(index)}-${basename(target)}.png`);
    writeFileSync(path, png);
    return ['-delay', String(shown / 10), path];
  });
  mkdirSync(dirname(target), { recursive: true });
  execFileSync(convert, [...frames, '-layers', 'optimize', '+dither', '-colors', '96', '-strip', '-loop', '0', target]);
  console.log(`${relative(MEDIA.en, target)}: ${String(Math.round(statSync(target).size / 1000))} kB`);
}

void runCommand(main);
