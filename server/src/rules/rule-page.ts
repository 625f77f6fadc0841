import { conventions, thresholds } from '../knowledge/conventions.ts';
import { type Language, type Localized, localized } from '../text/localized.ts';
import type { Claim, Demonstration, Rule } from './rule.ts';

/** The page about a rule, in Markdown. */
export function rulePage(rule: Rule, language: Language): string {
  const { why, examples, limits, peers } = rule.docs;
  const claimed = (claim: Claim | undefined): Localized[] =>
    claim === undefined || 'because' in claim ? [] : [shown(claim)];
  const parts = [
    `# ${rule.id}`,
    rule.summary,
    atAGlance(rule),
    headings.why,
    why,
    ...examples.flatMap(({ bad, good, claim }) => [
      headings.example,
      code(bad),
      ...claimed(claim),
      headings.instead,
      code(good),
    ]),
    headings.limits,
    limits,
    ...(rule.strict ? [headings.strict, rule.strict.reports, beingStrict(rule.id)] : []),
    ...takenForGranted(rule),
    headings.silence,
    silence(rule.id),
    ...(peers.length > 0 ? [headings.peers, byTool(peers)] : []),
  ];
  return `${parts.map((part) => (typeof part === 'string' ? part : part[language])).join('\n\n')}\n`;
}

const headings = {
  why: { en: '## Why', 'zh-cn': '## 为什么' },
  example: { en: '## Example', 'zh-cn': '## 示例' },
  instead: { en: 'Instead:', 'zh-cn': '应改为：' },
  limits: { en: '## What it does not see', 'zh-cn': '## 检查范围' },
  strict: { en: '## When it is strict', 'zh-cn': '## 从严检查' },
  silence: { en: '## How to silence it', 'zh-cn': '## 如何忽略' },
  peers: { en: '## Similar rules', 'zh-cn': '## 类似的规则' },
};

const atAGlance = ({ severity, fix, relaxed }: Rule): Localized =>
  localized({
    en: (severity: string, fix: string, relaxed: string) => `Severity: ${severity}. Quick fix: ${fix}.${relaxed}`,
    'zh-cn': (severity, fix, relaxed) => `级别：${severity}。快速修复：${fix}。${relaxed}`,
  })(severityWords[severity], fixWords[fix], relaxed === true ? RELAXED : '');

export const severityWords = {
  error: { en: 'error', 'zh-cn': '错误' },
  warning: { en: 'warning', 'zh-cn': '警告' },
  information: { en: 'information', 'zh-cn': '信息' },
  hint: { en: 'hint', 'zh-cn': '提示' },
  off: { en: 'off by default', 'zh-cn': '默认关闭' },
} as const;

export const fixWords = {
  always: { en: 'yes', 'zh-cn': '有' },
  sometimes: { en: 'sometimes', 'zh-cn': '视情况' },
  never: { en: 'no', 'zh-cn': '无' },
} as const;

const RELAXED = {
  en: ' Does not run in tests, examples, benchmarks, documentation and copies of other projects, unless the setting [`relaxed-paths`](../configuration.md#relaxed-paths) says otherwise.',
  'zh-cn':
    '在测试、示例、基准测试、文档和其他项目的副本中不运行，除非设置 [`relaxed-paths`](../configuration.md#relaxed-paths) 另有规定。',
};

const beingStrict = localized({
  en: (id: string) =>
    `Off by default; the setting [\`strict\`](../configuration.md#strict) turns it on, as in \`strict = ["${id}"]\`, and what it adds is information.`,
  'zh-cn': (id) =>
    `默认关闭；用设置 [\`strict\`](../configuration.md#strict) 打开，例如 \`strict = ["${id}"]\`，由此增加的报告级别是“信息”。`,
});

const silence = localized({
  en: (id: string) =>
    `Write \`# async-pitfalls: ignore[${id}]\` behind the code, or on a line of its own above it, or \`# async-pitfalls: ignore-file[${id}]\` anywhere in the file.`,
  'zh-cn': (id) =>
    `在代码后面，或在代码上方单独一行，写上 \`# async-pitfalls: ignore[${id}]\`；要忽略整个文件，在文件的任意位置写上 \`# async-pitfalls: ignore-file[${id}]\`。`,
});

