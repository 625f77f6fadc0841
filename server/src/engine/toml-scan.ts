import type { Range } from '../text/range.ts';

/** What stands where in TOML text that parses. */
export interface TomlSection {
  /** The keys of its header; none for what stands before the first. */
  readonly table: readonly string[];
  /** Where its header begins and its line ends. */
  readonly header: Range;
  readonly entries: readonly TomlEntry[];
}

/** `key = value`; its range goes from the key to the end of the value. */
export interface TomlEntry extends Range {
  /** From the root of the document. */
  readonly path: readonly string[];
  /** Where the value begins. */
  readonly value: number;
}

/** What stands between brackets or braces. */
export interface TomlItems {
  readonly items: readonly Range[];
  /** Offset of the closing bracket. */
  readonly close: number;
  /** Whether a comma follows the last item. */
  readonly comma: boolean;
}

export function tomlSections(toml: string): readonly TomlSection[] {
  const sections: { table: readonly string[]; header: Range; entries: TomlEntry[] }[] = [
    { table: [], header: { start: 0, end: 0 }, entries: [] },
  ];
  for (let at = skipTo(toml, 0, BLANK); at < toml.length; at = skipTo(toml, at, BLANK)) {
    const section = sections.at(-1)!;
    if (toml[at] === '[') {
      const { path, end } = readKey(toml, skipTo(toml, at, /[[ \t]*/y));
      sections.push({ table: path, header: { start: at, end: lineEnd(toml, end) }, entries: [] });
      at = lineEnd(toml, end);
    } else {
      const entry = readEntry(toml, at, section.table);
      section.entries.push(entry);
      // Text that does not parse must not keep this from coming to its end.
      at = Math.max(entry.end, at + 1);
    }
  }
  return sections;
}

/** The elements of an array or the entries of an inline table that begins at an offset. */
export function tomlItems(toml: string, open: number): TomlItems {
  const isTable = toml[open] === '{';
  const items: Range[] = [];
  let comma = false;
  let at = skipTo(toml, open + 1, BLANK);
  while (at < toml.length && toml[at] !== ']' && toml[at] !== '}') {
    comma = toml[at] === ',';
    const end = comma ? at + 1 : isTable ? readEntry(toml, at, []).end : valueEnd(toml, at);
    if (!comma) items.push({ start: at, end });
    at = skipTo(toml, Math.max(end, at + 1), BLANK);
  }
  return { items, close: at, comma };
}

export function readEntry(toml: string, start: number, table: readonly string[]): TomlEntry {
  const { path, end } = readKey(toml, start);
  const value = skipTo(toml, end, /[ \t]*=?[ \t]*/y);
  return { path: [...table, ...path], start, value, end: valueEnd(toml, value) };
}

/** Before the line's break. */
export const lineEnd = (toml: string, offset: number): number => skipTo(toml, offset, /[^\r\n]*/y);

const BLANK = /(?:\s|#[^\r\n]*)*/y;
const KEY = /([A-Za-z0-9_-]+)|"((?:[^"\\\r\n]|\\.)*)"|'([^'\r\n]*)'/y;
const STRING = /"""(?:[^\\]|\\[^])*?"{3,5}|'''[^]*?'{3,5}|"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'/y;

function readKey(toml: string, start: number): { path: readonly string[]; end: number } {
  const path: string[] = [];
  let end = start;
  for (;;) {
    KEY.lastIndex = skipTo(toml, end, /[ \t.]*/y);
    const match = KEY.exec(toml);
    if (match === null) return { path, end };
    path.push(match[1] ?? match[2] ?? match[3] ?? '');
    end = KEY.lastIndex;
  }
}

function valueEnd(toml: string, start: number): number {
  if (toml[start] === '[' || toml[start] === '{') return Math.min(tomlItems(toml, start).close + 1, toml.length);
  const afterString = skipTo(toml, start, STRING);
  if (afterString > start) return afterString;
  const end = skipTo(toml, start, /[^,\]}#\r\n]*/y);
  return start + toml.slice(start, end).trimEnd().length;
}

function skipTo(toml: string, start: number, pattern: RegExp): number {
  pattern.lastIndex = start;
  return pattern.test(toml) ? pattern.lastIndex : start;
}
