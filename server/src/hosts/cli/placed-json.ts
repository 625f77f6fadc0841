import type { Range } from '../../text/range.ts';

/** A value of a JSON text, and where it stands there. */
export interface PlacedJson extends Range {
  /** Of an object: what counts, which is the last one of each name. */
  readonly members?: ReadonlyMap<string, PlacedJson>;
  readonly items?: readonly PlacedJson[];
  /** Of a string. */
  readonly string?: string;
}

/** Where Python's own reader gives up. */
const MAX_DEPTH = 900;

/** Reads what Python's `json` reads, numbers that are none included; undefined where it is none. */
export function placedJson(text: string): PlacedJson | undefined {
  const reader = { text, at: 0 };
  try {
    const value = valueAt(reader, 0);
    skipBlanks(reader);
    return reader.at === text.length ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

const BLANKS = /[ \t\r\n]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN|-?Infinity/y;

function valueAt(reader: Reader, depth: number): PlacedJson {
  skipBlanks(reader);
  if (depth > MAX_DEPTH) throw new SyntaxError('nested too deep');
  const start = reader.at;
  const first = reader.text[start];
  if (first === '"') {
    const string = stringAt(reader);
    return { start, end: reader.at, string };
  }
  if (first === '{') {
    const members = membersAt(reader, depth);
    return { start, end: reader.at, members };
  }
  if (first === '[') {
    const items = itemsAt(reader, depth);
    return { start, end: reader.at, items };
  }
  take(reader, SCALAR);
  if (reader.at === start) throw new SyntaxError('no value');
  return { start, end: reader.at };
}

function membersAt(reader: Reader, depth: number): ReadonlyMap<string, PlacedJson> {
  const members = new Map<string, PlacedJson>();
  listed(reader, '}', () => {
    skipBlanks(reader);
    const name = stringAt(reader);
    if (!accepts(reader, ':')) throw new SyntaxError('no colon');
    members.set(name, valueAt(reader, depth + 1));
  });
  return members;
}

function itemsAt(reader: Reader, depth: number): readonly PlacedJson[] {
  const items: PlacedJson[] = [];
  listed(reader, ']', () => items.push(valueAt(reader, depth + 1)));
  return items;
}

/** From an opening bracket to behind the closing one. */
function listed(reader: Reader, close: string, readOne: () => void): void {
  reader.at++;
  if (accepts(reader, close)) return;
  do readOne();
  while (accepts(reader, ','));
  if (!accepts(reader, close)) throw new SyntaxError(`no ${close}`);
}

function stringAt(reader: Reader): string {
  const { text, at } = reader;
  if (text[at] !== '"') throw new SyntaxError('no string');
  let end = at;
  do {
    end = text.indexOf('"', end + 1);
    if (end < 0) throw new SyntaxError('a string without an end');
  } while (isEscaped(text, end));
  reader.at = end + 1;
  return JSON.parse(text.slice(at, end + 1)) as string;
}

function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text[start - 1] === '\\') start--;
  return (at - start) % 2 === 1;
}

function accepts(reader: Reader, character: string): boolean {
  skipBlanks(reader);
  if (reader.text[reader.at] !== character) return false;
  reader.at++;
  return true;
}

const skipBlanks = (reader: Reader): void => {
  take(reader, BLANKS);
};

function take(reader: Reader, pattern: RegExp): void {
  pattern.lastIndex = reader.at;
  reader.at += pattern.exec(reader.text)?.[0].length ?? 0;
}
