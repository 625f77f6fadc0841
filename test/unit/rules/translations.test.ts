import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingKeys } from '../../../server/src/engine/settings-keys.ts';
import { conventions, thresholds } from '../../../server/src/knowledge/conventions.ts';
import { rules } from '../../../server/src/rules/registry.ts';
import { isLocalized, type Localized } from '../../../server/src/text/localized.ts';
import { configurationExamples } from '../../../server/tools/configuration-examples.ts';
import { docsFolders } from '../../../server/tools/pages.ts';
import { peerTools } from '../../../server/tools/peer-codes.ts';
import { beyondRuff, ruffOptions } from '../../../server/tools/ruff-options.ts';
import { wrongInChinese } from '../../harness/chinese.ts';

const texts: readonly (readonly [string, Localized])[] = [
  ...rules.flatMap(({ id, summary, docs }): [string, Localized][] => [
    [`${id}: summary`, summary],
    [`${id}: why`, docs.why],
    [`${id}: limits`, docs.limits],
    ...docs.examples.flatMap(({ claim }) =>
      claim === undefined || 'because' in claim
        ? []
        : [claim.meaning, claim.when].flatMap((text): [string, Localized][] => (text ? [[`${id}: claim`, text]] : [])),
    ),
  ]),
  ...Object.entries({ ...conventions, ...thresholds }).map(([name, { meaning }]) => [name, meaning] as const),
  ...Object.entries(settingKeys).map(([name, { description }]) => [name, description] as const),
  ...Object.entries(configurationExamples).map(([name, { about }]) => [`${name}: example`, about] as const),
  ...peerTools.flatMap(({ name, about, codes }) =>
    [about, ...codes.flatMap((code) => code.filter(isLocalized))].map((text) => [name, text] as const),
  ),
  ...Object.entries({ ...ruffOptions, ...beyondRuff }).flatMap(([name, text]) =>
    isLocalized(text) ? [[name, text] as const] : [],
  ),
];

const codeIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/`[^`]+`/g)].map(([code]) => code))].sort();

describe.each(texts)('%s', (_, text) => {
  const { en, 'zh-cn': chinese } = text;

  it('names the same code in all languages', () => {
    expect(chinese).not.toBe(en);
    expect(codeIn(chinese)).toEqual(codeIn(en));
  });

  it('is set in Chinese as Chinese is', () => {
    expect(wrongInChinese(chinese)).toEqual([]);
  });
});

const pages = readdirSync(docsFolders['zh-cn'], { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
);

it('finds the same pages in all languages', () => {
  expect(pages.filter((page) => page.startsWith('rules')).length).toBe(rules.length);
  for (const page of pages) expect(existsSync(join(docsFolders.en, page)), page).toBe(true);
});

it.each(['README.zh-cn.md', ...pages.map((page) => join(docsFolders['zh-cn'], page))])(
  '%s is set as Chinese is',
  (page) => {
    const prose = readFileSync(page, 'utf8')
      .replaceAll(/^```[\s\S]*?^```/gm, '')
      .replaceAll(/ *\| */g, '|');
    expect(wrongInChinese(prose)).toEqual([]);
  },
);
