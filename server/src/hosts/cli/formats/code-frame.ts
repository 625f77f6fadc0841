import stringWidth from 'string-width';
import type { Paint, Part } from '../colors.ts';
import { placeText } from '../lines.ts';
import { printable } from '../../anywhere/printable.ts';
import type { Files } from '../report.ts';

interface Place {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

const TAB = '    ';

/** Lines of data that was written as code may have megabytes: of longer lines only a part is shown. */
const LONGEST = 400;
/** Before the place that is marked. */
const BEFORE = 100;

/**
 * The lines around a place, the place itself underlined:
 *
 *  --> app/main.py:2:5
 *   |
 * 2 |     time.sleep(1)
 *   |     ^^^^^^^^^^^^^
 */
export function codeFrame(
  place: Place,
  files: Files,
  paint: Paint,
  { around, mark }: { readonly around: number; readonly mark: Part },
): string {
  const lines = files.lines(place.uri);
  const position = lines.position(place.start);
  const { column } = position;
  const line = lines.row(place.start);
  const endColumn = lines.row(place.end) === line ? lines.position(place.end).column : undefined;
  const above = line - position.line;
  const first = Math.max(above + 1, line - around);
  // Behind the last line break there is no line to show.
  const lineCount = lines.text(lines.count) === '' ? lines.count - 1 : lines.count;
  const last = Math.max(line, Math.min(lineCount, line + around, line + lines.left(place.start)));
  const width = String(last - above).length;
  const gutter = (label: string | number): string => paint('frame', `${String(label).padStart(width)} |`);
  const rows = [
    `${' '.repeat(width)}${paint('frame', '-->')} ${printable(files.name(place.uri))}:${placeText(position)}`,
    gutter(''),
  ];
  const from = column > LONGEST ? column - BEFORE : 0;
  for (let row = first; row <= last; row++) {
    const text = lines.text(row);
    const [left, shown, right] = partOf(text, from);
    rows.push(`${gutter(row - above)} ${left}${expand(shown)}${right}`.trimEnd());
    if (row !== line) continue;
    const until = endColumn ?? text.length + 1;
    const blank = ' '.repeat(stringWidth(left + expand(text.slice(from, column - 1))));
    const marked = shown.slice(column - 1 - from, until - 1 - from);
    const carets = '^'.repeat(Math.max(1, stringWidth(expand(marked))));
    rows.push(`${gutter('')} ${blank}${paint(mark, carets)}`);
  }
  return rows.join('\n');
}

/** What of a line is shown, with signs for what is left out before and behind it. */
function partOf(text: string, from: number): readonly [left: string, shown: string, right: string] {
  const shown = text.slice(from, from + LONGEST);
  return [from > 0 && text.length > 0 ? '…' : '', shown, text.length > from + LONGEST ? '…' : ''];
}

const expand = (text: string): string => printable(text.replaceAll('\t', TAB));
