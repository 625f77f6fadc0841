import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { wrongInChinese } from '../../harness/chinese.ts';

/** Where the two versions of a text stand beside each other, as `{ en: …, 'zh-cn': … }`. */
interface Pair {
  readonly where: string;
  readonly english: ts.Expression | undefined;
  readonly chinese: ts.Expression | undefined;
}

const files = readdirSync('server/src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('server/src', file));

const pairs = files.flatMap((file) => {
  const found: Pair[] = [];
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const english = valueOf(node, 'en');
      const chinese = valueOf(node, 'zh-cn');
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      if (english ?? chinese) found.push({ where: `${file}:${String(line + 1)}`, english, chinese });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
});

function valueOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = object.properties.find(
    (each) => each.name && (ts.isIdentifier(each.name) || ts.isStringLiteral(each.name)) && each.name.text === name,
  );
  return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

/** What a text says by itself, between its placeholders. */
function partsOf(node: ts.Node): readonly string[] {
  const parts = ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) ? [node.text] : [];
  ts.forEachChild(node, (child) => {
    parts.push(...partsOf(child));
  });
  return parts;
}

const wordsOf = (node: ts.Node): string => partsOf(node).join('');

/** What a text ends with; undefined where that is not written there. */
function endOf(text: ts.Expression): string | undefined {
  const literal = ts.isArrowFunction(text) ? text.body : text;
  if (ts.isStringLiteralLike(literal)) return literal.text;
  return ts.isTemplateExpression(literal) ? literal.templateSpans.at(-1)?.literal.text : undefined;
}

/** How many placeholders the function of a text has, and the places of those that it uses. */
function placeholdersOf(text: ts.Expression): { readonly count: number; readonly used: ReadonlySet<number> } {
  if (!ts.isArrowFunction(text)) return { count: 0, used: new Set() };
  const names = text.parameters.map(({ name }) => name.getText());
  const used = new Set<number>();
  const visit = (node: ts.Node): void => {
    const at = ts.isIdentifier(node) ? names.indexOf(node.text) : -1;
    if (at >= 0) used.add(at);
    ts.forEachChild(node, visit);
  };
  visit(text.body);
  return { count: names.length, used };
}

const CHINESE = /\p{Script=Han}/u;

describe('the texts of the server', () => {
  test('are there', () => {
    expect(pairs.length).toBeGreaterThan(100);
  });

  test.each(pairs.map((pair) => [pair.where, pair] as const))('%s is whole in both languages', (_, pair) => {
    const { english, chinese } = pair;
    if (!english || !chinese) expect.fail('one of the two is missing');
    const words = { english: wordsOf(english), chinese: wordsOf(chinese) };
    expect(words.english).not.toMatch(CHINESE);
    const told = words.english.replaceAll(/`[^`]*`/g, '');
    if (/[a-z]/i.test(told)) expect(words.chinese).not.toBe(words.english);
    // A single word may be a name.
    if (/[a-z]\W*\s\W*[a-z]/i.test(told)) expect(words.chinese).toMatch(CHINESE);
    expect(partsOf(chinese).flatMap(wrongInChinese)).toEqual([]);
    const [own, theirs] = [placeholdersOf(english), placeholdersOf(chinese)];
    if (own.count > 0) expect([...theirs.used].sort()).toEqual([...own.used].sort());
    const ends = [endOf(english)?.endsWith('.'), endOf(chinese)?.endsWith('。')];
    if (!ends.includes(undefined)) expect(ends[1]).toBe(ends[0]);
  });
});
