import { languages, localized, type Localized } from '../../text/localized.ts';
import { formatNames } from './formats/format-names.ts';

/** An option: its help, its completions and its row in the documentation come from here. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** What stands for its value in the help; without it the option is there or not. */
  readonly value?: string;
  /** The only values that it takes. */
  readonly values?: readonly string[];
  /** What its value is the name of. */
  readonly names?: 'rule' | 'file';
  readonly multiple?: true;
  readonly help: Localized;
}

export interface OptionGroup {
  readonly title: Localized;
  readonly options: readonly Option[];
}

const list = localized({
  en: (names: readonly string[]) => names.join(', '),
  'zh-cn': (names) => names.join('、'),
});

const formatHelp = localized({
  en: (names: string) => `how findings are shown: ${names} (default: text)`,
  'zh-cn': (names) => `以何种格式显示问题：${names}（默认：text）`,
});

const languageHelp = localized({
  en: (names: string) => `the language of all that is shown: ${names} (default: that of LC_ALL, LC_MESSAGES or LANG)`,
  'zh-cn': (names) => `输出所用的语言：${names}（默认：由 LC_ALL、LC_MESSAGES 或 LANG 决定）`,
});

/** What every command takes. */
export const languageOption: Option = {
  name: 'lang',
  value: 'LANGUAGE',
  values: languages,
  help: languageHelp(list(languages)),
};

