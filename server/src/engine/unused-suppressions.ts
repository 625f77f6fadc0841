import { ruleIds } from '../rules/registry.ts';
import { unusedSuppression } from '../rules/suppressions/unused-suppression.ts';
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
  const message = isForAll ? 'This file has no findings to ignore; remove the comment.' : messageFor(unused);
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

function messageFor(unused: readonly Name[]): string {
  const [only, another] = unused;
  if (!only) return 'This comment names no rule and silences nothing; write `# async-pitfalls: ignore[rule-id]`.';
  if (!another) return messageOf(only);
  const named = unused.slice(0, NAMED).map(({ name }) => `\`${name}\``);
  const more = unused.length > NAMED ? ` and ${String(unused.length - NAMED)} more` : '';
  return `${named.join(', ')}${more} silence nothing here; remove the comment.`;
}

/** So many are read with patience. */
const NAMED = 10;

function messageOf({ name }: Name): string {
  if (ruleIds.has(name)) return `\`${name}\` reports nothing here; remove it from the comment.`;
  const nearest = nearestName(name, ruleIds);
  return `There is no rule \`${name}\`, so this silences nothing; ${nearest === undefined ? 'remove it' : `perhaps you mean \`${nearest}\``}.`;
}

function findingAt(
  file: CommentedFile,
  { severity }: SelectedRule,
  { start, end }: Range,
  message: string,
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
  return [{ title: `Write \`${nearest}\``, safety: 'unsafe', edits: [{ uri, start, end, newText: nearest }] }];
}

/** Takes the blanks before it along, or the whole line if nothing else is on it. A misspelt one may still be wanted. */
function removeComment(file: CommentedFile, suppression: Suppression, unused: readonly Name[]): FileFix {
  const isForAll = suppression.reach === undefined && suppression.names.length === 0;
  const meantElse = !isForAll && !unused.some(({ name }) => ruleIds.has(name));
  return {
    title: 'Remove the comment',
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
    title: `Remove \`${name.name}\` from the comment`,
    safety: ruleIds.has(name.name) ? 'safe' : 'unsafe',
    edits: [{ uri, start, end: next ? next.start : name.end, newText: '' }],
  };
}
