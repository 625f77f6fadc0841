import type { Category, Rule } from '../src/rules/rule.ts';
import { inAllLanguages } from '../src/text/localized.ts';
import { fixWords, severityWords } from '../src/rules/rule-page.ts';

const headings: Readonly<Record<Category, string>> = {
  coroutines: 'Coroutines',
  'event-loop': 'The event loop',
  tasks: 'Tasks',
  blocking: 'Blocking the event loop',
  protocols: 'Async protocols',
  'shared-state': 'Shared state',
  frameworks: 'Frameworks and tests',
  suppressions: 'Comments',
};

/** The rules by category, as they stand in the documentation. */
export const categoriesOf = (rules: readonly Rule[]): readonly { heading: string; rules: readonly Rule[] }[] =>
  (Object.keys(headings) as Category[])
    .map((category) => ({ heading: headings[category], rules: rules.filter((rule) => rule.category === category) }))
    .filter((category) => category.rules.length > 0);

/** Tables of all rules for the README, one a category. */
export const ruleTables = (rules: readonly Rule[]): string =>
  categoriesOf(rules)
    .map((category) => `### ${category.heading}\n\n${table(category.rules)}`)
    .join('\n\n');

const table = (rules: readonly Rule[]): string =>
  ['| Rule | Severity | Fix | What it finds |', '| --- | --- | --- | --- |', ...rules.map(row)].join('\n');

function row({ id, severity, fix, summary }: Rule): string {
  const cells = [
    `[\`${id}\`](server/docs/rules/${id}.md)`,
    severityWords[severity],
    fixWords[fix],
    inAllLanguages(summary).en,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