/** Of `check`. */
export const checkOptions: readonly OptionGroup[] = [
  {
    title: { en: 'Which files', 'zh-cn': '检查哪些文件' },
    options: [
      {
        name: 'exclude',
        value: 'GLOB',
        multiple: true,
        help: {
          en: 'leave out these files and folders, too; may be given several times',
          'zh-cn': '另外排除这些文件和文件夹；可以多次使用',
        },
      },
      {
        name: 'force-exclude',
        help: {
          en: 'leave out what a folder’s listing would leave out even if it is named',
          'zh-cn': '遍历文件夹时会排除的文件，即使被点名也一样排除',
        },
      },
      {
        name: 'shard',
        value: 'N/COUNT',
        help: {
          en: 'check the Nth of so many equal parts of the files, the others in other runs: 3/8',
          'zh-cn': '把文件分成若干等份，只检查第 N 份，其余的留给其他运行：3/8',
        },
      },
      {
        name: 'outsides',
        value: 'FILE',
        names: 'file',
        multiple: true,
        help: {
          en: 'know other packages by what `outside` has written of them, and by nothing else; may be given several times',
          'zh-cn': '对其他包的了解只来自 `outside` 为它们写出的文件；可以多次使用',
        },
      },
      {
        name: 'stdin-filename',
        value: 'FILE',
        names: 'file',
        help: {
          en: 'with `-`: what standard input is the text of',
          'zh-cn': '与 `-` 一起使用：标准输入是哪个文件的内容',
        },
      },
    ],
  },
  {
    title: { en: 'Which rules', 'zh-cn': '使用哪些规则' },
    options: [
      {
        name: 'select',
        value: 'RULE,…',
        names: 'rule',
        multiple: true,
        help: { en: 'run only these rules', 'zh-cn': '只运行这些规则' },
      },
      {
        name: 'ignore',
        value: 'RULE,…',
        names: 'rule',
        multiple: true,
        help: { en: 'do not run these rules', 'zh-cn': '不运行这些规则' },
      },
      {
        name: 'config',
        value: 'FILE',
        names: 'file',
        help: {
          en: 'take the settings from this file’s table [tool.async-pitfalls] and from no pyproject.toml',
          'zh-cn': '只从这个文件的 [tool.async-pitfalls] 表读取设置，不读任何 pyproject.toml',
        },
      },
      { name: 'isolated', help: { en: 'read no pyproject.toml', 'zh-cn': '不读任何 pyproject.toml' } },
      {
        name: 'hints',
        help: {
          en: 'show hints, too: advice that editors show as dots under a name',
          'zh-cn': '同时显示提示：编辑器中以名称下方的小点表示的建议',
        },
      },
    ],
  },
  {
    title: { en: 'Findings of before', 'zh-cn': '以前的问题' },
    options: [
      {
        name: 'baseline',
        value: 'FILE',
        names: 'file',
        help: { en: 'say nothing of the findings that this file holds', 'zh-cn': '不报告这个文件中记录的问题' },
      },
      {
        name: 'write-baseline',
        help: {
          en: 'with --baseline: put all findings into the file',
          'zh-cn': '与 --baseline 一起使用：把所有问题写入该文件',
        },
      },
      {
        name: 'add-ignore',
        value: 'REASON',
        help: {
          en: 'silence all findings by a comment with this reason',
          'zh-cn': '为所有问题加上忽略注释，并写明这个理由',
        },
      },
    ],
  },
  {
    title: { en: 'Fixes', 'zh-cn': '修复' },
    options: [
      { name: 'fix', help: { en: 'apply all safe fixes', 'zh-cn': '应用所有安全的修复' } },
      {
        name: 'unsafe-fixes',
        help: {
          en: 'with --fix or --diff: also apply the fixes that you have to look at',
          'zh-cn': '与 --fix 或 --diff 一起使用：连需要人工检查的修复也一并应用',
        },
      },
      {
        name: 'diff',
        help: {
          en: 'show what --fix would change, and change nothing',
          'zh-cn': '只显示 --fix 会做的改动，不修改文件',
        },
      },
    ],
  },
  {
    title: { en: 'Output', 'zh-cn': '输出' },
    options: [
      { name: 'output-format', value: 'FORMAT', values: formatNames, help: formatHelp(list(formatNames)) },
      {
        name: 'output-file',
        short: 'o',
        value: 'FILE',
        names: 'file',
        help: { en: 'write the findings to a file', 'zh-cn': '把问题写入文件' },
      },
      {
        name: 'statistics',
        help: {
          en: 'show how often each rule finds something instead of the findings',
          'zh-cn': '不显示问题，只显示每条规则发现了多少个',
        },
      },
      { name: 'show-files', help: { en: 'show which files would be checked', 'zh-cn': '显示将要检查哪些文件' } },
      {
        name: 'show-settings',
        help: { en: 'show the settings for the first of the files', 'zh-cn': '显示第一个文件所用的设置' },
      },
      {
        name: 'watch',
        short: 'w',
        help: { en: 'check again whenever a file changes', 'zh-cn': '每当文件发生变化就重新检查' },
      },
      {
        name: 'quiet',
        short: 'q',
        help: {
          en: 'show findings and what could not be done, and nothing else',
          'zh-cn': '只显示问题和未能完成的事，其他都不显示',
        },
      },
      { name: 'no-color', help: { en: 'show no colours', 'zh-cn': '不使用颜色' } },
    ],
  },
  {
    title: { en: 'Exit code', 'zh-cn': '退出码' },
    options: [
      {
        name: 'exit-zero',
        help: { en: 'exit with 0 although there are findings', 'zh-cn': '即使发现问题，退出码也是 0' },
      },
      {
        name: 'exit-non-zero-on-fix',
        help: { en: 'exit with 1 when --fix has changed a file', 'zh-cn': '--fix 修改过文件时，退出码是 1' },
      },
    ],
  },
  {
    title: { en: 'Other', 'zh-cn': '其他' },
    options: [
      {
        name: 'cache-dir',
        value: 'FOLDER',
        names: 'file',
        help: {
          en: 'keep there what makes the next check quick (default: $ASYNC_PITFALLS_CACHE_DIR, else the system’s folder for caches)',
          'zh-cn': '存放加快下次检查的数据（默认：$ASYNC_PITFALLS_CACHE_DIR，否则是系统的缓存文件夹）',
        },
      },
      {
        name: 'no-cache',
        help: { en: 'keep nothing on disk for the next time', 'zh-cn': '不在磁盘上为下次保存任何数据' },
      },
    ],
  },
];

export const allCheckOptions: readonly Option[] = checkOptions.flatMap(({ options }) => options);
