/**
 * Builds the documentation as a site in out/site/: the README, the pages of rules and settings, the command line, as HTML
 * with a search. All links are relative and all scripts plain, so that it works from a folder as well as from a server.
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eleventy, type Markdown } from '@11ty/eleventy';
import { build } from 'esbuild';
import { version } from '../../package.json';
import { rules } from '../src/rules/registry.ts';
import { categoriesOf } from './rule-table.ts';
import { adapt, MEDIA, sectionsOf, type Page } from './site-markdown.ts';

const INPUT = 'server/docs/site';
const OUTPUT = 'out/site';

/** What the menu has above the rules, in its order. */
const guides: Readonly<Record<string, string>> = {
  'README.md': 'index.html',
  'server/docs/command-line.md': 'command-line.html',
  'server/docs/configuration.md': 'configuration.html',
  'server/docs/peers.md': 'peers.html',
  'server/ARCHITECTURE.md': 'architecture.html',
  'server/CONTRIBUTING.md': 'contributing.html',
  'CHANGELOG.md': 'changelog.html',
};

async function main(): Promise<void> {
  rmSync(OUTPUT, { recursive: true, force: true });
  const guidePages = Object.entries(guides).map(([source, target]) => pageOf(source, target));
  const rulePages = rules.map(({ id }) => pageOf(`server/docs/rules/${id}.md`, `rules/${id}.html`));
  const pages = [...guidePages, ...rulePages];
  const markdown = await writePages(pages, guidePages);
  const sections = pages.flatMap((page) => sectionsOf(markdown, page));
  writeFileSync(join(OUTPUT, 'search-index.js'), `searchSections = ${JSON.stringify(sections)};\n`);
  await build({
    entryPoints: [join(INPUT, 'search.js')],
    outfile: join(OUTPUT, 'search.js'),
    bundle: true,
    minify: true,
  });
  writeFileSync(join(OUTPUT, 'style.css'), style());
  cpSync(MEDIA, join(OUTPUT, 'media'), { recursive: true });
  console.log(`${pages.length} pages in ${OUTPUT}/`);
}

function pageOf(source: string, target: string): Page {
  const text = readFileSync(source, 'utf8');
  return { source, target, text, title: /^# (.*)/m.exec(text)![1]! };
}

async function writePages(pages: readonly Page[], guidePages: readonly Page[]): Promise<Markdown> {
  let used: Markdown | undefined;
  const site = new Eleventy(INPUT, OUTPUT, {
    configPath: null,
    config: (config) => {
      config.setQuietMode(true);
      config.setTemplateFormats('md');
      config.setIncludesDirectory('.');
      config.amendLibrary('md', (markdown) => {
        adapt(markdown, pages);
        used = markdown;
      });
      config.addGlobalData('version', version);
      config.addGlobalData('guides', guidePages);
      config.addGlobalData('categories', categoriesOf(rules));
      for (const { source, target, title, text } of pages) {
        const root = target.includes('/') ? '../' : '';
        // Markdown alone: braces are for the reader.
        const data = {
          layout: 'page.liquid',
          templateEngineOverride: 'md',
          permalink: target,
          source,
          target,
          title,
          root,
        };
        config.addTemplate(target.replace(/html$/, 'md'), text, data);
      }
    },
  });
  await site.write();
  return used!;
}

/** Ours, and the colours of code, by light and by dark. */
function style(): string {
  const themes = join('node_modules/highlight.js', 'styles');
  const theme = (name: string): string => readFileSync(join(themes, `${name}.min.css`), 'utf8');
  const dark = `@media (prefers-color-scheme: dark) {${theme('github-dark')}}`;
  return [theme('github'), dark, readFileSync(join(INPUT, 'style.css'), 'utf8')].join('\n');
}

void main();
