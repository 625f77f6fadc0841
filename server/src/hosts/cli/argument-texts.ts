import { localized } from '../../text/localized.ts';

/** What is said of arguments that cannot be understood. */
export const argumentTexts = {
  noCommand: localized({
    en: (commands: readonly string[]) => `say what to do: ${commands.join(', ')}`,
    'zh-cn': (commands) => `请说明要做什么：${commands.join('、')}`,
  }),
  unknownOption: localized({
    en: (name: string) => `unknown option \`${name}\``,
    'zh-cn': (name) => `没有选项 \`${name}\``,
  }),
  unknownCommand: localized({
    en: (name: string) => `unknown command \`${name}\``,
    'zh-cn': (name) => `没有命令 \`${name}\``,
  }),
  perhaps: localized({
    en: (what: string, nearest: string) => `${what}, perhaps you mean \`${nearest}\``,
    'zh-cn': (what, nearest) => `${what}，你要写的也许是 \`${nearest}\``,
  }),
  inCommand: localized({
    en: (name: string, reason: string) => `${name}: ${reason}`,
    'zh-cn': (name, reason) => `${name}：${reason}`,
  }),
  rulesTakesNone: localized({
    en: (argument: string) => `rules takes no arguments, not \`${argument}\``,
    'zh-cn': (argument) => `rules 不接受参数，不能写 \`${argument}\``,
  }),
  explainTakesOne: { en: 'explain takes the name of one rule', 'zh-cn': 'explain 需要一条规则的名称' },
  completionsTakesShell: localized({
    en: (shells: readonly string[]) => `completions takes the name of a shell: ${shells.join(', ')}`,
    'zh-cn': (shells) => `completions 需要 shell 的名称：${shells.join('、')}`,
  }),
  outsideTakesPaths: {
    en: 'outside takes paths and a file to write: outside PATH... -o FILE',
    'zh-cn': 'outside 需要路径和要写入的文件：outside PATH... -o FILE',
  },
  serverOverStdio: {
    en: 'the server speaks over standard input and output only: server --stdio',
    'zh-cn': '服务器只通过标准输入和标准输出通信：server --stdio',
  },
  valueMissing: localized({
    en: (option: string) => `the option \`${option}\` needs a value`,
    'zh-cn': (option) => `选项 \`${option}\` 需要一个值`,
  }),
  takesNoValue: localized({
    en: (option: string) => `the option \`${option}\` takes no value`,
    'zh-cn': (option) => `选项 \`${option}\` 不能带值`,
  }),
  valueLikeOption: localized({
    en: (option: string) => `what follows \`${option}\` is an option, not its value`,
    'zh-cn': (option) => `\`${option}\` 后面是另一个选项，而不是它的值`,
  }),
  oneOf: localized({
    en: (option: string, names: readonly string[], wrong: string) =>
      `${option} is one of ${names.join(', ')}, not \`${wrong}\``,
    'zh-cn': (option, names, wrong) => `${option} 可用的值是 ${names.join('、')}，没有 \`${wrong}\``,
  }),
  shardForm: localized({
    en: (wrong: string) => `--shard is a number of a count, such as 3/8, not \`${wrong}\``,
    'zh-cn': (wrong) => `--shard 的形式是“第几份/总份数”，例如 3/8，而不是 \`${wrong}\``,
  }),
  contradict: localized({
    en: (one: string, other: string) => `${one} and ${other} contradict each other`,
    'zh-cn': (one, other) => `${one} 和 ${other} 互相矛盾`,
  }),
  unsafeNeedsFix: {
    en: '--unsafe-fixes needs --fix or --diff',
    'zh-cn': '--unsafe-fixes 需要与 --fix 或 --diff 一起使用',
  },
  exitNeedsFix: { en: '--exit-non-zero-on-fix needs --fix', 'zh-cn': '--exit-non-zero-on-fix 需要与 --fix 一起使用' },
  writeNeedsBaseline: {
    en: '--write-baseline needs --baseline FILE',
    'zh-cn': '--write-baseline 需要与 --baseline FILE 一起使用',
  },
  stdinAlone: {
    en: '`-` is standard input and goes with no other path',
    'zh-cn': '`-` 表示标准输入，不能与其他路径一起使用',
  },
  shardOfFiles: {
    en: '--shard takes a part of files, not of standard input',
    'zh-cn': '--shard 只能划分文件，不能划分标准输入',
  },
  baselineOfAll: {
    en: '--write-baseline takes all files, not a --shard',
    'zh-cn': '--write-baseline 针对所有文件，不能与 --shard 一起使用',
  },
  outsidesOnlyCheck: {
    en: '--outsides goes with a check of files, not with standard input, --watch, --fix or --diff',
    'zh-cn': '--outsides 只用于检查文件，不能与标准输入、--watch、--fix 或 --diff 一起使用',
  },
  watchFollowsFiles: {
    en: '--watch follows files, not standard input',
    'zh-cn': '--watch 只能跟踪文件，不能跟踪标准输入',
  },
  ignoreIntoFiles: {
    en: '--add-ignore writes into files, not to standard output',
    'zh-cn': '--add-ignore 会写入文件，不能写到标准输出',
  },
  stdinFilenameAlone: {
    en: '--stdin-filename goes with the path `-`',
    'zh-cn': '--stdin-filename 需要与路径 `-` 一起使用',
  },
  ignoreWithoutFix: {
    en: '--add-ignore goes with neither --fix nor --diff',
    'zh-cn': '--add-ignore 不能与 --fix 或 --diff 一起使用',
  },
  ignoreNeedsReason: { en: '--add-ignore needs a reason', 'zh-cn': '--add-ignore 需要写明理由' },
  statisticsFormats: {
    en: '--statistics are shown as text or json',
    'zh-cn': '--statistics 只能以 text 或 json 格式显示',
  },
};
