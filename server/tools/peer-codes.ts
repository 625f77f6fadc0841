import type { Localized } from '../src/text/localized.ts';
import type { Part } from './pages.ts';

/** The checks for async code that other tools know, by their own titles. */
export interface PeerTool {
  /** As `docs.peers` of the rules spells it, in front of the code. */
  readonly name: string;
  /** What its part of the page says first. */
  readonly about: Localized;
  readonly url: (code: string, title: string) => string;
  readonly codes: readonly PeerCode[];
}

/** A check's code, its title, and a reason where no rule of ours answers to it. */
export type PeerCode = readonly [code: string, title: Part, reason?: Localized];

const CANCELLATION = {
  en: 'asyncio cancels a task once and not at every `await`; this follows from the cancel scopes of trio and anyio.',
  'zh-cn': 'asyncio 只取消任务一次，而不是在每个 `await` 处都取消；这条规则来自 trio 和 anyio 的取消作用域。',
};
const CHECKPOINTS = {
  en: 'A rule of style in trio and anyio: asyncio makes no promise about checkpoints that code could rely on.',
  'zh-cn': 'trio 和 anyio 的风格规则：asyncio 没有对检查点作出代码可以依赖的保证。',
};
const GROUPS = { en: 'About exception groups, in code of any kind.', 'zh-cn': '关于异常组，与代码是否异步无关。' };

