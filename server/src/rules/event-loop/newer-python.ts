import type { Alias, Attribute, Name, Node } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { newerNames, type NewerName } from '../../knowledge/loop.ts';
import { hasPython, type ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { isNeverEvaluated } from './evaluated.ts';
import { isPrepared, type Reporter } from './loop-getters.ts';

export const newerPython = defineRule({
  id: 'newer-python',
  category: 'event-loop',
  severity: 'warning',
  fix: 'never',
  summary: {
    en: 'A name of asyncio that the oldest Python of the project does not have.',
    'zh-cn': '用了项目支持的最低 Python 版本里还没有的 asyncio 名称。',
  },
  docs: {
    why: {
      en: [
        'asyncio has grown with every version: `to_thread()` came with Python 3.9, `TaskGroup`, `timeout()` and `Runner` with 3.11.',
        'On an older Python the name is an `AttributeError` or `ImportError`, in the middle of the program and only where it is used.',
        'The oldest version is that of `requires-python` in `pyproject.toml`, else that of the interpreter.',
      ].join(' '),
      'zh-cn': [
        'asyncio 随着每个版本不断增加新内容：`to_thread()` 从 Python 3.9 开始才有，`TaskGroup`、`timeout()` 和 `Runner` 从 3.11 开始才有。',
        '在更旧的 Python 上，这个名称会引发 `AttributeError` 或 `ImportError`，而且是在程序运行到一半、真正用到它时才发生。',
        '最低版本取 `pyproject.toml` 中的 `requires-python`，没有则取解释器的版本。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def main():
              await asyncio.sleep(0.1)
              asyncio.print_call_graph()


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def main():
              await asyncio.sleep(0.1)
              for task in asyncio.all_tasks():
                  task.print_stack()


          asyncio.run(main())
        `,
        claim: {
          because:
            'It depends on the version: `print_call_graph()` came with Python 3.14, and raises `AttributeError` before.',
        },
      },
    ],
    limits: {
      en: 'Left alone where the code is ready for an older version: below a test of `sys.version_info`, `hasattr()` or `TYPE_CHECKING`, and in a `try` with handlers. Where neither the project nor an interpreter says which Python it is for, it is taken to be 3.13.',
      'zh-cn':
        '代码已经为旧版本做好准备时不报告：在对 `sys.version_info`、`hasattr()` 或 `TYPE_CHECKING` 的判断之下，以及在带有异常处理的 `try` 里。如果项目和解释器都没有说明 Python 版本，就当作 3.13。',
    },
    peers: ['pyright reportAttributeAccessIssue', 'mypy attr-defined'],
  },
  visit: {
    Attribute(node, view, report) {
      if (!LAST_NAMES.has(node.attribute)) return;
      const type = view.typeOf(node.value);
      if (type.kind === 'module') check(view, node, `${type.name}.${node.attribute}`, report);
    },
    Alias(node, view, report) {
      const statement = view.parent(node);
      if (statement?.kind === 'ImportFrom' && statement.level === 0)
        check(view, node, `${statement.module}.${node.name}`, report);
    },
  },
});

const LAST_NAMES: ReadonlySet<string> = new Set(
  Object.keys(newerNames).map((name) => name.slice(name.lastIndexOf('.') + 1)),
);

function check(view: ChunkView, node: Attribute | Alias, name: string, report: Reporter): void {
  const known: NewerName | undefined = newerNames[name];
  if (!known || hasPython(view, known.since) || isPrepared(view, node) || isNeverEvaluated(view, node)) return;
  if (isForTypes(view, node)) return;
  report({
    at: node,
    message:
      known.before === undefined
        ? texts.tooNew(name, known.since, view.python.join('.'))
        : texts.useBefore(name, known.since, view.python.join('.'), known.before),
  });
}

/** `if TYPE_CHECKING:` */
const isForTypes = (view: ChunkView, node: Node): boolean =>
  [...ancestors(view.facts, node)].some((outer) => outer.kind === 'If' && isNamed(outer.test, 'TYPE_CHECKING'));

const isNamed = (node: Node, name: string): node is Name =>
  (node.kind === 'Name' && node.name === name) || (node.kind === 'Attribute' && node.attribute === name);

const texts = {
  tooNew: localized({
    en: (name: string, since: number, oldest: string) =>
      `\`${name}\` came with Python 3.${String(since)}, but the project supports ${oldest}.`,
    'zh-cn': (name, since, oldest) => `\`${name}\` 从 Python 3.${String(since)} 起才有，而项目要支持 ${oldest}。`,
  }),
  useBefore: localized({
    en: (name: string, since: number, oldest: string, before: string) =>
      `\`${name}\` came with Python 3.${String(since)}, but the project supports ${oldest}; use ${before}.`,
    'zh-cn': (name, since, oldest, before) =>
      `\`${name}\` 从 Python 3.${String(since)} 起才有，而项目要支持 ${oldest}；请使用${before}。`,
  }),
};
