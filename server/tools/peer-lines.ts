import { readFileSync } from 'node:fs';
import type { Language } from '../src/text/localized.ts';
import { inEachLanguage } from '../src/text/localized.ts';
import type { Part } from './pages.ts';
import { unmetLines } from './unmet-lines.ts';

/** Of the lines that a tool marks in its fixtures for a library with a code, those that are met with `strict = true`. */
export interface PeerLines {
  readonly tool: string;
  readonly library: PeerLibrary;
  readonly code: string;
  readonly met: number;
  readonly marked: number;
}

/** As `npm run bench:peers -- --record` writes them. */
export const PEER_LINES = 'server/tools/peer-lines.json';

/** flake8-async tells its fixtures apart by library, ruff does not. */
export type PeerLibrary = 'any' | 'asyncio' | 'trio and anyio';

export const peerLines = (): readonly PeerLines[] =>
  JSON.parse(readFileSync(PEER_LINES, 'utf8')) as readonly PeerLines[];

/** The part of the page on other tools that says which lines of a tool's own fixtures are met; none for most tools. */
export function linesSection(tool: string): readonly Part[] {
  const lines = peerLines().filter((it) => it.tool === tool);
  const libraries = [...new Set(lines.map(({ library }) => library))];
  if (libraries.length === 0) return [];
  const codes = [...new Set(lines.map(({ code }) => code))].sort();
  return [
    texts.heading,
    texts.introduction,
    inEachLanguage((language) =>
      [
        head(libraries, language),
        `| --- |${libraries.map(() => ' --: |').join('')} --- |`,
        row(texts.all[language], libraries, lines, ''),
        ...codes.map((code) => {
          const own = lines.filter((it) => it.code === code);
          return row(code, libraries, own, unmetLines[`${tool} ${code}`]?.[language] ?? '');
        }),
      ].join('\n'),
    ),
  ];
}

const head = (libraries: readonly PeerLibrary[], language: Language): string =>
  `| ${[texts.check, ...libraries.map((library) => texts[library]), texts.why].map((text) => text[language]).join(' | ')} |`;

function row(name: string, libraries: readonly PeerLibrary[], lines: readonly PeerLines[], why: string): string {
  const cells = libraries.map((library) => {
    const own = lines.filter((it) => it.library === library);
    const sum = (part: 'met' | 'marked'): number => own.reduce((total, it) => total + it[part], 0);
    return own.length > 0 ? `${String(sum('met'))} / ${String(sum('marked'))}` : '';
  });
  return `| ${[name, ...cells, why].join(' | ')} |`;
}

const texts = {
  heading: { en: '### Lines that are met with `strict`', 'zh-cn': '### 使用 `strict` 时对应的行' },
  introduction: {
    en: 'The files that it tests itself with were checked with `strict = true`. Of the lines that it marks in them with a code that has a rule here, this many are reported by such a rule; `npm run bench:peers` counts them. Modules that a file uses without importing them are imported in its first line, since Python knows no such names.',
    'zh-cn':
      '用 `strict = true` 检查它测试自己所用的文件。它在其中用某个代码标记的行，只要那个代码在这里有对应的规则，就统计有多少行由这样的规则报告；统计用 `npm run bench:peers`。文件没有导入就使用的模块，在第一行补上导入，因为 Python 不认识这样的名称。',
  },
  check: { en: 'Check', 'zh-cn': '检查' },
  all: { en: 'all', 'zh-cn': '全部' },
  any: { en: 'Met / marked', 'zh-cn': '对应 / 标记' },
  asyncio: { en: 'asyncio', 'zh-cn': 'asyncio' },
  'trio and anyio': { en: 'trio and anyio', 'zh-cn': 'trio 和 anyio' },
  why: { en: 'What is not met, and why', 'zh-cn': '没有对应的行，以及原因' },
};
