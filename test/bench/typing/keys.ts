import type { ContentChange } from '../../../server/src/text/edits.ts';

/** One key as the editor carries it out: a change of the text. */
export interface Key {
  readonly change: Required<ContentChange>;
  /** Where the cursor is afterwards. */
  readonly cursor: number;
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '"': '"', "'": "'" };

/**
 * The keys that put `typed` into `text` at an offset. Brackets and quotes are closed as they are opened, and typed over; a
 * new line begins under the one above, or deeper behind a colon, and is brought to its column by a key a step.
 */
export function* keysOf(text: string, at: number, typed: string): Generator<Key> {
  let cursor = at;
  let current = text;
  /** Closing brackets and quotes behind the cursor that the editor has put there, the nearest one last. */
  const closing: string[] = [];
  const press = (start: number, end: number, inserted: string, back = 0): Key => {
    current = current.slice(0, start) + inserted + current.slice(end);
    cursor = start + inserted.length - back;
    return { change: { start, end, text: inserted }, cursor };
  };
  for (let i = 0; i < typed.length; i++) {
    const unit = typed[i]!;
    if (unit === '\n') {
      const indent = /^[ \t]*/.exec(typed.slice(i + 1))![0];
      const isBlank = /^[ \t]*(?:\n|$)/.test(typed.slice(i + 1));
      // Brackets that are closed on another line are closed there by hand; docstrings stay closed.
      const isString = closing.at(-1) === '"' || closing.at(-1) === "'";
      const left = isString && closing.length === 3 ? 0 : closing.splice(0).length;
      if (left > 0) yield press(cursor, cursor + left, '');
      const lineStart = current.lastIndexOf('\n', cursor - 1) + 1;
      const line = current.slice(lineStart, cursor);
      const own = /^[ \t]*/.exec(line)![0];
      const proposed = line.trim() === '' ? own : /[:([{]\s*$/.test(line) ? `${own}    ` : own;
      // An empty line loses its indent to the next one.
      const from = line.trim() === '' ? lineStart : cursor;
      if (isBlank) {
        yield press(from, cursor, typed.slice(i + 1).trim() === '' ? '\n' : `\n${proposed}`);
        i += indent.length;
        continue;
      }
      yield press(from, cursor, `\n${proposed}`);
      if (proposed !== indent) {
        const begin = cursor - proposed.length;
        for (let column = proposed.length - 4; column > indent.length; column -= 4)
          yield press(begin + column, cursor, '');
        yield press(begin, cursor, indent);
      }
      i += indent.length;
    } else if (closing.at(-1) === unit && current[cursor] === unit) {
      closing.pop();
      cursor++;
      // Typed over: the text stays, the cursor moves.
      yield { change: { start: cursor, end: cursor, text: '' }, cursor };
    } else if (isClosedByItself(unit, current, cursor)) {
      const closer = closers[unit]!;
      const isTriple = unit === closer && current.slice(cursor - 2, cursor) === unit + unit;
      if (isTriple) {
        yield press(cursor, cursor, unit + unit.repeat(3), 3);
        closing.push(unit, unit, unit);
      } else {
        yield press(cursor, cursor, unit + closer, 1);
        closing.push(closer);
      }
    } else yield press(cursor, cursor, unit);
  }
  const left = closing.length;
  if (left > 0) yield press(cursor, cursor + left, '');
}

/** Where nothing but space or closers follows; a quote also not behind a word, where it ends a string or an apostrophe. */
function isClosedByItself(unit: string, text: string, cursor: number): boolean {
  if (closers[unit] === undefined) return false;
  const next = text[cursor] ?? '\n';
  if (!/[\s)\]}"':;,]/.test(next)) return false;
  if (unit !== '"' && unit !== "'") return true;
  const line = text.slice(text.lastIndexOf('\n', cursor - 1) + 1, cursor);
  const before = text[cursor - 1] ?? '';
  return !/[\w"'\\]/.test(before) || /(?:^|\W)[rbfuRBFU]{1,2}$/.test(line) || line.endsWith(unit + unit);
}
