import { posix } from 'node:path';
import type { Category, Rule } from '../src/rules/rule.ts';
import { type Language, type Localized } from '../src/text/localized.ts';
import { fixWords, severityWords } from '../src/rules/rule-page.ts';
import { docsFolders } from './pages.ts';

const headings: Readonly<Record<Category, Localized>> = {
  coroutines: { en: 'Coroutines', 'zh-cn': '协程' },
  'event-loop': { en: 'The event loop', 'zh-cn': '事件循环' },
  tasks: { en: 'Tasks', 'zh-cn': '任务' },
  blocking: { en: 'Blocking the event loop', 'zh-cn': '阻塞事件循环' },
  protocols: { en: 'Async protocols', 'zh-cn': '异步协议' },
  'shared-state': { en: 'Shared state', 'zh-cn': '共享状态' },
  frameworks: { en: 'Frameworks and tests', 'zh-cn': '框架与测试' },
  suppressions: { en: 'Comments', 'zh-cn': '注释' },
};

/** The rules by category, as they stand in the documentation. */
export const categoriesOf = (rules: readonly Rule[]): readonly { heading: Localized; rules: readonly Rule[] }[] =>
  (Object.keys(headings) as Category[])
    .map((category) => ({ heading: headings[category], rules: rules.filter((rule) => rule.category === category) }))
    .filter((category) => category.rules.length > 0);

/** Tables of all rules for the README, one a category. */
export const ruleTables = (rules: readonly Rule[], language: Language): string =>
  categoriesOf(rules)
    .map((category) => `### ${category.heading[language]}\n\n${table(category.rules, language)}`)
    .join('\n\n');

const table = (rules: readonly Rule[], language: Language): string =>
  [heads[language], '| --- | --- | --- | --- |', ...rules.map((rule) => row(rule, language))].join('\n');

const heads: Localized = {
  en: '| Rule | Severity | Fix | What it finds |',
  'zh-cn': '| 规则 | 级别 | 修复 | 发现什么 |',
};

function row({ id, severity, fix, summary }: Rule, language: Language): string {
  const cells = [
    `[\`${id}\`](${posix.join(docsFolders[language], 'rules', `${id}.md`)})`,
    severityWords[severity][language],
    fixWords[fix][language],
    summary[language],
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
