import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { wrongInChinese } from '../../harness/chinese.ts';

type Texts = Readonly<Record<string, string>>;

const textsOf = (file: string): Texts => JSON.parse(readFileSync(file, 'utf8')) as Texts;

const manifest = readFileSync('package.json', 'utf8');
const english = textsOf('package.nls.json');
const chinese = textsOf('package.nls.zh-cn.json');
const bundle = textsOf('client/l10n/bundle.l10n.zh-cn.json');

const CHINESE = /\p{Script=Han}/u;

/** What the client passes to `l10n.t` first. */
const used = readdirSync('client/src').flatMap((file) => {
  const path = join('client/src', file);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: (readonly [message: string, placeholders: number])[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'l10n.t') {
      const [message, ...fillings] = node.arguments;
      if (!message || !ts.isStringLiteralLike(message)) throw new Error(`${path}: ${node.getText()}`);
      found.push([message.text, fillings.length]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
});

/** `{0}`, `{1}`, each once, sorted. */
const placeholdersIn = (text: string): readonly string[] => [...new Set(text.match(/\{\d+\}/g))].sort();

describe('what package.json says', () => {
  const placeholders = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key = '']) => key);

  test('is there in both languages, and nothing else is', () => {
    expect(placeholders.length).toBeGreaterThan(80);
    expect(Object.keys(english).sort()).toEqual([...new Set(placeholders)].sort());
    expect(Object.keys(chinese)).toEqual(Object.keys(english));
  });

  test('is in the language that it should be in', () => {
    expect(Object.entries(english).filter(([, text]) => text === '' || CHINESE.test(text))).toEqual([]);
    const foreign = Object.entries(chinese).filter(([, text]) => !CHINESE.test(text) && !text.endsWith('.md'));
    expect(foreign).toEqual([]);
    expect(Object.values(chinese).flatMap(wrongInChinese)).toEqual([]);
  });

  test('has no words but by a placeholder', () => {
    const { contributes, capabilities } = JSON.parse(manifest) as Record<'contributes' | 'capabilities', object>;
    const words: unknown[] = [];
    JSON.stringify([contributes, capabilities], (key, value: unknown) => {
      if (/^(?:title|label|(?:markdown)?(?:enum)?descriptions?)$/i.test(key)) words.push(value);
      return value;
    });
    const texts = words.flat().filter((text) => typeof text === 'string' && text !== 'Async Pitfalls');
    expect(texts.length).toBeGreaterThan(80);
    expect(texts.filter((text) => !/^%.*%$/.test(text as string))).toEqual([]);
  });
});

describe('what the client says', () => {
  test('is there in Chinese, and nothing else is', () => {
    expect(used.length).toBeGreaterThan(40);
    expect(Object.keys(bundle).sort()).toEqual([...new Set(used.map(([message]) => message))].sort());
  });

  test.each(used)('%s', (message, count) => {
    expect(bundle[message]).toMatch(CHINESE);
    expect(wrongInChinese(bundle[message] ?? '')).toEqual([]);
    expect(placeholdersIn(message)).toHaveLength(count);
    expect(placeholdersIn(bundle[message] ?? '')).toEqual(placeholdersIn(message));
  });
});
