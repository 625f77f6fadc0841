import type { Range } from '../text/range.ts';
import { tomlLayout, type TomlEntry, type TomlSection, type TomlValue } from './toml.ts';

export interface TomlEdit extends Range {
  readonly newText: string;
}

type Path = readonly string[];

/** The edit that adds a text to a list below a table of a document, or makes the list; all else stays as it is written. */
export const addToTomlList = (toml: string, table: Path, key: Path, item: string): TomlEdit | undefined =>
  put(toml, table, [...table, ...key], {
    found: (value) => (value.kind === 'array' ? insertItem(toml, value, quoted(item)) : undefined),
    fresh: `[${quoted(item)}]`,
  });

/** The edit that sets a text below a table of a document. */
export const setTomlText = (toml: string, table: Path, key: Path, text: string): TomlEdit | undefined =>
  put(toml, table, [...table, ...key], {
    found: ({ start, end }) => ({ start, end, newText: quoted(text) }),
    fresh: quoted(text),
  });

interface Change {
  /** Where the key has a value already. */
  readonly found: (value: TomlValue) => TomlEdit | undefined;
  /** The value of a new key. */
  readonly fresh: string;
}

function put(toml: string, table: Path, path: Path, change: Change): TomlEdit | undefined {
  const { sections } = tomlLayout(toml) ?? {};
  if (!sections) return undefined;
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
  if (entry.path.length === path.length) return change.found(entry.value);
  if (entry.value.kind !== 'inline table') return undefined;
  const inner = entry.value.entries.find((each) => startsWith(path, each.path));
  if (inner) return putInto(toml, inner, path, change);
  return insertItem(toml, entry.value, `${spelled(path.slice(entry.path.length))} = ${change.fresh}`);
}

/** Under the header of the table, or beside dotted keys that begin alike. */
function addLine(
  toml: string,
  sections: readonly TomlSection[],
  table: Path,
  line: (from: Path) => string,
): TomlEdit | undefined {
  const section = sections.find((each) => each.hasHeader && isSame(each.table, table));
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
  const { start } = below;
  const eol = lineBreak(toml);
  return { start, end: start, newText: `[${spelled(table)}]${eol}${line}${eol}${eol}` };
}

/** As the last item: on a line of its own where the one before stands on its own, too. */
function insertItem(toml: string, { start, end: valueEnd, items, kind }: TomlValue, item: string): TomlEdit {
  const close = valueEnd - 1;
  const last = items.at(-1);
  if (!last) {
    const inside = toml.slice(start + 1, close);
    const text = kind === 'inline table' ? ` ${item} ` : item;
    return { start: start + 1, end: inside.trim() === '' ? close : start + 1, newText: text };
  }
  const lineStart = Math.max(toml.lastIndexOf('\n', last.start - 1), toml.lastIndexOf('\r', last.start - 1)) + 1;
  const indent = toml.slice(lineStart, last.start);
  const end = lineEnd(toml, last.end);
  if (indent.trim() !== '' || end >= close) return { start: last.end, end: last.end, newText: `, ${item}` };
  const rest = toml.slice(last.end, end);
  const comma = toml.slice(last.end).replaceAll(COMMENT, '').trimStart().startsWith(',');
  return {
    start: last.end,
    end,
    newText: `${comma ? '' : ','}${rest}${lineBreak(toml)}${indent}${item}${comma ? ',' : ''}`,
  };
}

const COMMENT = /#[^\r\n]*/g;

/** Before the line's break. */
function lineEnd(toml: string, offset: number): number {
  const length = toml.slice(offset).search(/[\r\n]/);
  return length === -1 ? toml.length : offset + length;
}

const appendLine = (toml: string, at: number, line: string): TomlEdit => ({
  start: at,
  end: at,
  newText: `${lineBreak(toml)}${line}`,
});

const endOf = (toml: string, { entries, ...section }: TomlSection): number =>
  lineEnd(toml, entries.at(-1)?.end ?? section.end);

const lineBreak = (toml: string): string => /\r\n|\n/.exec(toml)?.[0] ?? '\n';

const startsWith = (path: Path, start: Path): boolean => start.every((key, index) => path[index] === key);
const isSame = (a: Path, b: Path): boolean => a.length === b.length && startsWith(a, b);

const spelled = (path: Path): string => path.map((key) => (/^[A-Za-z0-9_-]+$/.test(key) ? key : quoted(key))).join('.');

/** JSON's strings are TOML's, too. */
const quoted = (text: string): string => JSON.stringify(text);
