import { ruleIds } from '../rules/registry.ts';
import { unusedSuppression } from '../rules/suppressions/unused-suppression.ts';
import { type Localized, localized } from '../text/localized.ts';
import type { Range } from '../text/range.ts';
import type { FileFix, Finding } from './finding.ts';
import { nearestName } from './nearest-name.ts';
import type { SelectedRule, Selection } from './selection.ts';
import type { Silencing } from './silencing.ts';
import { lineAt, type Name, type Suppression } from './suppressions.ts';

interface CommentedFile {
  readonly uri: string;
  readonly text: string;
  readonly selection: Selection;
}

/** Findings for our own comments, or names in them, that silence nothing. `used` has the rules that each silenced. */
export function unusedSuppressions(
  file: CommentedFile,
  suppressions: readonly Suppression[],
  silencingOf: Silencing,
  used: ReadonlyMap<Suppression, ReadonlySet<string>>,
): readonly Finding[] {
  const selected = file.selection.get(unusedSuppression.id);
  if (!selected) return [];
  return suppressions.flatMap((suppression) => {
    const parts = suppression.own ? unusedParts(file, selected, suppression, used.get(suppression) ?? new Set()) : [];
    return parts.filter((finding) => {
      const silencing = silencingOf(selected.rule, finding);
      return silencing.every((other) => other === suppression && other.reach === undefined);
    });
  });
}

function unusedParts(
  file: CommentedFile,
  selected: SelectedRule,
  suppression: Suppression,
  used: ReadonlySet<string>,
): Finding[] {
  const { names, reach } = suppression;
  const unused = names.filter(({ name }) => !used.has(name) && countsIn(file.selection, name));
  if (unused.length < names.length) {
    return unused.map((name) =>
      findingAt(file, selected, name, messageOf(name), () => [...spell(file, name), removeName(file, names, name)]),
    );
  }
  if (reach === undefined && used.size > 0) return [];
  const isForAll = reach === undefined && names.length === 0;
  const message = isForAll ? texts.noFindings : messageFor(unused);
  return [
    findingAt(file, selected, suppression, message, () => [
      ...unused.flatMap((name) => spell(file, name)),
      removeComment(file, suppression, unused),
    ]),
  ];
}

/** A rule that does not run in the file may be silenced for the day it does; a name that is no rule never does anything. */
const countsIn = (selection: Selection, name: string): boolean =>
  name !== unusedSuppression.id && (selection.has(name) || !ruleIds.has(name));

const texts = {
  namesNone: {
    en: 'This comment names no rule and silences nothing; write `# async-pitfalls: ignore[rule-id]`.',
    'zh-cn': '这条注释没有写规则名，什么也不会忽略；请写成 `# async-pitfalls: ignore[rule-id]`。',
  },
  noFindings: {
    en: 'This file has no findings to ignore; remove the comment.',
    'zh-cn': '这个文件里没有可忽略的问题；请删掉这条注释。',
  },
  silencesNothing: localized({
    en: (rule: string) => `\`${rule}\` reports nothing here; remove it from the comment.`,
    'zh-cn': (rule) => `\`${rule}\` 在这里没有报告任何问题；请把它从注释中删掉。`,
  }),
  severalSilenceNothing: localized({
    en: (rules: readonly string[], more: number) =>
      `${rules.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''} silence nothing here; remove the comment.`,
    'zh-cn': (rules, more) =>
      `${rules.join('、')}${more > 0 ? ` 等 ${String(rules.length + more)} 条规则` : ''}在这里没有报告任何问题；请删掉这条注释。`,
  }),
  noSuchRule: localized({
    en: (rule: string) => `There is no rule \`${rule}\`, so this silences nothing; remove it.`,
    'zh-cn': (rule) => `没有名为 \`${rule}\` 的规则，这里什么也不会忽略；请删掉它。`,
  }),
  misspelt: localized({
    en: (rule: string, nearest: string) =>
      `There is no rule \`${rule}\`, so this silences nothing; perhaps you mean \`${nearest}\`.`,
    'zh-cn': (rule, nearest) => `没有名为 \`${rule}\` 的规则，这里什么也不会忽略；你要写的也许是 \`${nearest}\`。`,
  }),
  write: localized({
    en: (rule: string) => `Write \`${rule}\``,
    'zh-cn': (rule) => `改为 \`${rule}\``,
  }),
  removeComment: { en: 'Remove the comment', 'zh-cn': '删除这条注释' },
  removeName: localized({
    en: (rule: string) => `Remove \`${rule}\` from the comment`,
    'zh-cn': (rule) => `从注释中删除 \`${rule}\``,
  }),
};

