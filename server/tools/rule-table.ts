import type { Category, Rule } from '../src/rules/rule.ts';
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

/** Tables of all rules for the README, one a category. */
export const ruleTables = (rules: readonly Rule[]): string =>
  (Object.keys(headings) as Category[])
    .map((category) => [category, rules.filter((rule) => rule.category === category)] as const)
    .filter(([, members]) => members.length > 0)
    .map(([category, members]) => `### ${headings[category]}\n\n${table(members)}`)
    .join('\n\n');

const table = (rules: readonly Rule[]): string =>
  ['| Rule | Severity | Fix | What it finds |', '| --- | --- | --- | --- |', ...rules.map(row)].join('\n');

function row({ id, severity, fix, summary }: Rule): string {
  const cells = [`[\`${id}\`](server/docs/rules/${id}.md)`, severityWords[severity], fixWords[fix], summary];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
