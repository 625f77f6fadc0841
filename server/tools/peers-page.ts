import type { Rule } from '../src/rules/rule.ts';
import { type PeerCode, type PeerTool, peerTools } from './peer-codes.ts';

/** The page that leads from other tools' checks to our rules, in Markdown. */
export const peersPage = (rules: readonly Rule[]): string =>
  ['# Rules of other tools', INTRODUCTION, ...peerTools.map((tool) => section(tool, rules))].join('\n\n');

const INTRODUCTION = [
  'Which rule here answers to a check for async code that you know from another tool, or why none does.',
  'A rule here often sees more than the check that it stands beside, and sometimes less; its page says what.',
].join(' ');

const section = (tool: PeerTool, rules: readonly Rule[]): string =>
  [
    `## ${tool.name}`,
    tool.about,
    [
      '| Check | What it is called or finds | Here |',
      '| --- | --- | --- |',
      ...tool.codes.map((code) => row(tool, code, rules)),
    ].join('\n'),
  ].join('\n\n');

function row(tool: PeerTool, [code, title, reason]: PeerCode, rules: readonly Rule[]): string {
  const links = rulesFor(rules, tool, code).map(({ id }) => `[\`${id}\`](rules/${id}.md)`);
  return `| [${code}](${tool.url(code, title)}) | ${title} | ${reason ?? links.join(', ')} |`;
}

/** Those that name the check among their peers. */
export const rulesFor = (rules: readonly Rule[], tool: PeerTool, code: string): readonly Rule[] =>
  rules.filter((rule) => rule.docs.peers.includes(`${tool.name} ${code}`));