function messageFor(unused: readonly Name[]): Localized {
  const [only, another] = unused;
  if (!only) return texts.namesNone;
  if (!another) return messageOf(only);
  const named = unused.slice(0, NAMED).map(({ name }) => `\`${name}\``);
  return texts.severalSilenceNothing(named, unused.length - named.length);
}

/** So many are read with patience. */
const NAMED = 10;

function messageOf({ name }: Name): Localized {
  if (ruleIds.has(name)) return texts.silencesNothing(name);
  const nearest = nearestName(name, ruleIds);
  return nearest === undefined ? texts.noSuchRule(name) : texts.misspelt(name, nearest);
}

function findingAt(
  file: CommentedFile,
  { severity }: SelectedRule,
  { start, end }: Range,
  message: Localized,
  fixes: () => readonly FileFix[],
): Finding {
  return {
    uri: file.uri,
    rule: unusedSuppression.id,
    severity,
    start,
    end,
    message,
    related: [],
    unnecessary: true,
    deprecated: false,
    fixes,
  };
}

/** `ignore[blocking-slep]` → `ignore[blocking-sleep]` */
function spell({ uri }: CommentedFile, { name, start, end }: Name): readonly FileFix[] {
  const nearest = ruleIds.has(name) ? undefined : nearestName(name, ruleIds);
  if (nearest === undefined) return [];
  return [{ title: texts.write(nearest), safety: 'unsafe', edits: [{ uri, start, end, newText: nearest }] }];
}

/** Takes the blanks before it along, or the whole line if nothing else is on it. A misspelt one may still be wanted. */
function removeComment(file: CommentedFile, suppression: Suppression, unused: readonly Name[]): FileFix {
  const isForAll = suppression.reach === undefined && suppression.names.length === 0;
  const meantElse = !isForAll && !unused.some(({ name }) => ruleIds.has(name));
  return {
    title: texts.removeComment,
    safety: meantElse ? 'unsafe' : 'safe',
    edits: [{ uri: file.uri, ...rangeOfComment(file.text, suppression), newText: '' }],
  };
}

function rangeOfComment(text: string, { start, end }: Range): Range {
  const line = lineAt(text, start);
  const before = text.slice(line.start, start);
  const behind = text.slice(end, line.end);
  if (before.trim() !== '') return { start: line.start + before.trimEnd().length, end };
  if (behind.trim() !== '') return { start, end: line.end - behind.trimStart().length };
  const lineBreak = /^(?:\r\n|\r|\n)/.exec(text.slice(line.end, line.end + 2))?.[0].length ?? 0;
  return { start: line.start, end: line.end + lineBreak };
}

/** Takes the comma along: the one behind the name, for the last name the one before it. */
function removeName({ uri }: CommentedFile, names: readonly Name[], name: Name): FileFix {
  const index = names.indexOf(name);
  const next = names[index + 1];
  const before = names[index - 1];
  const start = next || !before ? name.start : before.end;
  return {
    title: texts.removeName(name.name),
    safety: ruleIds.has(name.name) ? 'safe' : 'unsafe',
    edits: [{ uri, start, end: next ? next.start : name.end, newText: '' }],
  };
}
