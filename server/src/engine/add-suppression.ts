import type { Range } from '../text/range.ts';
import type { FileEdit, Finding } from './finding.ts';
import { type Line, readLine } from './read-line.ts';
import { lineAt } from './suppressions.ts';

type TextEdit = Omit<FileEdit, 'uri'>;

/**
 * The edit that silences a finding by a comment: joined to one that is there, else at the end of its first line, on a line
 * of its own above, or at the end of its last line. A line that ends in a string or with a backslash can have no comment;
 * undefined when no line can. A reason stands behind a comment that is new.
 */
export function addSuppression(text: string, finding: Finding, reason = ''): TextEdit | undefined {
  const first = readLine(text, finding.start);
  const last = readLine(text, finding.end);
  const directive = `# async-pitfalls: ignore[${finding.rule}] ${reason}`.trimEnd();
  return (
    joinAt(text, first, finding.rule) ??
    joinAbove(text, first, finding.rule) ??
    appendTo(text, first, directive) ??
    putAbove(text, first, directive) ??
    appendTo(text, last, directive)
  );
}

function joinAt(text: string, line: Line, rule: string): TextEdit | undefined {
  if (line.comment === undefined) return undefined;
  const match = /#\s*async-pitfalls\s*:\s*ignore\s*\[[^\]#]*?(,?\s*)\]/d.exec(text.slice(line.comment, line.end));
  const tail = match?.indices?.[1];
  if (match === null || tail === undefined) return undefined;
  const isEmpty = /\[\s*$/.test(match[0].slice(0, tail[0] - match.index));
  return {
    start: line.comment + tail[0],
    end: line.comment + tail[1],
    newText: isEmpty ? rule : `, ${rule}`,
  };
}

/** Comments that stand alone in the lines right above. */
function joinAbove(text: string, line: Line, rule: string): TextEdit | undefined {
  let above = lineAbove(text, line);
  while (above !== undefined && /^\s*#/.test(text.slice(above.start, above.end))) {
    const read = readLine(text, above.start);
    const joined = read.continues ? undefined : joinAt(text, read, rule);
    if (joined !== undefined) return joined;
    above = lineAbove(text, above);
  }
  return undefined;
}

function lineAbove(text: string, { start }: Range): Range | undefined {
  if (start === 0) return undefined;
  return lineAt(text, text.startsWith('\r\n', start - 2) ? start - 2 : start - 1);
}

function appendTo(text: string, line: Line, directive: string): TextEdit | undefined {
  if (line.continued) return undefined;
  const start = line.start + text.slice(line.start, line.end).trimEnd().length;
  return { start, end: line.end, newText: `  ${directive}` };
}

function putAbove(text: string, line: Line, directive: string): TextEdit | undefined {
  if (line.continues) return undefined;
  const indent = /^[ \t\f]*/.exec(text.slice(line.start, line.end))?.[0] ?? '';
  const lineBreak = /\r\n|\n|\r/.exec(text.slice(line.end))?.[0] ?? '\n';
  return { start: line.start, end: line.start, newText: `${indent}${directive}${lineBreak}` };
}
