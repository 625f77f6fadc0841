/**
 * Builds the documentation as a site in out/site/: the README, the pages of rules and settings, the command line, as HTML
 * with a search, in all languages. All links are relative and all scripts plain, so that it works from a folder as well as
 * from a server.
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eleventy, type Markdown } from '@11ty/eleventy';
import { build } from 'esbuild';
import { version } from '../../package.json';
import { rules } from '../src/rules/registry.ts';
import { inEachLanguage, type Language, languages } from '../src/text/localized.ts';
import { docsFolders, languageNames, withoutCounterparts } from './pages.ts';
import { categoriesOf } from './rule-table.ts';
import { adapt, MEDIA, sectionsOf, type Page } from './site-markdown.ts';

const INPUT = 'server/docs/site';
const OUTPUT = 'out/site';

/** What the menu has above the rules, in its order. What is there in English alone stands in all menus. */
const guides: Readonly<Record<string, Partial<Record<Language, string>>>> = {
  'index.html': { en: 'README.md', 'zh-cn': 'README.zh-cn.md' },
  ...inDocs('command-line', 'configuration', 'monorepos', 'peers'),
  'architecture.html': { en: 'server/ARCHITECTURE.md' },
  'contributing.html': { en: 'server/CONTRIBUTING.md' },
  'changelog.html': { en: 'CHANGELOG.md' },
};

const texts = {
  search: { en: 'Search', 'zh-cn': '搜索' },
  nothing: { en: 'Nothing found.', 'zh-cn': '没有找到。' },
  contents: { en: 'Contents', 'zh-cn': '目录' },
  guide: { en: 'Guide', 'zh-cn': '指南' },
};

async function main(): Promise<void> {
  rmSync(OUTPUT, { recursive: true, force: true });
  const pages = languages.flatMap(pagesIn);
  const markdown = await writePages(pages);
  for (const language of languages) {
    const sections = pages.filter((page) => page.language === language).flatMap((page) => sectionsOf(markdown, page));
    writeFileSync(join(OUTPUT, `search-index.${language}.js`), `searchSections = ${JSON.stringify(sections)};\n`);
  }
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

function inDocs(...names: readonly string[]): Record<string, Record<Language, string>> {
  const sources = (name: string): Record<Language, string> =>
    inEachLanguage((language) => `${docsFolders[language]}/${name}.md`);
  return Object.fromEntries(names.map((name) => [`${name}.html`, sources(name)]));
}

function pagesIn(language: Language): readonly Page[] {
  const sources = Object.entries({ ...guides, ...inDocs(...rules.map(({ id }) => `rules/${id}`)) });
  return sources.flatMap(([path, { [language]: source }]) =>
    source === undefined ? [] : [pageOf(source, path, language)],
  );
}

function pageOf(source: string, path: string, language: Language): Page {
  const text = withoutCounterparts(readFileSync(source, 'utf8'));
  return { source, target: targetOf(path, language), path, language, text, title: /^# (.*)/m.exec(text)![1]! };
}

/** English stands where all stood before there were other languages. */
const targetOf = (path: string, language: Language): string => (language === 'en' ? path : `${language}/${path}`);

async function writePages(pages: readonly Page[]): Promise<Markdown> {
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
      config.addGlobalData('texts', texts);
      config.addGlobalData('categories', categoriesOf(rules));
      for (const page of pages) {
        // Markdown alone: braces are for the reader.
        const data = {
          layout: 'page.liquid',
          templateEngineOverride: 'md',
          permalink: page.target,
          ...around(page, pages),
        };
        config.addTemplate(page.target.replace(/html$/, 'md'), page.text, data);
      }
    },
  });
  await site.write();
  return used!;
}

/** What the layout says of a page and of those that it leads to. */
function around({ source, target, path, language, title }: Page, pages: readonly Page[]): Record<string, unknown> {
  const find = (wanted: string, preferred: Language): Page | undefined =>
    [preferred, 'en'].map((each) => pages.find((page) => page.path === wanted && page.language === each)).find(Boolean);
  const other = languages.find((each) => each !== language)!;
  const counterpart = pages.find((page) => page.path === path && page.language === other) ?? find('index.html', other);
  return {
    source,
    target,
    title,
    language,
    root: '../'.repeat(target.split('/').length - 1),
    guides: Object.keys(guides).map((guide) => find(guide, language)),
    home: targetOf('index.html', language),
    rules: targetOf('rules', language),
    other: { language: other, name: languageNames[other], target: counterpart?.target },
  };
}

/** Ours, and the colours of code, by light and by dark. */
function style(): string {
  const themes = join('node_modules/highlight.js', 'styles');
  const theme = (name: string): string => readFileSync(join(themes, `${name}.min.css`), 'utf8');
  const dark = `@media (prefers-color-scheme: dark) {${theme('github-dark')}}`;
  return [theme('github'), dark, readFileSync(join(INPUT, 'style.css'), 'utf8')].join('\n');
}

void main();
