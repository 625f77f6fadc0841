import type { Part } from './pages.ts';

/**
 * The options of `ruff check` (0.17) and what there is in their place, or why there is nothing. A test compares the names with
 * what ruff itself says.
 */
export const ruffOptions: Readonly<Record<string, Part>> = {
  '--fix': '`--fix`',
  '--unsafe-fixes': '`--unsafe-fixes`',
  '--show-fixes': {
    en: '`--fix` says how many were fixed, `--diff` before that which',
    'zh-cn': '`--fix` 会说明修复了多少，`--diff` 则事先显示是哪些',
  },
  '--diff': '`--diff`',
  '--watch': '`--watch`',
  '--fix-only': {
    en: '`--fix --quiet --exit-zero`; what is left is shown all the same',
    'zh-cn': '`--fix --quiet --exit-zero`；剩下的仍会显示',
  },
  '--ignore-noqa': {
    en: 'nothing: `# noqa` counts only with a code that names the same mistake, or alone',
    'zh-cn': '没有：`# noqa` 只有带上指同一错误的代码，或单独使用时才有效',
  },
  '--output-format': {
    en: '`--output-format`: `full` is `text`; `grouped`, `pylint`, `rdjson` and `azure` are not there, `concise` and `sarif` are read by the same tools; `html` is there as well',
    'zh-cn':
      '`--output-format`：`full` 即 `text`；没有 `grouped`、`pylint`、`rdjson` 和 `azure`，同样的工具可以读取 `concise` 和 `sarif`；另外还有 `html`',
  },
  '--output-file': '`--output-file`',
  '--target-version': {
    en: '`python` in the settings, else `requires-python` of the project',
    'zh-cn': '设置中的 `python`，没有则取项目的 `requires-python`',
  },
  '--preview': {
    en: 'nothing: rules that are off by default are turned on one by one, with `--select` or `severity`',
    'zh-cn': '没有：默认关闭的规则用 `--select` 或 `severity` 逐个打开',
  },
  '--extension': {
    en: 'nothing: a file that is named is checked as Python whatever it is called, `.ipynb` as a notebook',
    'zh-cn': '没有：直接指定的文件不论叫什么名字都作为 Python 检查，`.ipynb` 作为笔记本检查',
  },
  '--statistics': '`--statistics`',
  '--add-noqa': '`--add-ignore REASON`',
  '--add-ignore': '`--add-ignore REASON`',
  '--show-files': '`--show-files`',
  '--show-settings': '`--show-settings`',
  '--help': '`--help`',
  '--select': '`--select`',
  '--ignore': '`--ignore`',
  '--extend-select': {
    en: '`severity` in the settings, which turns on one rule and leaves the others as they are',
    'zh-cn': '设置中的 `severity`，它打开一条规则而不影响其他规则',
  },
  '--per-file-ignores': { en: '`per-file-ignores` in the settings', 'zh-cn': '设置中的 `per-file-ignores`' },
  '--extend-per-file-ignores': { en: '`per-file-ignores` in the settings', 'zh-cn': '设置中的 `per-file-ignores`' },
  '--fixable': { en: '`--select` together with `--fix`', 'zh-cn': '`--select` 与 `--fix` 一起使用' },
  '--unfixable': { en: '`--ignore` together with `--fix`', 'zh-cn': '`--ignore` 与 `--fix` 一起使用' },
  '--extend-fixable': { en: '`--select` together with `--fix`', 'zh-cn': '`--select` 与 `--fix` 一起使用' },
  '--exclude': {
    en: '`exclude` in the settings; `--exclude` adds to it',
    'zh-cn': '设置中的 `exclude`；`--exclude` 在此基础上追加',
  },
  '--extend-exclude': '`--exclude`',
  '--respect-gitignore': {
    en: 'always so; what is ignored is checked when it is named',
    'zh-cn': '总是如此；被忽略的文件在直接指定时会检查',
  },
  '--force-exclude': '`--force-exclude`',
  '--no-cache': '`--no-cache`',
  '--cache-dir': '`--cache-dir`',
  '--stdin-filename': '`--stdin-filename`',
  '--exit-zero': '`--exit-zero`',
  '--exit-non-zero-on-fix': '`--exit-non-zero-on-fix`',
  '--verbose': {
    en: 'nothing: what is left out or not read is always told',
    'zh-cn': '没有：被跳过或无法读取的内容总会说明',
  },
  '--quiet': '`--quiet`',
  '--silent': {
    en: '`--quiet` with the output to nowhere; the exit code tells',
    'zh-cn': '`--quiet` 并丢弃输出；由退出码说明结果',
  },
  '--config': {
    en: '`--config FILE`; single settings are options of their own or stand in the file',
    'zh-cn': '`--config FILE`；单项设置有各自的选项，或写在该文件中',
  },
  '--isolated': '`--isolated`',
  '--color': {
    en: '`--no-color`, and the variables `NO_COLOR` and `FORCE_COLOR`',
    'zh-cn': '`--no-color`，以及环境变量 `NO_COLOR` 和 `FORCE_COLOR`',
  },
};

/** What ruff has no option for. */
export const beyondRuff: Readonly<Record<string, Part>> = {
  '--baseline': {
    en: 'old findings stay silent until their code changes',
    'zh-cn': '已有的问题保持沉默，直到其代码改变',
  },
  '--write-baseline': { en: 'writes that file', 'zh-cn': '写出该文件' },
  '--outsides': { en: 'packages are checked one by one', 'zh-cn': '逐个检查各个包' },
  '--shard': { en: 'several machines share the files', 'zh-cn': '由多台机器分担文件' },
  '--lang': { en: 'all that is said in English or Chinese', 'zh-cn': '所有输出使用英文或中文' },
  '--hints': { en: 'advice that is not worth a line otherwise', 'zh-cn': '平时不值得占一行的建议' },
};
