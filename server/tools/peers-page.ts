import type { Rule } from '../src/rules/rule.ts';
import { inEachLanguage, type Language, type Localized } from '../src/text/localized.ts';
import { inLanguage, pageOf, type Part } from './pages.ts';
import { type PeerCode, type PeerTool, peerTools } from './peer-codes.ts';
import { linesSection } from './peer-lines.ts';

/** The page that leads from other tools' checks to our rules, in Markdown. */
export const peersPage = (rules: readonly Rule[], language: Language): string =>
  pageOf([texts.title, texts.introduction, ...peerTools.flatMap((tool) => section(tool, rules))], language);

const texts = {
  title: { en: '# Rules of other tools', 'zh-cn': '# 其他工具的规则' },
  introduction: {
    en: [
      'Which rule here answers to a check for async code that you know from another tool, or why none does.',
      'A rule here often sees more than the check that it stands beside, and sometimes less; its page says what.',
    ].join(' '),
    'zh-cn': [
      '你在其他工具里熟悉的异步代码检查，对应这里的哪条规则，或者为什么没有对应的规则。',
      '这里的规则往往比与它并列的检查看到的更多，有时则更少；规则的页面会说明。',
    ].join(''),
  },
  heads: { en: '| Check | What it is called or finds | Here |', 'zh-cn': '| 检查 | 名称或所发现的问题 | 这里 |' },
};

const section = (tool: PeerTool, rules: readonly Rule[]): readonly Part[] => [
  `## ${tool.name}`,
  tool.about,
  inEachLanguage((language) =>
    [texts.heads[language], '| --- | --- | --- |', ...tool.codes.map((code) => row(tool, code, rules, language))].join(
      '\n',
    ),
  ),
  ...linesSection(tool.name),
];

function row(tool: PeerTool, [code, title, reason]: PeerCode, rules: readonly Rule[], language: Language): string {
  const links = rulesFor(rules, tool, code).map(({ id }) => `[\`${id}\`](rules/${id}.md)`);
  const here = reason?.[language] ?? links.join(separators[language]);
  return `| [${code}](${tool.url(code, inLanguage(title, 'en'))}) | ${inLanguage(title, language)} | ${here} |`;
}

const separators: Localized = { en: ', ', 'zh-cn': '、' };

/** Those that name the check among their peers. */
export const rulesFor = (rules: readonly Rule[], tool: PeerTool, code: string): readonly Rule[] =>
  rules.filter((rule) => rule.docs.peers.includes(`${tool.name} ${code}`));
