import stringWidth from 'string-width';
import type { Paint, Part } from '../colors.ts';
import { placeText } from '../lines.ts';
import { printable } from '../printable.ts';
import type { Files } from '../report.ts';

interface Place {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

const TAB = '    ';

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
  for (let row = first; row <= last; row++) {
    const text = lines.text(row);
    rows.push(`${gutter(row - above)} ${expand(text)}`.trimEnd());
    if (row !== line) continue;
    const until = endColumn ?? text.length + 1;
    const blank = ' '.repeat(stringWidth(expand(text.slice(0, column - 1))));
    const carets = '^'.repeat(Math.max(1, stringWidth(expand(text.slice(column - 1, until - 1)))));
    rows.push(`${gutter('')} ${blank}${paint(mark, carets)}`);
  }
  return rows.join('\n');
}

const expand = (text: string): string => printable(text.replaceAll('\t', TAB));
