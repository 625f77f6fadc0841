import type { TextEdit } from '../../text/edits.ts';
import { diffTexts } from '../../text/text-diff.ts';
import type { PlacedJson } from './placed-json.ts';

/** The source of a cell as it is written: one string, or a list of strings. */
export interface Source {
  readonly text: string;
  readonly place: PlacedJson;
}

/** Undefined where it is no source. */
export function sourceAt(place: PlacedJson | undefined): Source | undefined {
  if (place?.string !== undefined) return { text: place.string, place };
  const strings = place?.items?.map(({ string }) => string);
  return strings?.every((string) => string !== undefined) ? { text: strings.join(''), place: place! } : undefined;
}

/** One character, or half of one, as it is written. */
interface Written {
  readonly json: string;
  /** Whether the string ends behind it. */
  readonly isLast: boolean;
}

/** Writes another text into a source. What of it is as before stays as it is written, in strings as long as before. */
export function sourceEdit(json: string, { text, place }: Source, after: string): TextEdit | undefined {
  const changes = diffTexts(text, after);
  if (changes.length === 0) return undefined;
  const strings = (place.items ?? [place]).filter(({ string }) => string !== '');
  const isByLine = place.items !== undefined && isLines(strings);
  const written = strings.flatMap((string) => writtenAs(json, string, isByLine));
  for (const { start, end, newText } of changes.toReversed())
    written.splice(start, end - start, ...newlyWritten(json, newText, isByLine));
  if (!place.items) return { ...place, newText: quoted(written) };
  return listEdit(json, place.items, strings, stringsOf(written));
}

/** Whether each string but the last is a line with its line break. */
const isLines = (strings: readonly PlacedJson[]): boolean =>
  strings.every(({ string = '' }, index) => {
    const lineBreak = string.indexOf('\n');
    return lineBreak === string.length - 1 || (lineBreak < 0 && index === strings.length - 1);
  });

function writtenAs(json: string, { start, end, string = '' }: PlacedJson, isByLine: boolean): readonly Written[] {
  const all = json.slice(start + 1, end - 1).match(/\\u[\da-fA-F]{4}|\\.|[^\\]/gs) ?? [];
  return all.map((each, index) => ({
    json: each,
    isLast: isByLine ? string[index] === '\n' : index === all.length - 1,
  }));
}

/** In a file that is ASCII alone it stays so. */
function newlyWritten(json: string, text: string, isByLine: boolean): readonly Written[] {
  const isAscii = !NOT_ASCII.test(json);
  return Array.from(text, (character) => {
    const plain = JSON.stringify(character).slice(1, -1);
    return { json: isAscii ? escaped(plain) : plain, isLast: isByLine && character === '\n' };
  });
}

const NOT_ASCII = /[\u0080-\uFFFF]/;
const escaped = (text: string): string =>
  text.replace(/[\u0080-\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const quoted = (written: readonly Written[]): string => `"${written.map(({ json }) => json).join('')}"`;

function stringsOf(written: readonly Written[]): readonly string[] {
  const strings: Written[][] = [];
  let isLast = true;
  for (const each of written) {
    if (isLast) strings.push([each]);
    else strings.at(-1)!.push(each);
    ({ isLast } = each);
  }
  return strings.map(quoted);
}

/** Puts strings in the place of others, of which those at both ends that are the same stay. */
function listEdit(
  json: string,
  items: readonly PlacedJson[],
  old: readonly PlacedJson[],
  fresh: readonly string[],
): TextEdit {
  const isSame = (place: PlacedJson | undefined, string: string | undefined): boolean =>
    place !== undefined && json.slice(place.start, place.end) === string;
  // One of each is left, in whose place the others come.
  const shorter = Math.min(old.length, fresh.length) - 1;
  let head = 0;
  while (head < shorter && isSame(old[head], fresh[head])) head++;
  let tail = 0;
  while (tail < shorter - head && isSame(old.at(-1 - tail), fresh.at(-1 - tail))) tail++;
  const start = old[head]!.start;
  const { end } = old.at(-1 - tail)!;
  return { start, end, newText: fresh.slice(head, fresh.length - tail).join(separator(json, items)) };
}

function separator(json: string, [first, second]: readonly PlacedJson[]): string {
  if (second) return json.slice(first!.end, second.start);
  const blanks = /\s*$/.exec(json.slice(0, first!.start))![0];
  return `,${blanks}`;
}
