import type { Comment } from '../facts/facts.ts';
import { ruffNames } from '../knowledge/ruff-names.ts';
import type { Rule } from '../rules/rule.ts';
import type { Range } from '../text/range.ts';

/**
 * A directive in a comment that silences findings; offsets are from the start of the file.
 * `# async-pitfalls: ignore[rule-id, …] reason`, `# async-pitfalls: ignore-file[rule-id, …]`, where no list means all, `# noqa`, `# noqa: CODE`, `# ruff: noqa`,
 * `# ruff: ignore[CODE or name]`, `# ruff: file-ignore[…]`, `# type: ignore[code]`, `# pyright: ignore[code]`.
 */
export interface Suppression extends Range {
  /** Whether it is our own comment; the others are the peers'. */
  readonly own: boolean;
  /** What it names, in order: rule ids in our own comments, upper-case codes in the peers'. None means all for whole files and for the peers. */
  readonly names: readonly Name[];
  /** Findings that begin or end in this range are silenced; undefined: the whole file's. */
  readonly reach: Range | undefined;
}

export interface Name extends Range {
  readonly name: string;
}

/** The directives of a file; `comments` have offsets from the start of the file. */
export function readSuppressions(text: string, comments: readonly Comment[]): readonly Suppression[] {
  const reachOf = createReaches(text);
  return comments.flatMap((comment) => {
    if (!DIRECTIVE.test(comment.text)) return [];
    const placed: PlacedComment = { ...comment, line: lineAt(text, comment.start), reach: reachOf(comment) };
    return [...ownDirectives(placed), ...noqaDirectives(placed), ...ruffDirectives(placed), ...typeDirectives(placed)];
  });
}

const DIRECTIVE = /noqa|ignore/i;

interface PlacedComment extends Comment {
  readonly line: Range;
  /** Of directives that count for the next line of code, too. */
  readonly reach: Range;
}

/** Whether a directive is about a rule, in its reach. */
export function isAbout({ reach, names, own }: Suppression, rule: Rule): boolean {
  if (own) return names.length === 0 ? reach === undefined : names.some(({ name }) => name === rule.id);
  return names.length === 0 || codesOf(rule).some((code) => names.some(({ name }) => code.startsWith(name)));
}

/** The codes under which ruff, flake8 plugins, mypy and pyright know a rule. */
const codesOf = (rule: Rule): readonly string[] =>
  rule.docs.peers.flatMap((peer) => {
    const match = /^(?:(?:ruff|flake8\S*) (?<lint>[A-Z]+\d+)|(?:mypy|pyright) (?<type>\S+))$/.exec(peer);
    return match?.groups?.lint ?? match?.groups?.type ?? [];
  });

const OWN = /#\s*async-pitfalls\s*:\s*ignore(-file)?\b(?:\s*\[([^\]#]*)\])?/dg;

function ownDirectives(comment: PlacedComment): Suppression[] {
  return [...comment.text.matchAll(OWN)].map((match) => {
    const start = comment.start + match.index;
    const behind = comment.text.slice(match.index + match[0].length);
    const end = start + match[0].length + reasonLength(behind);
    const list = match.indices?.[2];
    const names = list ? namesIn(match[2] ?? '', /[^\s,]+/g, comment.start + list[0]) : [];
    // An empty list names nothing, in the whole file neither.
    const isForFile = match[1] !== undefined && (list === undefined || names.length > 0);
    return { start, end, own: true, names, reach: isForFile ? undefined : comment.reach };
  });
}

/** The reason goes to the end of the comment, or to the next directive in it (`# noqa`, `# type: ignore`). */
function reasonLength(behind: string): number {
  const next = /#\s*(?:noqa\b|[\w-]+\s*:)/.exec(behind);
  return next ? behind.slice(0, next.index).trimEnd().length : behind.length;
}

const CODES = /[A-Z]+[0-9]+/gi;
const NOQA = /#\s*(?:(ruff|flake8)\s*:\s*)?noqa\b(?:\s*:\s*([A-Z]+[0-9]+(?:[\s,]+[A-Z]+[0-9]+)*)|(?!\s*:))/dgi;

function noqaDirectives(comment: PlacedComment): Suppression[] {
  return [...comment.text.matchAll(NOQA)].map((match) => {
    const start = comment.start + match.index;
    const list = match.indices?.[2];
    const names = list ? namesIn((match[2] ?? '').toUpperCase(), CODES, comment.start + list[0]) : [];
    const reach = match[1] === undefined ? comment.line : undefined;
    return { start, end: start + match[0].length, own: false, names, reach };
  });
}

const RUFF = /#\s*ruff\s*:\s*(file-)?ignore\s*\[([^\]#]*)\]/dg;

/** Ruff's own comments, with codes or names, which reach as far as ours: https://docs.astral.sh/ruff/linter/#error-suppression */
function ruffDirectives(comment: PlacedComment): Suppression[] {
  return [...comment.text.matchAll(RUFF)].flatMap((match) => {
    const start = comment.start + match.index;
    const listed = namesIn(match[2] ?? '', /[\w-]+/g, comment.start + (match.indices?.[2]?.[0] ?? 0));
    const names = listed.map(({ name, ...range }) => ({ ...range, name: ruffNames[name] ?? name }));
    if (names.length === 0) return [];
    const reach = match[1] === undefined ? comment.reach : undefined;
    return { start, end: start + match[0].length, own: false, names, reach };
  });
}

const TYPE_IGNORE = /#\s*(?:type|pyright)\s*:\s*ignore\s*\[([^\]#]*)\]/dg;

/** Of type checkers only what names its reason: a bare `# type: ignore` is about types, not about what runs. */
function typeDirectives(comment: PlacedComment): Suppression[] {
  return [...comment.text.matchAll(TYPE_IGNORE)].flatMap((match) => {
    const start = comment.start + match.index;
    const names = namesIn(match[1] ?? '', /[^\s,]+/g, comment.start + (match.indices?.[1]?.[0] ?? 0));
    if (names.length === 0) return [];
    return { start, end: start + match[0].length, own: false, names, reach: comment.line };
  });
}

const namesIn = (list: string, pattern: RegExp, offset: number): Name[] =>
  [...list.matchAll(pattern)].map(({ 0: name, index }) => ({
    name,
    start: offset + index,
    end: offset + index + name.length,
  }));

/** The comment's own line and, if it stands alone on it, the next line that is more than a comment. */
function createReaches(text: string): (comment: Comment) => Range {
  /** By the start of each line of a block of comments: the end of the line below the block; undefined at the end of the text. */
  const known = new Map<number, number | undefined>();

  function learn(own: Range): void {
    const block: number[] = [];
    let end: number | undefined;
    for (let line = own; end === undefined;) {
      block.push(line.start);
      const start = text.startsWith('\r\n', line.end) ? line.end + 2 : line.end + 1;
      if (start > text.length) break;
      line = lineAt(text, start);
      if (!/^\s*#/.test(text.slice(line.start, line.end))) ({ end } = line);
    }
    for (const start of block) known.set(start, end);
  }

  return (comment) => {
    const own = lineAt(text, comment.start);
    if (text.slice(own.start, comment.start).trim() !== '') return own;
    if (!known.has(own.start)) learn(own);
    return { start: own.start, end: known.get(own.start) ?? own.end };
  };
}

/** The line around an offset, without its line break. */
export function lineAt(text: string, offset: number): Range {
  let start = offset;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  let end = offset;
  while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
  return { start, end };
}

const isBreak = (unit: number): boolean => unit === 10 || unit === 13;
