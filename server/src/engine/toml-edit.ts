import type { Range } from '../text/range.ts';
import { lineEnd, readEntry, type TomlEntry, tomlItems, type TomlSection, tomlSections } from './toml-scan.ts';

export interface TomlEdit extends Range {
  readonly newText: string;
}

type Path = readonly string[];

/** The edit that adds a text to a list below a table of a document, or makes the list; all else stays as it is written. */
export const addToTomlList = (toml: string, table: Path, key: Path, item: string): TomlEdit | undefined =>
  put(toml, table, [...table, ...key], {
    found: (value) => (toml[value.start] === '[' ? insertItem(toml, value.start, quoted(item)) : undefined),
    fresh: `[${quoted(item)}]`,
  });

/** The edit that sets a text below a table of a document. */
export const setTomlText = (toml: string, table: Path, key: Path, text: string): TomlEdit | undefined =>
  put(toml, table, [...table, ...key], {
    found: (value) => ({ ...value, newText: quoted(text) }),
    fresh: quoted(text),
  });

interface Change {
  /** Where the key has a value already. */
  readonly found: (value: Range) => TomlEdit | undefined;
  /** The value of a new key. */
  readonly fresh: string;
}

function put(toml: string, table: Path, path: Path, change: Change): TomlEdit | undefined {
  const sections = tomlSections(toml);
  for (const entry of sections.flatMap(({ entries }) => entries)) {
    if (startsWith(path, entry.path)) return putInto(toml, entry, path, change);
  }
  const line = (from: Path): string => `${spelled(path.slice(from.length))} = ${change.fresh}`;
  const parent = path.slice(0, -1);
  return (
    addLine(toml, sections, parent, line) ??
    addSection(toml, sections, { table, parent, line: line(parent) }) ??
    insertSection(toml, sections, table, line(table))
  );
}

/** The value of a key, or of a key in the inline tables that it has for a value. */
function putInto(toml: string, entry: TomlEntry, path: Path, change: Change): TomlEdit | undefined {
  if (entry.path.length === path.length) return change.found({ start: entry.value, end: entry.end });
  if (toml[entry.value] !== '{') return undefined;
  for (const { start } of tomlItems(toml, entry.value).items) {
    const inner = readEntry(toml, start, entry.path);
    if (startsWith(path, inner.path)) return putInto(toml, inner, path, change);
  }
  return insertItem(toml, entry.value, `${spelled(path.slice(entry.path.length))} = ${change.fresh}`);
}

/** Under the header of the table, or beside dotted keys that begin alike. */
function addLine(
  toml: string,
  sections: readonly TomlSection[],
  table: Path,
  line: (from: Path) => string,
): TomlEdit | undefined {
  const section = sections.find((each) => each.header.end > 0 && isSame(each.table, table));
  if (section) return appendLine(toml, endOf(toml, section), line(table));
  for (const each of sections.filter((above) => startsWith(table, above.table))) {
    const beside = each.entries.filter((entry) => startsWith(entry.path, table)).at(-1);
    if (beside) return appendLine(toml, lineEnd(toml, beside.end), line(each.table));
  }
  return undefined;
}

/** A new table below ours, behind the last line of ours. */
function addSection(
  toml: string,
  sections: readonly TomlSection[],
  { table, parent, line }: { table: Path; parent: Path; line: string },
): TomlEdit | undefined {
  if (parent.length === table.length) return undefined;
  const ours = sections.filter((each) => startsWith(each.table, table)).at(-1);
  if (!ours) return undefined;
  const eol = lineBreak(toml);
  return appendLine(toml, endOf(toml, ours), `${eol}[${spelled(parent)}]${eol}${line}`);
}

/** Our own table, before the first of those below it. */
function insertSection(
  toml: string,
  sections: readonly TomlSection[],
  table: Path,
  line: string,
): TomlEdit | undefined {
  const below = sections.find((each) => startsWith(each.table, table));
  if (!below) return undefined;
  const { start } = below.header;
  const eol = lineBreak(toml);
  return { start, end: start, newText: `[${spelled(table)}]${eol}${line}${eol}${eol}` };
}

/** As the last item: on a line of its own where the one before stands on its own, too. */
function insertItem(toml: string, open: number, item: string): TomlEdit {
  const { items, close, comma } = tomlItems(toml, open);
  const last = items.at(-1);
  if (!last) {
    const inside = toml.slice(open + 1, close);
    const text = toml[open] === '{' ? ` ${item} ` : item;
    return { start: open + 1, end: inside.trim() === '' ? close : open + 1, newText: text };
  }
  const lineStart = Math.max(toml.lastIndexOf('\n', last.start - 1), toml.lastIndexOf('\r', last.start - 1)) + 1;
  const indent = toml.slice(lineStart, last.start);
  const end = lineEnd(toml, last.end);
  if (indent.trim() !== '' || end >= close) return { start: last.end, end: last.end, newText: `, ${item}` };
  const rest = toml.slice(last.end, end);
  return {
    start: last.end,
    end,
    newText: `${comma ? '' : ','}${rest}${lineBreak(toml)}${indent}${item}${comma ? ',' : ''}`,
  };
}

const appendLine = (toml: string, at: number, line: string): TomlEdit => ({
  start: at,
  end: at,
  newText: `${lineBreak(toml)}${line}`,
});

function endOf(toml: string, { header, entries }: TomlSection): number {
  const last = entries.at(-1);
  return last ? lineEnd(toml, last.end) : header.end;
}

const lineBreak = (toml: string): string => /\r\n|\n/.exec(toml)?.[0] ?? '\n';

const startsWith = (path: Path, start: Path): boolean => start.every((key, index) => path[index] === key);
const isSame = (a: Path, b: Path): boolean => a.length === b.length && startsWith(a, b);

const spelled = (path: Path): string => path.map((key) => (/^[A-Za-z0-9_-]+$/.test(key) ? key : quoted(key))).join('.');

/** JSON's strings are TOML's, too. */
const quoted = (text: string): string => JSON.stringify(text);
