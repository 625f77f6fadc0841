import { parse, TomlError, type TomlTable } from 'smol-toml';
import { type AST, parseTOML } from 'toml-eslint-parser';
import { localized, type Localized } from '../text/localized.ts';
import type { Range } from '../text/range.ts';

/** A place in a text: lines from 1, columns from 0 in UTF-16 units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** From where to where in a text. */
export interface TextSpan {
  readonly start: TextPlace;
  readonly end: TextPlace;
}

/** What TOML text says, or why it cannot be read. */
export type TomlReading =
  { readonly value: TomlTable } | { readonly value: undefined; readonly span: TextSpan; readonly message: Localized };

/** Where things stand in TOML text. Its offsets are those of the text. */
export interface TomlLayout {
  /** What stands before the first header, then table by table. */
  readonly sections: readonly TomlSection[];
  /** Where the last key, or element, of a path stands; of the nearest one around it where that is not written. */
  spanOf(path: readonly (string | number)[]): TextSpan;
}

export interface TomlSection extends Range {
  /** The keys of its header; none for what stands before the first. */
  readonly table: readonly string[];
  readonly hasHeader: boolean;
  readonly entries: readonly TomlEntry[];
}

/** `key = value`; its range goes from the key to the end of the value. */
export interface TomlEntry extends Range {
  /** From the root of the document. */
  readonly path: readonly string[];
  readonly value: TomlValue;
}

export interface TomlValue extends Range {
  readonly kind: 'array' | 'inline table' | 'other';
  /** Of an array the elements, of an inline table its entries. */
  readonly items: readonly Range[];
  readonly entries: readonly TomlEntry[];
}

/** What a byte order mark is replaced by: it is no part of TOML, and offsets stay what they are. */
const withoutMark = (text: string): string => text.replace(/^\uFEFF/, ' ');

export function readToml(text: string): TomlReading {
  try {
    const value = parse(withoutMark(text));
    if (!isDeeper(value, MAX_DEPTH)) return { value };
    const top = { line: 1, column: 0 };
    return {
      value: undefined,
      span: { start: top, end: top },
      message: texts.tooDeep(MAX_DEPTH),
    };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const place = { line: error.line, column: error.column - 1 };
    const [reason = ''] = error.message.split('\n');
    return { value: undefined, span: { start: place, end: place }, message: texts.notToml(reason) };
  }
}

const texts = {
  tooDeep: localized({
    en: (levels: number) => `it is nested deeper than ${String(levels)} levels`,
    'zh-cn': (levels) => `嵌套超过 ${String(levels)} 层`,
  }),
  /** The reason in the words of the parser, which has them in English alone. */
  notToml: localized({
    en: (reason: string) => reason,
    'zh-cn': (reason) => `不是有效的 TOML：${reason}`,
  }),
};

/** Of tables and arrays; `a.b.c` are three. Who goes through them calls himself, and places have as long paths. */
const MAX_DEPTH = 100;

const isDeeper = (value: unknown, most: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (most === 0 || Object.values(value).some((inner) => isDeeper(inner, most - 1)));

/**
 * Undefined where the text cannot be read. Another parser than `readToml`'s, which tells no places; this one tells values,
 * too, but writes what a key `__proto__` says into the prototype of all objects.
 */
export function tomlLayout(text: string): TomlLayout | undefined {
  const top = topOf(text);
  if (!top) return undefined;
  let places: readonly Place[] | undefined;
  return {
    sections: [
      { table: [], hasHeader: false, ...rangeOf(top), entries: top.body.flatMap(entryIn([])) },
      ...top.body.flatMap(sectionOf),
    ],
    spanOf(path) {
      let nearest: Place = { path: [], span: { start: top.loc.start, end: top.loc.start } };
      places ??= top.body.flatMap((node) => placesOf(node, []));
      for (const place of places) {
        const isAround = place.path.every((key, index) => key === path[index]);
        if (isAround && place.path.length > nearest.path.length) nearest = place;
      }
      return nearest.span;
    },
  };
}

function topOf(text: string): AST.TOMLTopLevelTable | undefined {
  if (!readToml(text).value) return undefined;
  try {
    return parseTOML(withoutMark(text)).body[0];
  } catch {
    // Another opinion of what TOML is.
    return undefined;
  }
}

type Node = AST.TOMLTable | AST.TOMLKeyValue;

function sectionOf(node: Node): TomlSection[] {
  if (node.type !== 'TOMLTable') return [];
  const table = namesOf(node.key);
  return [{ table, hasHeader: true, ...rangeOf(node), entries: node.body.flatMap(entryIn(table)) }];
}

const entryIn =
  (table: readonly string[]) =>
  (node: Node): TomlEntry[] => {
    if (node.type !== 'TOMLKeyValue') return [];
    const path = [...table, ...namesOf(node.key)];
    return [{ path, ...rangeOf(node), value: valueOf(node.value, path) }];
  };

function valueOf(node: AST.TOMLContentNode, path: readonly string[]): TomlValue {
  const range = rangeOf(node);
  if (node.type === 'TOMLArray') return { ...range, kind: 'array', items: node.elements.map(rangeOf), entries: [] };
  if (node.type !== 'TOMLInlineTable') return { ...range, kind: 'other', items: [], entries: [] };
  const entries = node.body.flatMap(entryIn(path));
  return { ...range, kind: 'inline table', items: entries, entries };
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly span: TextSpan;
}

/** Every key, part by part, and every element. */
function placesOf(node: Node, base: Place['path']): Place[] {
  const keys = node.type === 'TOMLTable' ? node.resolvedKey : namesOf(node.key);
  const path = [...base, ...keys];
  const parts = [...node.key.keys];
  const own = keys.map((key, index) => ({
    path: path.slice(0, base.length + index + 1),
    // Headers of arrays of tables count their tables.
    span: (typeof key === 'string' ? parts.shift() : undefined)?.loc ?? node.key.loc,
  }));
  const inner =
    node.type === 'TOMLTable' ? node.body.flatMap((entry) => placesOf(entry, path)) : placesIn(node.value, path);
  return [...own, ...inner];
}

function placesIn(value: AST.TOMLContentNode, path: Place['path']): Place[] {
  if (value.type === 'TOMLInlineTable') return value.body.flatMap((entry) => placesOf(entry, path));
  if (value.type !== 'TOMLArray') return [];
  return value.elements.flatMap((element, index) => {
    const own = { path: [...path, index], span: element.loc };
    return [own, ...placesIn(element, own.path)];
  });
}

const namesOf = (key: AST.TOMLKey): string[] =>
  key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));

const rangeOf = ({ range: [start, end] }: AST.TOMLNode): Range => ({ start, end });
