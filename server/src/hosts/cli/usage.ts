import { localized, type Language } from '../../text/localized.ts';
import { checkOptions, languageOption, type Option } from './options.ts';

const commands = [
  [
    'check [PATH...]',
    {
      en: 'check files and folders, by default the working directory; `-` is standard input',
      'zh-cn': '检查文件和文件夹，默认是当前目录；`-` 表示标准输入',
    },
  ],
  [
    'outside PATH... -o FILE',
    {
      en: 'write what a package tells others into a file, for `check --outsides`',
      'zh-cn': '把一个包对外提供的信息写入文件，供 `check --outsides` 使用',
    },
  ],
  ['rules', { en: 'list all rules', 'zh-cn': '列出所有规则' }],
  ['explain RULE', { en: 'show the page about a rule', 'zh-cn': '显示一条规则的说明' }],
  [
    'completions SHELL',
    {
      en: 'show a script that completes commands: bash, zsh, fish',
      'zh-cn': '输出用于命令补全的脚本：bash、zsh、fish',
    },
  ],
  ['server --stdio', { en: 'start the language server', 'zh-cn': '启动语言服务器' }],
] as const;

const everywhere = [
  [written(languageOption), languageOption.help],
  ['-h, --help', { en: 'show this help', 'zh-cn': '显示这份帮助' }],
  ['-V, --version', { en: 'show the version', 'zh-cn': '显示版本' }],
] as const;

const WIDTH = 24;

const texts = {
  what: { en: 'Finds async/await mistakes in Python.', 'zh-cn': '查找 Python 代码中 async/await 的错误。' },
  usage: { en: 'Usage: async-pitfalls COMMAND', 'zh-cn': '用法：async-pitfalls COMMAND' },
  commands: { en: 'Commands:', 'zh-cn': '命令：' },
  group: localized({
    en: (title: string) => `check, ${title.toLowerCase()}:`,
    'zh-cn': (title) => `check 的选项，${title}：`,
  }),
  everywhere: { en: 'Everywhere:', 'zh-cn': '所有命令通用：' },
  exitCodes: {
    en: 'Exit codes: 0 nothing found, 1 warnings or errors found, 2 something could not be done.',
    'zh-cn': '退出码：0 没有发现问题，1 发现了警告或错误，2 有未能完成的事。',
  },
};

/** What `--help` shows. */
export function usage(language: Language): string {
  const groups = checkOptions.map(({ title, options }) => {
    const pairs = options.map((option) => [written(option), option.help[language]] as const);
    return `${texts.group(title)[language]}\n${rows(pairs)}`;
  });
  const translated = (pairs: typeof commands | typeof everywhere) =>
    pairs.map(([left, help]) => [left, help[language]] as const);
  return [
    `${texts.what[language]}\n`,
    `${texts.usage[language]}\n`,
    `${texts.commands[language]}\n${rows(translated(commands))}`,
    ...groups,
    `${texts.everywhere[language]}\n${rows(translated(everywhere))}`,
    `${texts.exitCodes[language]}\n`,
  ].join('\n');
}

function written({ name, short, value }: Option): string {
  return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}

function rows(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([left, right]) => `  ${left.padEnd(WIDTH)}  ${right}\n`).join('');
}
