import type { Range } from '../text/range.ts';
import { lineAt } from './suppressions.ts';

/** A line, without its line break, as Python's tokenizer sees it. */
export interface Line extends Range {
  /** Begins inside a string, or goes on after a backslash. */
  readonly continues: boolean;
  /** Ends inside a string, or with a backslash that joins the next line. */
  readonly continued: boolean;
  /** Offset of the `#`; undefined when it has no comment. */
  readonly comment: number | undefined;
}

/** Reads from the beginning of the text: whether a line is code depends on all strings before it. */
export function readLine(text: string, offset: number): Line {
  const line = lineAt(text, offset);
  const reader: Reader = { text, at: 0, strings: [], joined: false, comment: undefined };
  while (reader.at < line.start) step(reader);
  const continues = reader.strings.length > 0 || reader.joined;
  while (reader.at < line.end) step(reader);
  const continued = reader.strings.length > 0 || reader.at > line.end;
  return { ...line, continues, continued, comment: reader.comment };
}

interface Reader {
  readonly text: string;
  at: number;
  /** Those the reader is in: more than one in the replacement fields of f-strings. */
  readonly strings: OpenString[];
  /** The line break just read came after a backslash. */
  joined: boolean;
  /** Of the line being read. */
  comment: number | undefined;
}

interface OpenString {
  readonly quote: string;
  readonly isFormat: boolean;
  /** Brackets open in the replacement field that the reader is in; 0 outside of one. */
  fieldDepth: number;
  /** In the format specification behind the `:` of the field, where quotes and `#` mean themselves. */
  isSpec: boolean;
}

/** Reads an escape, a line break, or what else means something where the reader is. */
function step(reader: Reader): void {
  const { text, at } = reader;
  const unit = text[at] ?? '';
  const string = reader.strings.at(-1);
  reader.joined = false;
  if (unit === '\\') stepOverEscape(reader);
  else if (unit === '\n' || unit === '\r') stepOverBreak(reader);
  else if (string === undefined) stepInCode(reader, unit);
  else if (string.fieldDepth === 0) stepInString(reader, string);
  else if (string.isSpec && string.fieldDepth === 1) stepInSpec(reader, string);
  else stepInField(reader, string, unit);
}

function stepOverEscape(reader: Reader): void {
  const { text, at } = reader;
  reader.joined = /^[\r\n]/.test(text.slice(at + 1, at + 2));
  if (reader.joined) reader.comment = undefined;
  reader.at += text.startsWith('\r\n', at + 1) ? 3 : 2;
}

/** A string in single quotes ends with its line, closed or not. */
function stepOverBreak(reader: Reader): void {
  while (reader.strings.at(-1)?.quote.length === 1) reader.strings.pop();
  reader.comment = undefined;
  reader.at += 1;
}

function stepInCode(reader: Reader, unit: string): void {
  if (unit === '#') {
    reader.comment = reader.at;
    reader.at = lineAt(reader.text, reader.at).end;
  } else if (isQuote(unit)) {
    openString(reader, unit);
  } else {
    jumpTo(reader, /[\\\n\r"'#]/g);
  }
}

function stepInString(reader: Reader, string: OpenString): void {
  const { text, at } = reader;
  if (text.startsWith(string.quote, at)) {
    closeString(reader, string);
  } else if (string.isFormat && text[at] === '{') {
    const isEscaped = text[at + 1] === '{';
    if (!isEscaped) string.fieldDepth = 1;
    reader.at += isEscaped ? 2 : 1;
  } else {
    jumpTo(reader, /[\\\n\r"'{]/g);
  }
}

function stepInField(reader: Reader, string: OpenString, unit: string): void {
  if (isQuote(unit)) {
    openString(reader, unit);
    return;
  }
  if (unit === ':' && string.fieldDepth === 1) string.isSpec = true;
  else if ('([{'.includes(unit)) string.fieldDepth += 1;
  else if (')]}'.includes(unit)) string.fieldDepth -= 1;
  reader.at += 1;
}

function stepInSpec(reader: Reader, string: OpenString): void {
  const { text, at } = reader;
  if (text.startsWith(string.quote, at)) {
    closeString(reader, string);
    return;
  }
  if (text[at] === '{') string.fieldDepth += 1;
  if (text[at] === '}') {
    string.fieldDepth = 0;
    string.isSpec = false;
  }
  reader.at += 1;
}

function openString(reader: Reader, mark: string): void {
  const { text, at } = reader;
  const quote = text.startsWith(mark.repeat(3), at) ? mark.repeat(3) : mark;
  const prefix = /(?<!\w)[a-z]{1,2}$/i.exec(text.slice(Math.max(0, at - 3), at))?.[0] ?? '';
  reader.strings.push({ quote, isFormat: /[ft]/i.test(prefix), fieldDepth: 0, isSpec: false });
  reader.at += quote.length;
}

function closeString(reader: Reader, { quote }: OpenString): void {
  reader.strings.pop();
  reader.at += quote.length;
}

function jumpTo(reader: Reader, pattern: RegExp): void {
  pattern.lastIndex = reader.at + 1;
  reader.at = pattern.exec(reader.text)?.index ?? reader.text.length;
}

const isQuote = (unit: string): boolean => unit === '"' || unit === "'";