export const peerTools: readonly PeerTool[] = [
  {
    name: 'flake8-async',
    about: {
      en: 'Version 26.8. `# noqa` with one of these codes silences our rule, too.',
      'zh-cn': '版本 26.8。带有这些代码的 `# noqa` 也会忽略我们的规则。',
    },
    url: (code) => `https://flake8-async.readthedocs.io/en/latest/rules.html#${code.toLowerCase()}`,
    codes: [
      ['ASYNC100', 'cancel-scope-no-checkpoint'],
      ['ASYNC101', 'yield-in-cancel-scope'],
      ['ASYNC102', 'await-in-finally-or-cancelled', CANCELLATION],
      ['ASYNC103', 'no-reraise-cancelled'],
      ['ASYNC104', 'cancelled-not-raised'],
      ['ASYNC105', 'missing-await'],
      [
        'ASYNC106',
        'bad-async-library-import',
        {
          en: 'A rule of style: names are resolved here, however they were imported.',
          'zh-cn': '风格规则：这里会解析名称，不论以何种方式导入。',
        },
      ],
      ['ASYNC109', 'async-function-with-timeout'],
      ['ASYNC110', 'async-busy-wait'],
      [
        'ASYNC111',
        'variable-from-cm-in-start-soon',
        {
          en: 'Whether the task still uses what is closed before it ends depends on the task; no report would be certain.',
          'zh-cn': '任务结束之前，已关闭的东西是否还在使用，取决于任务本身；任何报告都无法确定。',
        },
      ],
      ['ASYNC112', 'useless-nursery'],
      [
        'ASYNC113',
        'start-soon-in-aenter',
        {
          en: 'Only for functions with a `task_status`, and whether the caller relies on their start cannot be seen.',
          'zh-cn': '只针对带有 `task_status` 的函数，而调用方是否依赖它们已启动是看不到的。',
        },
      ],
      [
        'ASYNC114',
        'startable-not-in-config',
        { en: 'Checks the configuration of flake8-async.', 'zh-cn': '检查的是 flake8-async 自己的配置。' },
      ],
      [
        'ASYNC115',
        'async-zero-sleep',
        { en: 'A rule of style: `sleep(0)` does the same.', 'zh-cn': '风格规则：`sleep(0)` 效果相同。' },
      ],
      ['ASYNC116', 'long-sleep-not-forever'],
      [
        'ASYNC118',
        'cancelled-class-saved',
        {
          en: 'A rule for the sake of linters: names are followed here.',
          'zh-cn': '为检查工具而设的规则：这里会追踪名称。',
        },
      ],
      ['ASYNC119', 'yield-in-cm-in-async-gen'],
      ['ASYNC120', 'await-in-except', CANCELLATION],
      ['ASYNC121', 'control-flow-in-taskgroup'],
      [
        'ASYNC122',
        'delayed-entry-of-relative-cancelscope',
        { en: 'Only for trio before 0.27 and for anyio.', 'zh-cn': '只针对 0.27 之前的 trio 和 anyio。' },
      ],
      ['ASYNC123', 'bad-exception-group-flattening', GROUPS],
      ['ASYNC124', 'async-function-could-be-sync'],
      [
        'ASYNC125',
        'constant-absolute-deadline',
        {
          en: 'Only for trio and anyio, where the first run shows it: it times out at once.',
          'zh-cn': '只针对 trio 和 anyio，第一次运行就会发现：它立刻超时。',
        },
      ],
      ['ASYNC126', 'exceptiongroup-subclass-missing-derive', GROUPS],
      [
        'ASYNC127',
        'unmaintained-httpx',
        { en: 'About the choice of a package, not about a mistake.', 'zh-cn': '关于软件包的选择，而不是错误。' },
      ],
      [
        'ASYNC128',
        'task-status-never-started',
        {
          en: 'Only for trio and anyio, which raise `RuntimeError` when it happens.',
          'zh-cn': '只针对 trio 和 anyio，发生时它们会抛出 `RuntimeError`。',
        },
      ],
      ['ASYNC200', 'blocking-configured-call'],
      ['ASYNC210', 'blocking-http-call'],
      ['ASYNC211', 'blocking-http-call-pool'],
      ['ASYNC212', 'blocking-http-call-httpx'],
      ['ASYNC220', 'blocking-create-subprocess'],
      ['ASYNC221', 'blocking-run-process'],
      ['ASYNC222', 'blocking-process-wait'],
      ['ASYNC230', 'blocking-open-call'],
      ['ASYNC231', 'blocking-fdopen-call'],
      ['ASYNC232', 'blocking-file-call'],
      ['ASYNC240', 'blocking-path-usage'],
      ['ASYNC250', 'blocking-input'],
      ['ASYNC251', 'blocking-sleep'],
      ['ASYNC300', 'create-task-no-reference'],
      ['ASYNC400', 'except-star-invalid-attribute', GROUPS],
      ['ASYNC401', 'pytest-raises-exception-group', GROUPS],
      [
        'ASYNC900',
        'unsafe-async-generator',
        {
          en: 'Forbids all async generators; `async-generator-cleanup` reports those that are left open.',
          'zh-cn': '禁止所有异步生成器；`async-generator-cleanup` 报告没有关闭的那些。',
        },
      ],
      ['ASYNC910', 'async-function-no-checkpoint'],
      ['ASYNC911', 'async-generator-no-checkpoint', CHECKPOINTS],
      ['ASYNC912', 'cancel-scope-no-guaranteed-checkpoint', CHECKPOINTS],
      ['ASYNC913', 'indefinite-loop-no-guaranteed-checkpoint'],
    ],
  },
  {
    name: 'ruff',
    about: {
      en: 'Version 0.17. `# noqa` with one of these codes silences our rule, too.',
      'zh-cn': '版本 0.17。带有这些代码的 `# noqa` 也会忽略我们的规则。',
    },
    url: (_, title) => `https://docs.astral.sh/ruff/rules/${title}/`,
    codes: [
      ['ASYNC100', 'cancel-scope-no-checkpoint'],
      ['ASYNC105', 'trio-sync-call'],
      ['ASYNC109', 'async-function-with-timeout'],
      ['ASYNC110', 'async-busy-wait'],
      [
        'ASYNC115',
        'async-zero-sleep',
        { en: 'A rule of style: `sleep(0)` does the same.', 'zh-cn': '风格规则：`sleep(0)` 效果相同。' },
      ],
      ['ASYNC116', 'long-sleep-not-forever'],
      ['ASYNC119', 'yield-in-context-manager-in-async-generator'],
      ['ASYNC210', 'blocking-http-call-in-async-function'],
      ['ASYNC212', 'blocking-http-call-httpx-in-async-function'],
      ['ASYNC220', 'create-subprocess-in-async-function'],
      ['ASYNC221', 'run-process-in-async-function'],
      ['ASYNC222', 'wait-for-process-in-async-function'],
      ['ASYNC230', 'blocking-open-call-in-async-function'],
      ['ASYNC240', 'blocking-path-method-in-async-function'],
      ['ASYNC250', 'blocking-input-in-async-function'],
      ['ASYNC251', 'blocking-sleep-in-async-function'],
      ['ASYNC401', 'pytest-raises-exception-group', GROUPS],
      ['B901', 'return-in-generator'],
      ['F704', 'yield-outside-function'],
      [
        'PLE0100',
        'yield-in-init',
        {
          en: 'About generators; `async-dunder` reports an `async def __init__`.',
          'zh-cn': '关于生成器；`async-dunder` 会报告 `async def __init__`。',
        },
      ],
      ['PLE1142', 'await-outside-async'],
      ['PLE1700', 'yield-from-in-async-function'],
      [
        'PT024',
        'pytest-unnecessary-asyncio-mark-on-fixture',
        { en: 'A rule of style: the mark has no effect.', 'zh-cn': '风格规则：这个标记没有作用。' },
      ],
      [
        'PYI045',
        'iter-method-return-iterable',
        { en: 'About annotations; a type checker reports them.', 'zh-cn': '关于类型注解；由类型检查器报告。' },
      ],
      ['RUF006', 'asyncio-dangling-task'],
      ['RUF029', 'unused-async'],
      ['RUF100', 'unused-noqa'],
    ],
  },
  {
    name: 'pylint',
    about: { en: 'Version 4.1.', 'zh-cn': '版本 4.1。' },
    url: (code, title) =>
      `https://pylint.readthedocs.io/en/stable/user_guide/messages/${title.startsWith('W') ? 'warning' : 'error'}/${code}.html`,
    codes: [
      [
        'init-is-generator',
        'E0100',
        {
          en: 'About generators; `async-dunder` reports an `async def __init__`.',
          'zh-cn': '关于生成器；`async-dunder` 会报告 `async def __init__`。',
        },
      ],
      ['deprecated-argument', 'W4903'],
      ['deprecated-method', 'W4902'],
      ['using-constant-test', 'W0125'],
      ['missing-parentheses-for-call-in-test', 'W0126'],
      ['unpacking-non-sequence', 'E0633'],
      ['unsupported-membership-test', 'E1135'],
      ['not-context-manager', 'E1129'],
      ['not-an-iterable', 'E1133'],
      ['await-outside-async', 'E1142'],
      ['async-context-manager-with-regular-with', 'E1145'],
      ['yield-inside-async-function', 'E1700'],
      ['not-async-context-manager', 'E1701'],
      ['invalid-overridden-method', 'W0236'],
    ],
  },
  {
    name: 'SonarPython',
    about: {
      en: 'The numbers from S7483 to S7515 that are missing here are not about async code.',
      'zh-cn': 'S7483 到 S7515 之间这里没有列出的编号与异步代码无关。',
    },
    url: (code) => `https://rules.sonarsource.com/python/RSPEC-${code.slice(1)}/`,
    codes: [
      ['S7483', 'Asynchronous functions should not accept timeout parameters'],
      ['S7484', 'Events should be used instead of `sleep` in asynchronous loops'],
      ['S7486', 'Long sleep durations should use sleep_forever() instead of arbitrary intervals'],
      ['S7487', 'Async functions should not contain synchronous subprocess calls'],
      ['S7488', 'Use non-blocking sleep functions in asynchronous code'],
      ['S7489', 'Async functions should not contain synchronous OS calls'],
      ['S7490', 'Cancellation scopes should contain checkpoints'],
      [
        'S7491',
        'Checkpoints should be used instead of sleep(0)',
        { en: 'A rule of style: `sleep(0)` does the same.', 'zh-cn': '风格规则：`sleep(0)` 效果相同。' },
      ],
      ['S7493', 'Async functions should not contain synchronous file operations'],
      ['S7497', 'Cancellation exceptions should be re-raised after cleanup'],
      ['S7499', 'Async functions should not contain synchronous HTTP client calls'],
      ['S7501', 'Async functions should not contain input() calls'],
      ['S7502', 'Asyncio tasks should be saved to prevent premature garbage collection'],
      ['S7503', 'Async functions should use async features'],
      ['S7513', 'TaskGroup/Nursery should not be used for a single start call'],
      ['S7514', 'Control flow statements should not be used inside TaskGroup or Nursery blocks'],
      ['S7515', '"async with" should be used for asynchronous resource management'],
      [
        'S7614',
        'AWS Lambda handlers must not be an async function',
        {
          en: 'Which function is the handler is written outside of the code.',
          'zh-cn': '哪个函数是处理函数，写在代码之外。',
        },
      ],
    ],
  },
  {
    name: 'pyright',
    about: {
      en: 'Only what its checks say about coroutines. What Python cannot compile it reports without a rule.',
      'zh-cn': '只列出与协程有关的检查。Python 无法编译的代码，它不通过规则报告。',
    },
    url: (code) => `https://github.com/microsoft/pyright/blob/main/docs/configuration.md#${code}`,
    codes: [
      [
        'reportUnusedCoroutine',
        { en: 'a coroutine that is neither awaited nor stored', 'zh-cn': '既没有等待也没有保存的协程' },
      ],
      [
        'reportUnnecessaryComparison',
        { en: 'a coroutine or function as a condition', 'zh-cn': '用作条件的协程或函数' },
      ],
      [
        'reportGeneralTypeIssues',
        {
          en: '`await`, `with` or `for` of what has not the methods for it',
          'zh-cn': '对没有相应方法的东西使用 `await`、`with` 或 `for`',
        },
      ],
      ['reportAttributeAccessIssue', { en: 'an attribute of a coroutine', 'zh-cn': '协程的属性' }],
      ['reportIndexIssue', { en: 'a subscript of a coroutine', 'zh-cn': '对协程使用下标' }],
      [
        'reportOperatorIssue',
        {
          en: 'an operator with a coroutine; `in` an async iterable',
          'zh-cn': '对协程使用运算符；对异步可迭代对象使用 `in`',
        },
      ],
      [
        'reportAssignmentType',
        { en: 'a coroutine for a variable that is declared otherwise', 'zh-cn': '把协程赋给声明为其他类型的变量' },
      ],
      [
        'reportReturnType',
        { en: 'a coroutine for a result that is declared otherwise', 'zh-cn': '声明返回其他类型，却返回协程' },
      ],
      [
        'reportArgumentType',
        {
          en: 'a function, a list or a bare coroutine where something else is expected',
          'zh-cn': '在需要其他东西的地方传入函数、列表或裸协程',
        },
      ],
      ['reportCallIssue', { en: 'a list where coroutines are expected', 'zh-cn': '在需要协程的地方传入列表' }],
      [
        'reportIncompatibleMethodOverride',
        { en: 'a method that overrides an async one, or the reverse', 'zh-cn': '重写异步方法的普通方法，或者反过来' },
      ],
      ['reportDeprecated', { en: 'a function that is deprecated', 'zh-cn': '已弃用的函数' }],
      [
        'reportUnnecessaryTypeIgnoreComment',
        { en: 'a comment that silences nothing', 'zh-cn': '什么也没有忽略的注释' },
      ],
    ],
  },
  {
    name: 'mypy',
    about: { en: 'Only what its checks say about coroutines.', 'zh-cn': '只列出与协程有关的检查。' },
    url: (code) => `https://mypy.readthedocs.io/en/stable/_refs.html#code-${code}`,
    codes: [
      [
        'unused-coroutine',
        { en: 'a coroutine that is neither awaited nor stored', 'zh-cn': '既没有等待也没有保存的协程' },
      ],
      [
        'unused-awaitable',
        { en: 'a task or future that is neither awaited nor stored', 'zh-cn': '既没有等待也没有保存的任务或 Future' },
      ],
      ['await-not-async', { en: '`await` in a plain function', 'zh-cn': '普通函数里的 `await`' }],
      ['top-level-await', { en: '`await` outside a function', 'zh-cn': '函数之外的 `await`' }],
      ['truthy-bool', { en: 'a coroutine as a condition', 'zh-cn': '用作条件的协程' }],
      ['truthy-function', { en: 'a function as a condition', 'zh-cn': '用作条件的函数' }],
      [
        'attr-defined',
        {
          en: 'an attribute of a coroutine; `with` or `for` where the methods are missing',
          'zh-cn': '协程的属性；对没有相应方法的东西使用 `with` 或 `for`',
        },
      ],
      ['index', { en: 'a subscript of a coroutine', 'zh-cn': '对协程使用下标' }],
      ['operator', { en: 'an operator with a coroutine', 'zh-cn': '对协程使用运算符' }],
      [
        'assignment',
        { en: 'a coroutine for a variable that is declared otherwise', 'zh-cn': '把协程赋给声明为其他类型的变量' },
      ],
      [
        'return-value',
        { en: 'a coroutine for a result that is declared otherwise', 'zh-cn': '声明返回其他类型，却返回协程' },
      ],
      [
        'list-item',
        { en: 'a coroutine in a list that is declared otherwise', 'zh-cn': '把协程放进声明为其他元素类型的列表' },
      ],
      [
        'dict-item',
        { en: 'a coroutine in a dictionary that is declared otherwise', 'zh-cn': '把协程放进声明为其他元素类型的字典' },
      ],
      ['call-arg', { en: 'an argument that asyncio has given up', 'zh-cn': 'asyncio 已移除的参数' }],
      [
        'arg-type',
        {
          en: 'a function where a coroutine is expected, or the reverse',
          'zh-cn': '在需要协程的地方传入函数，或者反过来',
        },
      ],
      ['call-overload', { en: 'a list where coroutines are expected', 'zh-cn': '在需要协程的地方传入列表' }],
      ['type-var', { en: 'bare coroutines where tasks are expected', 'zh-cn': '在需要任务的地方传入裸协程' }],
      [
        'misc',
        {
          en: '`await` of what is not awaitable; `return` of a value in an async generator',
          'zh-cn': '对不可等待的东西使用 `await`；异步生成器里带值的 `return`',
        },
      ],
      [
        'override',
        { en: 'a method that overrides an async one, or the reverse', 'zh-cn': '重写异步方法的普通方法，或者反过来' },
      ],
    ],
  },
  {
    name: 'PyCharm',
    about: { en: 'Its inspections of async code.', 'zh-cn': '它对异步代码的检查。' },
    url: (code) => `https://www.jetbrains.com/help/inspectopedia/${code}.html`,
    codes: [['PyAsyncCall', 'Missing `await` syntax in coroutine calls']],
  },
];