/** What is concluded from numbers and from names alone. */
function takenForGranted({ id, category }: Rule): readonly Localized[] {
  const ours = Object.values(conventions).filter(({ rules }) => rules.includes(id) || rules.includes(category));
  const items = (language: Language): string =>
    ours
      .map(({ meaning, groups }) => {
        const names = groups.flatMap((group) => group.names.map((name) => `\`${name}\``));
        return language === 'en'
          ? `- ${names.join(', ')}: ${meaning.en}`
          : `- ${names.join('、')}：${meaning[language]}`;
      })
      .join('\n');
  const numbers = Object.values(thresholds).filter(({ rules }) => rules.includes(id) || rules.includes(category));
  return [
    ...numbers.map(({ meaning }) => meaning),
    ...(ours.length > 0 ? [BY_NAME, { en: items('en'), 'zh-cn': items('zh-cn') }] : []),
  ];
}

const BY_NAME = {
  en: 'Where no code and no type tells better, it goes by names, also in other spellings (`…` stands for any words):',
  'zh-cn': '代码和类型都给不出更可靠的依据时，根据名称判断，各种拼写形式都算（`…` 代表任意单词）：',
};

/** `- mypy: attr-defined, index` */
function byTool(peers: readonly string[]): Localized {
  const tools = new Map<string, string[]>();
  for (const peer of peers) {
    const [tool = '', code = ''] = peer.split(' ');
    tools.set(tool, [...(tools.get(tool) ?? []), `\`${code}\``]);
  }
  return {
    en: [...tools].map(([tool, codes]) => `- ${tool}: ${codes.join(', ')}`).join('\n'),
    'zh-cn': [...tools].map(([tool, codes]) => `- ${tool}：${codes.join('、')}`).join('\n'),
  };
}

/** What readers see when they run the example themselves. */
const shown = (claim: Demonstration): Localized => ({ en: shownInEnglish(claim), 'zh-cn': shownInChinese(claim) });

function shownInEnglish({ shows, stallMilliseconds, hangs, when, meaning, python }: Demonstration): string {
  const parts = [
    ...(shows === undefined ? [] : [`shows ${linesOf(shows).join(', then ')}`]),
    ...(stallMilliseconds === undefined ? [] : [`logs ${SLOW}: the event loop stands still`]),
    ...(hangs ? ['never ends'] : []),
  ];
  const since = python === undefined ? '' : ` and Python ${python} or newer`;
  const condition = when === undefined ? '' : `, ${when.en}`;
  const told = meaning === undefined ? '' : `: ${meaning.en}`;
  return `Under asyncio's debug mode (\`python -X dev\`)${since} it ${parts.join(' and ')}${condition}${told}.`;
}

function shownInChinese({ shows, stallMilliseconds, hangs, when, meaning, python }: Demonstration): string {
  const parts = [
    ...(shows === undefined ? [] : [`会显示 ${linesOf(shows).join('，然后是 ')}`]),
    ...(stallMilliseconds === undefined ? [] : [`会记录 ${SLOW}：事件循环停住了`]),
    ...(hangs ? ['永远不会结束'] : []),
  ];
  const since = python === undefined ? '' : `用 Python ${python} 或更高版本，`;
  const condition = when === undefined ? '' : `${when['zh-cn']}，`;
  const told = meaning === undefined ? '' : `：${meaning['zh-cn']}`;
  return `${since}在 asyncio 的调试模式（\`python -X dev\`）下运行，${condition}它${parts.join('，并且')}${told}。`;
}

const SLOW = '`Executing <Task …> took … seconds`';

const linesOf = (text: string): readonly string[] => text.split('\n').map((line) => `\`${line}\``);

const code = (python: string): string => `\`\`\`python\n${python.trimEnd()}\n\`\`\``;
