/**
 * Writes what comes from the rules, the libraries and the settings' table: the list of the libraries, the rules' pages, the pages about other
 * tools' rules, about settings and about the command line, the README's tables, the settings in
 * package.json with their descriptions in all languages, and the schemas of pyproject.toml. With `--check` it changes nothing and fails if a file is stale.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { libraries } from '../src/knowledge/all-libraries.ts';
import { rulePage } from '../src/rules/rule-page.ts';
import { rules } from '../src/rules/registry.ts';
import { type Language, languages } from '../src/text/localized.ts';
import { commandLinePage } from './command-line-page.ts';
import { configurationPage } from './configuration-page.ts';
import { docsFolders, withCounterparts } from './pages.ts';
import { libraryList } from './library-list.ts';
import { libraryTable } from './library-table.ts';
import { manifestTexts } from './manifest-texts.ts';
import { peersPage } from './peers-page.ts';
import { ruleTables } from './rule-table.ts';
import { editorProperties, pyprojectSchema, tableSchema } from './settings-schema.ts';

async function main(flags: readonly string[]): Promise<void> {
  const stale = await staleFiles();
  if (!flags.includes('--check')) {
    for (const [file, text] of stale) write(file, text);
  } else if (stale.size > 0) {
    console.error(`Stale, \`npm run generate\` writes them anew:\n${[...stale.keys()].join('\n')}`);
    process.exitCode = 1;
  }
}

/** Files that are not what they should be, with the text that they should have; undefined for files that should not be. */
async function staleFiles(): Promise<ReadonlyMap<string, string | undefined>> {
  const wanted: Record<string, string> = {
    'package.json': withSettings(readFileSync('package.json', 'utf8')),
    'package.nls.json': JSON.stringify(manifestTexts(rules, 'en')),
    'package.nls.zh-cn.json': JSON.stringify(manifestTexts(rules, 'zh-cn')),
    'README.md': withTables('README.md', 'en'),
    'README.zh-cn.md': withTables('README.zh-cn.md', 'zh-cn'),
    'server/src/knowledge/all-libraries.ts': libraryList(),
    'server/schemas/async-pitfalls.schema.json': JSON.stringify(tableSchema(rules)),
    'server/schemas/pyproject.schema.json': JSON.stringify(pyprojectSchema(rules)),
    ...Object.fromEntries(languages.flatMap((language) => Object.entries(pagesIn(language)))),
  };
  const stale = new Map<string, string | undefined>();
  for (const [file, text] of Object.entries(wanted)) {
    const formatted = await format(text, { ...(await resolveConfig(file)), filepath: file });
    if (!existsSync(file) || readFileSync(file, 'utf8') !== formatted) stale.set(file, formatted);
  }
  for (const folder of languages.map(rulesFolder)) {
    const pages = existsSync(folder) ? readdirSync(folder).map((page) => join(folder, page)) : [];
    for (const page of pages) if (!(page in wanted)) stale.set(page, undefined);
  }
  return stale;
}

const rulesFolder = (language: Language): string => join(docsFolders[language], 'rules');

/** Those that are there in every language, by their files. */
function pagesIn(language: Language): Readonly<Record<string, string>> {
  const texts = {
    'command-line.md': commandLinePage(language),
    'configuration.md': configurationPage(language),
    'peers.md': peersPage(rules, language),
    ...Object.fromEntries(rules.map((rule) => [`rules/${rule.id}.md`, rulePage(rule, language)])),
  };
  return Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [
      join(docsFolders[language], path),
      withCounterparts(text, path, language),
    ]),
  );
}

interface Manifest {
  readonly contributes: { readonly configuration: { properties: Readonly<Record<string, unknown>> } };
}

/** The settings of the table in their order, those of the editor alone behind them. */
function withSettings(manifest: string): string {
  const parsed = JSON.parse(manifest) as Manifest;
  const { configuration } = parsed.contributes;
  configuration.properties = { ...editorProperties(rules), ...withoutKeys(configuration.properties) };
  return JSON.stringify(parsed);
}

function withoutKeys(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const generated = editorProperties(rules);
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !(name in generated)));
}

function withTables(file: string, language: Language): string {
  const tables = { rules: ruleTables(rules, language), libraries: libraryTable(libraries, language) };
  return Object.entries(tables).reduce(
    (readme, [name, table]) => {
      const place = new RegExp(`(?<=<!-- ${name} -->\\n)[\\s\\S]*(?=<!-- /${name} -->)`);
      if (!place.test(readme)) throw new Error(`${file} lacks the markers <!-- ${name} --> and <!-- /${name} -->`);
      return readme.replace(place, () => `\n${table}\n\n`);
    },
    readFileSync(file, 'utf8'),
  );
}

function write(file: string, text: string | undefined): void {
  if (text === undefined) {
    rmSync(file);
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

void main(process.argv.slice(2));
