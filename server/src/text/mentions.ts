import { isIdentifierPart } from './code-lines.ts';

/**
 * What a text may say of things that are defined elsewhere, by their last names: `name(` where it may call, or hand to
 * `partial`, something of that name, `<Name` where it may derive a class from one, `.name` where it may store an attribute of
 * something other than `self`, `@name` where it may decorate with one, `import trio` where it may import that. Strings and
 * comments count as code: who wants to know looks into the facts.
 */
export function mentionsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = text.indexOf('('); at >= 0; at = text.indexOf('(', at + 1)) addCall(text, at, found);
  for (let at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) addStore(text, at, found);
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) addDecorator(text, at, found);
  if (text.includes('trio') && IMPORT_OF_TRIO.test(text)) found.add('import trio');
  return found;
}

const IMPORT_OF_TRIO = /^[ \t]*(?:import|from)[ \t]+trio\b/m;

function addCall(text: string, paren: number, found: Set<string>): void {
  const end = skipBlanks(text, paren);
  const start = startOfName(text, end);
  if (start === end) return;
  const name = text.slice(start, end);
  const before = wordBefore(text, start);
  if (before === 'def') return;
  if (before === 'class') addBases(text, paren + 1, found);
  else found.add(`${name}(`);
  if (name.startsWith('partial'))
    addNames(FIRST_NAME.exec(text.slice(paren + 1, paren + 200)), (last) => `${last}(`, found);
}

const FIRST_NAME = /^\s*[\w.\u0080-\uffff]+/;
const NAMES = /[\w.\u0080-\uffff]+/g;

function addBases(text: string, start: number, found: Set<string>): void {
  const end = text.indexOf(')', start);
  if (end >= 0) addNames(text.slice(start, end).match(NAMES), (last) => `<${last}`, found);
}

function addNames(names: readonly string[] | null, mention: (last: string) => string, found: Set<string>): void {
  for (const name of names ?? []) found.add(mention(name.slice(name.lastIndexOf('.') + 1).trim()));
}

function addStore(text: string, equals: number, found: Set<string>): void {
  if (text[equals + 1] === '=') return;
  const end = skipBlanks(text, equals);
  const start = startOfName(text, end);
  if (start === end || text[start - 1] !== '.') return;
  const owner = text.slice(startOfName(text, start - 1), start - 1);
  if (owner !== 'self' && owner !== 'cls') found.add(`.${text.slice(start, end)}`);
}

/** What else begins with `@`, an address in a string, is another name to look for in vain. */
const addDecorator = (text: string, at: number, found: Set<string>): void => {
  addNames(FIRST_NAME.exec(text.slice(at + 1, at + 200)), (last) => `@${last}`, found);
};

function skipBlanks(text: string, end: number): number {
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end--;
  return end;
}

function startOfName(text: string, end: number): number {
  let start = end;
  while (start > 0 && isIdentifierPart(text.charCodeAt(start - 1))) start--;
  return start;
}

function wordBefore(text: string, start: number): string {
  const end = skipBlanks(text, start);
  return end === start ? '' : text.slice(startOfName(text, end), end);
}
