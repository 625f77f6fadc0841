/**
 * The 1-based line of a value in TOML text, by the keys that lead to it; the last key can be the text of an array's element.
 * The parser tells no places, so this reads headers and keys line by line. What it cannot find, it places at the nearest
 * table or key around it.
 */
export function lineOfToml(toml: string, path: readonly string[]): number {
  const lines = toml.split(/\r\n|\n/);
  let table: readonly string[] = [];
  let best = { depth: 0, line: 1 };
  lines.forEach((text, index) => {
    const header = /^\s*\[{1,2}\s*([^[\]]+?)\s*\]{1,2}\s*(?:#.*)?$/.exec(text)?.[1];
    const key = /^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=/.exec(text)?.[1];
    if (header !== undefined) table = splitKey(header);
    const here = key === undefined ? (header === undefined ? [] : table) : [...table, ...splitKey(key)];
    const depth = here.every((part, at) => part === path[at]) ? here.length : 0;
    if (depth > best.depth) best = { depth, line: index + 1 };
  });
  return best.depth < path.length ? lineOfText(lines, best.line, path.slice(best.depth)) : best.line;
}

/** Follows the rest of the path through inline tables and arrays, where keys and elements stand as plain text. */
function lineOfText(lines: readonly string[], from: number, rest: readonly string[]): number {
  let line = from;
  for (const part of rest) {
    const found = lines.findIndex((text, index) => index >= line - 1 && text.includes(part));
    const leaves = lines.findIndex((text, index) => index >= from && /^\s*\[[^[\]]+\]\s*(?:#.*)?$/.test(text));
    if (found === -1 || (leaves !== -1 && found >= leaves)) return line;
    line = found + 1;
  }
  return line;
}

const splitKey = (key: string): string[] =>
  (key.match(/[\w-]+|"[^"]*"|'[^']*'/g) ?? []).map((part) => part.replace(/^(["'])(.*)\1$/, '$2'));
