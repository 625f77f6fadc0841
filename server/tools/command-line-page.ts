import { checkOptions, languageOption, type Option } from '../src/hosts/cli/options.ts';
import { inEachLanguage, type Language, type Localized } from '../src/text/localized.ts';
import { behaviour, introduction, languageChoice, shells } from './command-line-prose.ts';
import { inLanguage, pageOf, type Part } from './pages.ts';
import { pipelines } from './pipelines.ts';
import { beyondRuff, ruffOptions } from './ruff-options.ts';

/** The page about the command line, in Markdown: what is written here, with the options as the program has them. */
export const commandLinePage = (language: Language): string =>
  pageOf([...introduction, ...options(), ...behaviour, ...pipelines, ...shells, ...besideRuff()], language);

function options(): readonly Part[] {
  const groups = checkOptions.flatMap(({ title, options: members }) => [
    inEachLanguage((language) => `### ${title[language]}`),
    optionTable(members),
  ]);
  return [texts.options, ...groups, texts.allCommands, optionTable([languageOption]), ...languageChoice];
}

const optionTable = (options: readonly Option[]): Localized =>
  table(
    texts.optionHeads,
    options.map(({ name, short, value, help }) => {
      const long = `--${name}${value === undefined ? '' : ` ${value}`}`;
      const written = [...(short === undefined ? [] : [`-${short}`]), long].map((each) => `\`${each}\``).join(', ');
      return [written, help];
    }),
  );

/** For those who know ruff's. */
function besideRuff(): readonly Part[] {
  const rows = (options: Readonly<Record<string, Part>>): Row[] =>
    Object.entries(options).map(([option, here]) => [`\`${option}\``, here]);
  return [
    texts.ruff,
    texts.ruffHas,
    table(texts.ruffHeads, rows(ruffOptions)),
    texts.ruffLacks,
    table(texts.beyondHeads, rows(beyondRuff)),
  ];
}

type Row = readonly [string, Part];

const table = (heads: Localized, rows: readonly Row[]): Localized =>
  inEachLanguage((language) =>
    [
      heads[language],
      '| --- | --- |',
      ...rows.map(([name, text]) => `| ${name} | ${inLanguage(text, language).replaceAll('|', '\\|')} |`),
    ].join('\n'),
  );

const texts = {
  options: { en: '## Options of check', 'zh-cn': '## check 的选项' },
  allCommands: { en: '## Options of all commands', 'zh-cn': '## 所有命令的选项' },
  optionHeads: { en: '| Option | What it does |', 'zh-cn': '| 选项 | 作用 |' },
  ruff: { en: '## Beside ruff’s command line', 'zh-cn': '## 与 ruff 的命令行对照' },
  ruffHas: {
    en: 'What `ruff check` has, and what there is here:',
    'zh-cn': '`ruff check` 的选项，以及这里对应的内容：',
  },
  ruffHeads: { en: '| ruff | Here |', 'zh-cn': '| ruff | 这里 |' },
  ruffLacks: { en: 'What ruff does not have:', 'zh-cn': 'ruff 没有的：' },
  beyondHeads: { en: '| Here | What it does |', 'zh-cn': '| 这里 | 作用 |' },
};
