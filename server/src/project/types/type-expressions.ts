/** An annotation written in a string, read without a Python parser. */
export type TypeExpression =
  | { readonly kind: 'none' }
  | { readonly kind: 'name'; readonly path: readonly string[] }
  | { readonly kind: 'subscript'; readonly path: readonly string[]; readonly args: readonly TypeExpression[] }
  | { readonly kind: 'union'; readonly items: readonly TypeExpression[] }
  /** `...`, parameter lists, literals. */
  | { readonly kind: 'other' };

const TOKEN = /\s*(?:([\p{L}_][\p{L}\p{N}_]*)|(\.\.\.)|([[\].,|])|(-?\d+|'[^']*'|"[^"]*"))/uy;

/** Reads `dict[str, Client | None]` and the like; undefined for anything else. */
export function parseTypeExpression(text: string): TypeExpression | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const source = text.trim();
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (!match) return undefined;
    tokens.push(match[0].trim());
  }
  const reader = { tokens, next: 0 };
  const result = readUnion(reader, 0);
  return result && reader.next === tokens.length ? result : undefined;
}

interface Reader {
  readonly tokens: readonly string[];
  next: number;
}

const MAX_DEPTH = 12;

function readUnion(reader: Reader, depth: number): TypeExpression | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const items: TypeExpression[] = [];
  do {
    const item = readItem(reader, depth);
    if (!item) return undefined;
    items.push(item);
  } while (take(reader, '|'));
  return items.length === 1 ? items[0] : { kind: 'union', items };
}

function readItem(reader: Reader, depth: number): TypeExpression | undefined {
  if (reader.tokens[reader.next] === '[') return readList(reader, depth) && { kind: 'other' };
  const token = reader.tokens[reader.next++];
  if (token === undefined) return undefined;
  if (/^(\.\.\.|-?\d|['"])/.test(token)) return { kind: 'other' };
  if (!/^[\p{L}_]/u.test(token)) return undefined;
  if (token === 'None') return { kind: 'none' };
  const path = [token];
  while (take(reader, '.')) {
    const name = reader.tokens[reader.next++];
    if (name === undefined) return undefined;
    path.push(name);
  }
  if (reader.tokens[reader.next] !== '[') return { kind: 'name', path };
  const args = readList(reader, depth);
  return args && { kind: 'subscript', path, args };
}

function readList(reader: Reader, depth: number): readonly TypeExpression[] | undefined {
  reader.next++;
  const args: TypeExpression[] = [];
  while (!take(reader, ']')) {
    const arg = readUnion(reader, depth + 1);
    if (!arg) return undefined;
    args.push(arg);
    if (!take(reader, ',') && reader.tokens[reader.next] !== ']') return undefined;
  }
  return args;
}

function take(reader: Reader, token: string): boolean {
  if (reader.tokens[reader.next] !== token) return false;
  reader.next++;
  return true;
}
