import { posix } from 'node:path';
import type { Markdown, Token } from '@11ty/eleventy';
import highlighter from 'highlight.js';
import { repository } from '../../package.json';
import type { Language } from '../src/text/localized.ts';

/** A page of the site. Paths are those of the repository and of the site, with slashes. */
export interface Page {
  readonly source: string;
  readonly target: string;
  /** Of the target without its language: what a page is about is there under the same path in each. */
  readonly path: string;
  readonly language: Language;
  readonly title: string;
  readonly text: string;
}

/** What stands below one heading, for the search. */
export interface Section {
  readonly url: string;
  readonly page: string;
  readonly heading: string;
  readonly text: string;
}

/** Gives headings their names as GitHub does, colours code, and leads links between files to the pages of the site. */
export function adapt(markdown: Markdown, pages: readonly Page[]): void {
  markdown.set({ html: true, highlight: (code, language) => highlighted(code, language) });
  markdown.core.ruler.push('site', ({ tokens, env }) => {
    nameHeadings(tokens);
    const page = pages.find(({ source }) => source === (env as Page).source);
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const attribute = token.type === 'image' ? 'src' : 'href';
      const link = token.attrGet(attribute);
      if (page && link !== null) token.attrSet(attribute, linkTo(link, page, pages));
    }
  });
}

/** `''` lets Markdown escape the code as it is. */
const highlighted = (code: string, language: string): string =>
  highlighter.getLanguage(language) ? highlighter.highlight(code, { language }).value : '';

function nameHeadings(tokens: readonly Token[]): void {
  const taken = new Map<string, number>();
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const name = textOf(tokens[index + 1])
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    const count = taken.get(name) ?? 0;
    taken.set(name, count + 1);
    token.attrSet('id', count === 0 ? name : `${name}-${count}`);
  }
}

/** What has no page here stands in the repository. */
function linkTo(link: string, page: Page, pages: readonly Page[]): string {
  const [, path = '', anchor = ''] = /^([^#]*)(.*)$/s.exec(link) ?? [];
  if (path === '' || /^[a-z]+:/.test(path)) return link;
  const file = posix.join(posix.dirname(page.source), path);
  const target = file.startsWith(MEDIA) ? file.slice(MEDIA_PARENT.length) : targetOf(file, pages);
  if (target === undefined) return `${repository.url}/blob/main/${file}${anchor}`;
  return posix.relative(posix.dirname(page.target), target) + anchor;
}

const MEDIA_PARENT = 'client/';
export const MEDIA = `${MEDIA_PARENT}media/`;

const targetOf = (file: string, pages: readonly Page[]): string | undefined =>
  pages.find(({ source }) => source === file)?.target;

/** The parts of a page, each with all that stands between its heading and the next. A rule's page is about one thing. */
export function sectionsOf(markdown: Markdown, page: Page): readonly Section[] {
  const sections: { url: string; page: string; heading: string; text: string }[] = [];
  const tokens = markdown.parse(page.text, { source: page.source });
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open' && !(page.path.startsWith('rules/') && sections.length > 0)) {
      const url = token.tag === 'h1' ? page.target : `${page.target}#${token.attrGet('id')!}`;
      sections.push({ url, page: page.title, heading: textOf(tokens[index + 1]), text: '' });
    } else if (tokens[index - 1]?.type !== 'heading_open') {
      const section = sections.at(-1);
      if (section) section.text = `${section.text} ${textOf(token)}`.trim();
    }
  }
  return sections;
}

/** Without what only says how it looks. */
function textOf(token: Token | undefined): string {
  if (token?.type === 'html_block') return '';
  const parts = token?.children?.map((child) => (child.type === 'softbreak' ? ' ' : child.content));
  return (parts?.join('') ?? token?.content ?? '').trim();
}
