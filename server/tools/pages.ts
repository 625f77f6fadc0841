import { posix } from 'node:path';
import { type Language, type Localized, languages } from '../src/text/localized.ts';

/** Of a page: what is the same in all languages (code, names), or not. */
export type Part = string | Localized;

export const pageOf = (parts: readonly Part[], language: Language): string =>
  parts.map((part) => inLanguage(part, language)).join('\n\n');

export const inLanguage = (part: Part, language: Language): string =>
  typeof part === 'string' ? part : part[language];

/** Where the pages of a language stand. Those that are there in several have the same path in each folder. */
export const docsFolders: Readonly<Record<Language, string>> = { en: 'server/docs', 'zh-cn': 'server/docs/zh-cn' };

/** The languages by their own names. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', 'zh-cn': '简体中文' };

/** The page with links to what it is in the other languages, below its heading. */
export function withCounterparts(text: string, path: string, language: Language): string {
  const folder = posix.dirname(posix.join(docsFolders[language], path));
  const links = languages
    .filter((other) => other !== language)
    .map((other) => `[${languageNames[other]}](${posix.relative(folder, posix.join(docsFolders[other], path))})`);
  return text.replace(/\n/, `\n\n${links.join(' · ')}\n`);
}

/** For where a page has such links around it. */
export const withoutCounterparts = (text: string): string =>
  text.replace(/^(# .*\n)\n(?:(?: · )?\[(?:English|简体中文)\]\(.*?\))+\n/, '$1');
