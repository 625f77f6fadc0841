import type { Alias, Attribute, Call } from '../../facts/nodes.ts';
import { removeArgument } from '../../fixes/remove-argument.ts';
import {
  deprecatedNames,
  loopGetters,
  neverThere,
  removedLoopParameter,
  type DeprecatedName,
} from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import { hasPython, type ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { isNeverEvaluated } from './evaluated.ts';
import { reportGetter, type Reporter, isPrepared } from './loop-getters.ts';

export const deprecatedEventLoop = defineRule({
  id: 'deprecated-event-loop',
  category: 'event-loop',
  severity: 'warning',
  fix: 'sometimes',
  summary: {
    en: 'An outdated way to get or start an event loop, or a name that asyncio has given up.',
    'zh-cn': '用过时的方式获取或启动事件循环，或者用了 asyncio 已经弃用的名称。',
  },
  docs: {
    why: {
      en: [
        'Where no loop is running, `asyncio.get_event_loop()` warns in Python 3.12 and 3.13 if no loop was set, and raises `RuntimeError` from Python 3.14 on. In other threads than the main one, and once `asyncio.run()` has been called, it raises in all versions.',
        '`asyncio.run(main())` starts a loop, ends what is left over, and closes the loop. In code that runs on a loop, `asyncio.get_running_loop()` says what is meant.',
        'Names and parameters that asyncio has deprecated or removed are reported for the oldest Python that the project supports.',
      ].join('\n\n'),
      'zh-cn': [
        '在没有循环运行的地方，如果还没有设置过循环，`asyncio.get_event_loop()` 在 Python 3.12 和 3.13 中会发出警告，从 Python 3.14 起则抛出 `RuntimeError`。在主线程以外的线程中，以及调用过 `asyncio.run()` 之后，它在所有版本里都会抛出异常。',
        '`asyncio.run(main())` 会启动循环，清理剩下的任务，再关闭循环。在循环上运行的代码里，`asyncio.get_running_loop()` 才准确表达了本意。',
        'asyncio 已弃用或移除的名称和参数，以项目支持的最低 Python 版本为准来报告。',
      ].join('\n\n'),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def main():
              print("hello")


          loop = asyncio.get_event_loop()
          loop.run_until_complete(main())
          loop.close()
        `,
        good: python`
          import asyncio


          async def main():
              print("hello")


          asyncio.run(main())
        `,
        claim: { shows: 'There is no current event loop', python: '3.12' },
      },
    ],
    limits: {
      en: [
        'A plain function may be called on a running loop, where `get_event_loop()` is fine: unless it starts the loop itself, it gets advice only.',
        'The same where another method of the class sets a loop, or one of an object whose method is called above.',
        'Left alone in files for Python in the browser: those that import `pyodide` or `js`, or stand in a package of that name.',
        'Left alone where the code is ready for another case: in a `try` with handlers, below a test of `sys.version_info` or `hasattr()`, and where warnings are caught.',
        '`asyncio.new_event_loop()` is never reported.',
      ].join(' '),
      'zh-cn': [
        '普通函数可能是在正在运行的循环上被调用的，那时 `get_event_loop()` 没有问题：除非函数自己启动循环，否则只给出建议。如果类的另一个方法会设置循环，或者前面调用过方法的对象，它的类会设置循环，也只给出建议。',
        '为浏览器里的 Python 编写的文件不报告：导入了 `pyodide` 或 `js` 的文件，或位于这样命名的包中的文件。',
        '代码已经为其他情况做好准备时也不报告：在带有异常处理的 `try` 里，在对 `sys.version_info` 或 `hasattr()` 的判断之下，以及在捕获警告的地方。从不报告 `asyncio.new_event_loop()`。',
      ].join(''),
    },
    printed: ['There is no current event loop'],
    peers: [
      'pylint deprecated-method',
      'pylint deprecated-argument',
      'pyright reportDeprecated',
      'pyright reportAttributeAccessIssue',
      'pyright reportCallIssue',
      'mypy attr-defined',
      'mypy call-overload',
      'mypy call-arg',
    ],
  },
  visit: {
    Call(call, view, report) {
      if (view.lookupCall(call, loopGetters) === 'current') reportGetter(view, call, report);
      if (view.lookupCall(call, removedLoopParameter)) reportLoopParameter(view, call, report);
    },
    Attribute(node, view, report) {
      const name = asyncioName(view, node);
      const known = name === undefined ? undefined : deprecatedNames[name];
      if (name !== undefined && known) reportName(view, node, name, known, report);
      else if (name !== undefined) reportMissing(view, node, name, report);
    },
    Alias(node, view, report) {
      const name = `asyncio.${node.name}`;
      const known = deprecatedNames[name];
      const statement = view.parent(node);
      if (known && statement?.kind === 'ImportFrom' && statement.module === 'asyncio' && statement.level === 0)
        reportName(view, node, name, known, report);
    },
  },
});

// ---------------------------------------------------------------------------- names and parameters

function reportLoopParameter(view: ChunkView, call: Call, report: Reporter): void {
  const argument = call.args.find(({ name }) => name === 'loop');
  if (!argument || !hasPython(view, 8) || isPrepared(view, call)) return;
  const isRemoved = hasPython(view, 10);
  report({
    at: argument,
    severity: isRemoved ? 'error' : 'warning',
    message: (isRemoved ? texts.noLoopParameter : texts.loopParameterEnds)(calleeText(view, call)),
    deprecated: true,
    fixes: () => {
      const edits = removeArgument(view, call, argument);
      return edits ? [{ title: texts.removeLoop, safety: 'safe', edits }] : [];
    },
  });
}

/** `asyncio.coroutine`, `asyncio.Task.all_tasks`, by whatever name the module goes. */
function asyncioName(view: ChunkView, { value, attribute }: Attribute): string | undefined {
  if (!LAST_NAMES.has(attribute)) return undefined;
  const type = view.typeOf(value);
  if (type.kind === 'module') return type.name === 'asyncio' ? `asyncio.${attribute}` : undefined;
  return type.kind === 'class' && view.lookup(type, TASK) ? `asyncio.Task.${attribute}` : undefined;
}

const TASK = { 'asyncio.Task': true } as const;
const LAST_NAMES: ReadonlySet<string> = new Set(
  [...Object.keys(deprecatedNames), ...Object.keys(neverThere)].map((name) => name.slice(name.lastIndexOf('.') + 1)),
);

function reportMissing(view: ChunkView, node: Attribute, name: string, report: Reporter): void {
  const meant = neverThere[name];
  if (meant === undefined || node.context !== 'load' || isPrepared(view, node)) return;
  report({
    at: node,
    severity: 'error',
    message: texts.neverThere(node.attribute, meant),
  });
}

function reportName(
  view: ChunkView,
  node: Attribute | Alias,
  name: string,
  { deprecated, removed, instead }: DeprecatedName,
  report: Reporter,
): void {
  if (!hasPython(view, deprecated[1]) || isPrepared(view, node) || isNeverEvaluated(view, node)) return;
  const isGone = removed !== undefined && hasPython(view, removed[1]);
  const advice = instead === undefined ? texts.noReplacement : texts.use(instead);
  report({
    at: node,
    ...(isGone ? { severity: 'error' } : {}),
    message: isGone
      ? texts.removed(name, removed.join('.'), advice)
      : removed
        ? texts.deprecatedUntil(name, deprecated.join('.'), removed.join('.'), advice)
        : texts.deprecated(name, deprecated.join('.'), advice),
    deprecated: true,
  });
}

// ------------------------------------------------------------------------------------------- texts

const texts = {
  noLoopParameter: localized({
    en: (callee: string) =>
      `\`${callee}()\` has no parameter \`loop\` since Python 3.10 and raises \`TypeError\`; leave it out.`,
    'zh-cn': (callee) =>
      `从 Python 3.10 起，\`${callee}()\` 不再有 \`loop\` 参数，传入它会抛出 \`TypeError\`；请去掉这个参数。`,
  }),
  loopParameterEnds: localized({
    en: (callee: string) =>
      `The parameter \`loop\` of \`${callee}()\` is deprecated since Python 3.8 and removed in 3.10; leave it out.`,
    'zh-cn': (callee) => `\`${callee}()\` 的 \`loop\` 参数从 Python 3.8 起已弃用，并在 3.10 中移除；请去掉这个参数。`,
  }),
  removeLoop: { en: 'Remove `loop`', 'zh-cn': '去掉 `loop`' },
  neverThere: localized({
    en: (name: string, meant: string) =>
      `asyncio has no \`${name}\`, so this raises \`AttributeError\`; what is meant is ${meant}.`,
    'zh-cn': (name, meant) => `asyncio 没有 \`${name}\`，这里会抛出 \`AttributeError\`；应该使用${meant}。`,
  }),
  removed: localized({
    en: (name: string, version: string, advice: string) => `\`${name}\` was removed in Python ${version}; ${advice}.`,
    'zh-cn': (name, version, advice) => `\`${name}\` 已在 Python ${version} 中移除；${advice}。`,
  }),
  deprecatedUntil: localized({
    en: (name: string, version: string, removed: string, advice: string) =>
      `\`${name}\` is deprecated since Python ${version} and removed in ${removed}; ${advice}.`,
    'zh-cn': (name, version, removed, advice) =>
      `\`${name}\` 从 Python ${version} 起已弃用，并在 ${removed} 中移除；${advice}。`,
  }),
  deprecated: localized({
    en: (name: string, version: string, advice: string) =>
      `\`${name}\` is deprecated since Python ${version}; ${advice}.`,
    'zh-cn': (name, version, advice) => `\`${name}\` 从 Python ${version} 起已弃用；${advice}。`,
  }),
  use: localized({
    en: (instead: string) => `use ${instead}`,
    'zh-cn': (instead) => `请改用${instead}`,
  }),
  noReplacement: { en: 'there is no replacement', 'zh-cn': '它没有替代品' },
};
