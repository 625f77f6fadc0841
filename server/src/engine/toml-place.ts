/**
 * Tells the 1-based lines of values in TOML text, by the keys that lead to them; the last key can be the text of an array's
 * element. The parser tells no places, so this reads headers and keys line by line. What it cannot find, it places at the
 * nearest table or key around it.
 */
export function linesOfToml(toml: string): (path: readonly string[]) => number {
  const lines = toml.split(/\r\n|\n/);
  const keys = keysIn(lines);
  return (path) => {
    let best = { depth: 0, line: 1 };
    for (const { key, line } of keys) {
      if (key.length > best.depth && key.every((part, at) => part === path[at])) best = { depth: key.length, line };
    }
    return best.depth < path.length ? lineOfText(lines, best.line, path.slice(best.depth)) : best.line;
  };
}

interface KeyLine {
  /** From the root of the document. */
  readonly key: readonly string[];
  readonly line: number;
}

function keysIn(lines: readonly string[]): readonly KeyLine[] {
  const found: KeyLine[] = [];
  let table: readonly string[] = [];
  lines.forEach((text, index) => {
    const header = HEADER.exec(text)?.[1];
    const key = /^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=/.exec(text)?.[1];
    if (header !== undefined) table = splitKey(header);
    if (key !== undefined) found.push({ key: [...table, ...splitKey(key)], line: index + 1 });
    else if (header !== undefined) found.push({ key: table, line: index + 1 });
  });
  return found;
}

const HEADER = /^\s*\[{1,2}([^[\]]+)\]{1,2}\s*(?:#.*)?$/;

/** Follows the rest of the path through inline tables and arrays, where keys and elements stand as plain text. */
function lineOfText(lines: readonly string[], from: number, rest: readonly string[]): number {
  let line = from;
  for (const part of rest) {
    const found = lines.findIndex((text, index) => index >= line - 1 && text.includes(part));
    const leaves = lines.findIndex((text, index) => index >= from && HEADER.test(text));
    if (found === -1 || (leaves !== -1 && found >= leaves)) return line;
    line = found + 1;
  }
  return line;
}

const splitKey = (key: string): string[] =>
  (key.match(/[\w-]+|"[^"]*"|'[^']*'/g) ?? []).map((part) => part.replace(/^(["'])(.*)\1$/, '$2'));
