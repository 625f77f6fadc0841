import type { Localized } from '../../server/src/text/localized.ts';

/** What is not set as Chinese is: half-width punctuation beside it, and words and code without a space between them and it. */
export const wrongInChinese = (text: string): readonly string[] =>
  text.replaceAll(/`[^`]*`/g, '`code`').match(WRONG) ?? [];

const han = String.raw`\p{Script=Han}`;

const WRONG = new RegExp(
  [
    `[${han}”）][,.;:!?(]`,
    `[,;:!?)](?=${han})`,
    `${han}[A-Za-z0-9\`]`,
    `[A-Za-z0-9\`]${han}`,
    '[，。；：、（）“] ',
    ' [，。；：、（）”]',
  ].join('|'),
  'gu',
);

/** What is Latin in Chinese messages, too: proper names, and what Python programmers have no other word for. */
const TAKEN_OVER = new Set('Python Flask Future asyncio pytest lambda mock fixture nursery'.split(' '));

/** What of an English message is still English in Chinese, or is code that only one of them has, or ends in another way. */
export function untranslatedIn({ en, 'zh-cn': chinese }: Localized): readonly string[] {
  const words = [...chinese.replaceAll(CODE, '').matchAll(/[A-Za-z]{3,}/g)].map(([word]) => word);
  return [
    ...words.filter((word) => !TAKEN_OVER.has(word)),
    ...(codeIn(en) === codeIn(chinese) ? [] : [codeIn(en), codeIn(chinese)]),
    ...(en.endsWith('.') === chinese.endsWith('。') ? [] : ['。']),
  ];
}

const CODE = /`[^`]*`/g;

/** The names and pieces of code of a text, each once. */
const codeIn = (text: string): string => [...new Set(text.match(CODE))].sort().join(' ');
