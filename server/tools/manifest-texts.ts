import { type SettingName, settingKeys } from '../src/engine/settings-keys.ts';
import type { Rule } from '../src/rules/rule.ts';
import { type Language, type Localized } from '../src/text/localized.ts';

/** What package.json says, by its placeholders: `%commands.fixAll%`. */
const written: Readonly<Record<string, Localized>> = {
  'commands.explainRule': {
    en: 'Explain the Rule at the Cursor',
    'zh-cn': '解释光标处的规则',
  },
  'commands.peekPath': {
    en: 'Peek the Call Path at the Cursor',
    'zh-cn': '查看光标处的调用路径',
  },
  'commands.configureRule': {
    en: 'Configure the Rule at the Cursor',
    'zh-cn': '配置光标处的规则',
  },
  'commands.fixAll': {
    en: 'Fix All in File',
    'zh-cn': '修复文件中的所有问题',
  },
  'commands.fixWorkspace': {
    en: 'Fix All in Workspace',
    'zh-cn': '修复工作区中的所有问题',
  },
  'commands.restartServer': {
    en: 'Restart Server',
    'zh-cn': '重启服务器',
  },
  'commands.clearCache': {
    en: 'Clear Cache',
    'zh-cn': '清空缓存',
  },
  'commands.showOutput': {
    en: 'Show Output',
    'zh-cn': '显示输出',
  },
  'commands.copyDebugInformation': {
    en: 'Copy Debug Information',
    'zh-cn': '复制调试信息',
  },
  'capabilities.untrustedWorkspaces': {
    en: "Code is read and never run. The workspace's own choice of an interpreter, or of a program to start as the server, does not count.",
    'zh-cn': '只读取代码，从不运行。工作区自己选择的解释器和服务器程序不生效。',
  },
  'capabilities.virtualWorkspaces': {
    en: 'Installed packages are not looked for in the workspace: of libraries, what the extension brings along is known.',
    'zh-cn': '不会在工作区中查找已安装的包：关于库，只知道扩展自带的内容。',
  },
  problemMatcher: {
    en: 'Async Pitfalls: lines of `--output-format concise`',
    'zh-cn': 'Async Pitfalls：`--output-format concise` 的输出',
  },
  'settings.enable': {
    en: 'Whether anything is found at all. Off, nothing is shown and nothing offered, whatever a `pyproject.toml` says.',
    'zh-cn': '是否检查。关闭后什么都不显示，也不提供任何操作，不论 `pyproject.toml` 中怎么写。',
  },
  'settings.interpreter': {
    en: 'Path of the Python executable whose installed packages are read, absolute or from the workspace folder; it is never run. Counts where the Python extension names none: its choice comes first, then this setting, then a virtual environment in the folder.',
    'zh-cn':
      'Python 可执行文件的路径，从中读取已安装的包；可以是绝对路径，也可以相对于工作区文件夹；它从不会被运行。在 Python 扩展没有指定解释器时生效：首先是 Python 扩展的选择，其次是这个设置，再次是文件夹中的虚拟环境。',
  },
  'settings.path': {
    en: 'Path of an `async-pitfalls` that is started as the server in place of the extension’s own, absolute or from the first workspace folder: the version that a project has installed, `.venv/bin/async-pitfalls` or `node_modules/.bin/async-pitfalls`. Not in the Web.',
    'zh-cn':
      '代替扩展自带的服务器启动的 `async-pitfalls` 的路径，可以是绝对路径，也可以相对于第一个工作区文件夹：例如项目中安装的版本 `.venv/bin/async-pitfalls` 或 `node_modules/.bin/async-pitfalls`。在 Web 中不生效。',
  },
  'settings.run': {
    en: 'When the problems of a file that is typed in are renewed.',
    'zh-cn': '正在编辑的文件，其问题在什么时候更新。',
  },
  'settings.run.onType': {
    en: 'What is shown follows what is typed.',
    'zh-cn': '显示的内容随输入而更新。',
  },
  'settings.run.onSave': {
    en: 'What is shown of a file stays until it is saved.',
    'zh-cn': '显示的内容保持不变，直到文件被保存。',
  },
  'settings.diagnosticMode': {
    en: 'Which files are checked.',
    'zh-cn': '检查哪些文件。',
  },
  'settings.diagnosticMode.workspace': {
    en: 'Problems of all files in the workspace are shown.',
    'zh-cn': '显示工作区中所有文件的问题。',
  },
  'settings.diagnosticMode.openFiles': {
    en: 'Problems of open files are shown; the others are read for what these call.',
    'zh-cn': '显示打开的文件的问题；其他文件只为这些文件所调用的内容而读取。',
  },
  'settings.codeAction.ignore': {
    en: 'Whether the lightbulb offers to ignore a finding by a comment.',
    'zh-cn': '灯泡菜单是否提供用注释忽略问题的操作。',
  },
  'settings.codeAction.explain': {
    en: 'Whether the lightbulb offers the page that explains a rule (*Why?*).',
    'zh-cn': '灯泡菜单是否提供规则的说明页（*为什么？*）。',
  },
  'settings.codeLens': {
    en: 'Whether lenses above functions that run on the event loop say what blocks it (`blocks the loop: requests.get(), 3 hops`) and how many coroutines come to them; a click shows the calls.',
    'zh-cn':
      '在事件循环中运行的函数上方，是否显示其中阻塞事件循环的调用（`阻塞事件循环：requests.get()，经过 3 次调用`）以及有多少个协程会调用到它；点击可以查看这些调用。',
  },
  'settings.inlayHints': {
    en: 'Whether hints in the code say which functions block the event loop, and where a coroutine is kept that has not run yet.',
    'zh-cn': '代码中是否提示哪些函数会阻塞事件循环，以及哪里保存了尚未运行的协程。',
  },
  'settings.cache': {
    en: 'Whether what was read from Python files is kept for other sessions and workspaces, at most 256 MB. `Async Pitfalls: Clear Cache` empties it.',
    'zh-cn':
      '从 Python 文件读取的内容是否为其他会话和工作区保留，最多 256 MB。`Async Pitfalls: 清空缓存` 可以将其清空。',
  },
  'settings.cache.on': {
    en: 'What was read from files is kept on disk, so that the next start is quicker.',
    'zh-cn': '读取的内容保存在磁盘上，使下次启动更快。',
  },
  'settings.cache.off': {
    en: 'Nothing is written to the disk.',
    'zh-cn': '不向磁盘写入任何内容。',
  },
  'settings.logLevel': {
    en: 'How much the server writes to the output.',
    'zh-cn': '服务器向输出写入多少内容。',
  },
  'settings.trace.server': {
    en: 'How much of the traffic with the server is written to the output while its log level is *Trace*.',
    'zh-cn': '日志级别为 *Trace* 时，与服务器的通信有多少写入输出。',
  },
  'commands.openSample': {
    en: 'Open the Sample',
    'zh-cn': '打开示例',
  },
  'walkthrough.media': {
    en: 'client/media/start.md',
    'zh-cn': 'client/media/start.zh-cn.md',
  },
  'walkthrough.title': {
    en: 'Get Started with Async Pitfalls',
    'zh-cn': '开始使用 Async Pitfalls',
  },
  walkthrough: {
    en: 'See async/await mistakes while you type, and mend them.',
    'zh-cn': '边写代码边发现 async/await 的错误，并加以修复。',
  },
  'walkthrough.sample.title': {
    en: 'See what is found',
    'zh-cn': '看看能发现什么',
  },
  'walkthrough.sample': {
    en: 'Mistakes are underlined while you type. Hover over one to read what happens at run time.\n[Open the Sample](command:asyncPitfalls.openSample)',
    'zh-cn':
      '错误会在你输入时标上下划线。把鼠标悬停在上面，可以看到运行时会发生什么。\n[打开示例](command:asyncPitfalls.openSample)',
  },
  'walkthrough.fix.title': {
    en: 'Mend it',
    'zh-cn': '修复错误',
  },
  'walkthrough.fix': {
    en: 'The lightbulb offers fixes. Safe ones keep or repair what the code does, and can be applied all at once.\n[Fix All in File](command:asyncPitfalls.fixAll)',
    'zh-cn':
      '灯泡菜单提供修复。安全的修复不改变代码的行为，或者纠正其行为，可以一次全部应用。\n[修复文件中的所有问题](command:asyncPitfalls.fixAll)',
  },
  'walkthrough.path.title': {
    en: 'Follow the calls',
    'zh-cn': '跟踪调用路径',
  },
  'walkthrough.path': {
    en: 'What blocks the event loop is often several calls away, in another file. Put the cursor on `write(…)` in the sample.\n[Peek the Call Path](command:asyncPitfalls.peekPath)',
    'zh-cn':
      '阻塞事件循环的调用往往隔着好几层，在另一个文件里。请把光标放在示例的 `write(…)` 上。\n[查看调用路径](command:asyncPitfalls.peekPath)',
  },
  'walkthrough.why.title': {
    en: 'Learn why',
    'zh-cn': '了解原因',
  },
  'walkthrough.why': {
    en: 'Each rule has a page with examples that you can run.\n[Explain a Rule](command:asyncPitfalls.explainRule)',
    'zh-cn': '每条规则都有说明页，其中的例子可以运行。\n[解释规则](command:asyncPitfalls.explainRule)',
  },
  'walkthrough.configure.title': {
    en: 'Make it yours',
    'zh-cn': '按需配置',
  },
  'walkthrough.configure': {
    en: 'Turn rules on and off, and name your own functions that block: in the settings, or in `pyproject.toml` for the whole team.\n[Open Settings](command:workbench.action.openSettings?%5B%22asyncPitfalls%22%5D)',
    'zh-cn':
      '打开或关闭规则，指明你自己的会阻塞的函数：写在设置里，或者写在 `pyproject.toml` 里供整个团队使用。\n[打开设置](command:workbench.action.openSettings?%5B%22asyncPitfalls%22%5D)',
  },
};

/** The placeholder of a setting's description. */
export const settingKey = (name: SettingName): string => `settings.${name}`;

/** The placeholder of what a rule finds. */
export const ruleKey = ({ id }: Rule): string => `rules.${id}`;

/** What editors put in the place of the placeholders of package.json. */
export function manifestTexts(rules: readonly Rule[], language: Language): Readonly<Record<string, string>> {
  const settings = (Object.keys(settingKeys) as SettingName[]).map(
    (name) => [settingKey(name), settingKeys[name].description] as const,
  );
  const summaries = rules.map((rule) => [ruleKey(rule), rule.summary] as const);
  const all = [...Object.entries(written), ...settings, ...summaries];
  return Object.fromEntries(all.map(([key, text]) => [key, text[language]]));
}
