import type { ClassDef, Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import { addDecorator } from '../../fixes/add-decorator.ts';
import type { Fix } from '../../fixes/fix.ts';
import { replaceByName } from '../../fixes/replace-call.ts';
import { asyncTestMarks, asyncTestPlugin, asyncTestPlugins, testCases, testMarks } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import type { Range } from '../../text/range.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { isTestFile } from '../shared/tests.ts';

export const asyncTestNotRun = defineRule({
  id: 'async-test-not-run',
  category: 'frameworks',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: 'An `async def` test that nothing awaits: in a plain `unittest.TestCase`, or under pytest without a plugin.',
    'zh-cn': '没有人等待的 `async def` 测试：写在普通的 `unittest.TestCase` 里，或者在没有插件的 pytest 下。',
  },
  docs: {
    why: {
      en: [
        '`unittest.TestCase` calls a test and ignores what it returns. An `async def` test returns a coroutine that nobody awaits, so that the test passes whatever it says.',
        '`unittest.IsolatedAsyncioTestCase` awaits its tests in an event loop; plain tests run in it as before.',
        'pytest awaits no tests by itself either: without a plugin such as pytest-asyncio or anyio it skips or fails them. pytest-asyncio in turn runs only those that are marked with `@pytest.mark.asyncio`, unless `asyncio_mode = "auto"` is set.',
      ].join(' '),
      'zh-cn': [
        '`unittest.TestCase` 调用测试后会忽略它的返回值。`async def` 测试返回的协程没有人等待，所以无论里面写了什么，测试都会通过。',
        '`unittest.IsolatedAsyncioTestCase` 会在事件循环里等待它的测试；普通测试在其中照常运行。',
        'pytest 本身也不会等待测试：没有 pytest-asyncio 或 anyio 之类的插件时，它会跳过这些测试，或判为失败。而 pytest-asyncio 只运行标记了 `@pytest.mark.asyncio` 的测试，除非设置了 `asyncio_mode = "auto"`。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import unittest


          class SumTest(unittest.TestCase):
              async def test_sum(self):
                  self.assertEqual(1 + 1, 3)


          if __name__ == "__main__":
              unittest.main()
        `,
        good: python`
          import unittest


          class SumTest(unittest.IsolatedAsyncioTestCase):
              async def test_sum(self):
                  self.assertEqual(1 + 1, 3)


          if __name__ == "__main__":
              unittest.main()
        `,
        claim: { shows: "coroutine 'SumTest.test_sum' was never awaited" },
      },
    ],
    limits: {
      en: 'Of unittest: classes that inherit from `unittest.TestCase`. Of pytest: plain test functions, where the interpreter of the project has pytest and none of the known plugins, and `pyproject.toml`, `pytest.ini`, `tox.ini` and `setup.cfg` ask for none either, or where a plugin wants a mark and there is none: `pyproject.toml` has settings of pytest and no `asyncio_mode = "auto"` among them. Options on the command line are not read.',
      'zh-cn':
        'unittest：继承自 `unittest.TestCase` 的类。pytest：普通的测试函数，条件是项目的解释器里装有 pytest 而没有任何已知插件，并且 `pyproject.toml`、`pytest.ini`、`tox.ini` 和 `setup.cfg` 也都没有要求插件；或者插件要求标记而测试没有标记：`pyproject.toml` 里有 pytest 的设置，但其中没有 `asyncio_mode = "auto"`。不读取命令行选项。',
    },
    printed: ["RuntimeWarning: coroutine '…' was never awaited"],
    peers: [],
  },
  visit: {
    FunctionDef(node, view, report) {
      if (!node.isAsync || !node.name.startsWith('test')) return;
      const owner = view.parent(node);
      const at = { start: node.nameStart, end: node.nameStart + node.name.length };
      if (owner?.kind === 'ClassDef' && node.decorators.length === 0 && isPlainTestCase(view, owner)) {
        report({
          at,
          message: texts.underUnittest(node.name),
          fixes: () => isolated(view, owner),
        });
      } else if (isCollected(view, node, owner)) reportUnderPytest(view, node, owner, at, report);
    },
  },
});

// -------------------------------------------------------------------------------------------- pytest

/** Warnings: which environment the tests run in, and with which options, is a guess. */
function reportUnderPytest(
  view: ChunkView,
  node: FunctionDef,
  owner: Node | undefined,
  at: Range,
  report: (report: Report) => void,
): void {
  const { name, mark } = asyncTestPlugin[view.library];
  if (!runsAsyncTests(view)) {
    report({ at, severity: 'warning', message: texts.noPlugin(node.name, name, mark) });
  } else if (wantsMark(view, node, owner)) {
    report({
      at,
      severity: 'warning',
      message: texts.noMark(node.name, name, mark),
      fixes: () => [{ title: texts.markIt(mark), safety: 'unsafe', edits: () => addDecorator(view, node, mark) }],
    });
  }
}

/** The settings of pytest are there and name no mode, the plugin is installed, and neither the test nor what is around it has a mark. */
function wantsMark(view: ChunkView, node: FunctionDef, owner: Node | undefined): boolean {
  if (view.asyncTests !== 'marked' || !view.isImportable(asyncTestPlugin[view.library].module)) return false;
  const known = Object.values(asyncTestPlugin).map(({ module }) => module);
  if (asyncTestPlugins.some((module) => !known.includes(module) && view.isImportable(module))) return false;
  if (conftests(view.uri).some((module) => MARKERS.some((hook) => view.isImportable(`${module}.${hook}`))))
    return false;
  const marks = [
    ...node.decorators.map(({ expression }) => view.source(expression)),
    ...(owner?.kind === 'ClassDef'
      ? view.partsOfClass(owner).flatMap((part) => part.node.body.flatMap((statement) => marksOf(part.view, statement)))
      : []),
    ...view.fileChunks().flatMap((chunk) => chunk.facts.body.flatMap((statement) => marksOf(chunk, statement))),
  ];
  return marks.every((mark) => mark.includes(testMarks) && !asyncTestMarks.some((name) => mark.includes(name)));
}

/** `pytestmark = [pytest.mark.asyncio]` */
const marksOf = (view: ChunkView, statement: Node): readonly string[] =>
  statement.kind === 'Assign' && statement.targets.some((target) => view.source(target) === 'pytestmark')
    ? [view.source(statement.value)]
    : [];

/** What in a `conftest.py` may mark tests, or have them run without a mark. */
const MARKERS = ['pytest_collection_modifyitems', 'pytest_itemcollected', 'anyio_backend', 'pytestmark'];

/** A test by pytest's own rules: in a file `test_….py`, not in a class that another one may run. */
function isCollected(view: ChunkView, { decorators }: FunctionDef, owner: Node | undefined): boolean {
  if (!isTestFile(view.uri)) return false;
  if (!decorators.every(({ expression }) => isMark(view, expression))) return false;
  if (owner === undefined) return true;
  return (
    owner.kind === 'ClassDef' &&
    view.parent(owner) === undefined &&
    owner.name.startsWith('Test') &&
    owner.arguments.length + owner.decorators.length === 0
  );
}

/** `@pytest.mark.slow`; a decorator of another kind may run the test itself. */
const isMark = (view: ChunkView, decorator: Expression): boolean =>
  /^pytest\.mark\.\w+$/.test(view.source(decorator.kind === 'Call' ? decorator.func : decorator));

/** Whether something lets pytest run async tests, or may do so: where pytest is not installed, nothing is known of its plugins. */
const runsAsyncTests = (view: ChunkView): boolean =>
  !view.isImportable('_pytest') ||
  view.wantsTestPlugin ||
  asyncTestPlugins.some((module) => view.isImportable(module)) ||
  conftests(view.uri).some((module) => HOOKS.some((hook) => view.isImportable(`${module}.${hook}`)));

/** What runs the tests in another way, or brings plugins of the project. */
const HOOKS = ['pytest_pyfunc_call', 'pytest_plugins', 'pytest_pycollect_makeitem'];

/** The names that a `conftest.py` beside the file or above it may have, seen from some folder above. */
function conftests(uri: string): readonly string[] {
  const folders = uri.split('/').slice(-MOST_FOLDERS - 1, -1);
  const names = new Set(['conftest']);
  for (let from = 0; from < folders.length; from++)
    for (let to = from + 1; to <= folders.length; to++) names.add(`${folders.slice(from, to).join('.')}.conftest`);
  return [...names];
}

const MOST_FOLDERS = 5;

// ------------------------------------------------------------------------------------------ unittest

/** Every base is known, and the nearest test case among them is one that runs no async tests. */
function isPlainTestCase(view: ChunkView, { arguments: bases, decorators }: ClassDef): boolean {
  if (decorators.length > 0 || bases.some(({ name, stars }) => name !== undefined || stars > 0)) return false;
  const known = bases.map(({ value }) => kindOfBase(view, value));
  return known.includes('sync') && known.every((kind) => kind === 'sync' || kind === 'other');
}

function kindOfBase(view: ChunkView, base: Expression): 'sync' | 'async' | 'other' | 'unknown' {
  const type = view.typeOf(base);
  if (type.kind !== 'class') return 'unknown';
  const found = Object.entries(testCases).filter(([name]) => view.isInstanceOf(type, name));
  if (found.some(([, kind]) => kind === 'async')) return 'async';
  return found.length > 0 ? 'sync' : 'other';
}

function isolated(view: ChunkView, owner: ClassDef): readonly Fix[] {
  const base = owner.arguments.find(({ value }) => isTestCaseItself(view, value));
  if (!base) return [];
  return [
    {
      title: texts.isolate(owner.name),
      safety: 'unsafe',
      edits: () => replaceByName(view, base.value, 'unittest.IsolatedAsyncioTestCase'),
    },
  ];
}

const isTestCaseItself = (view: ChunkView, base: Expression): boolean =>
  view.lookup(view.typeOf(base), testCases) === 'sync';

// ------------------------------------------------------------------------------------------- texts

const texts = {
  underUnittest: localized({
    en: (test: string) =>
      `\`${test}()\` passes without running, since \`unittest.TestCase\` does not await its tests; inherit from \`unittest.IsolatedAsyncioTestCase\`.`,
    'zh-cn': (test) =>
      `\`${test}()\` 没有执行就会通过，因为 \`unittest.TestCase\` 不会等待测试方法；请继承 \`unittest.IsolatedAsyncioTestCase\`。`,
  }),
  noPlugin: localized({
    en: (test: string, plugin: string, mark: string) =>
      `pytest does not run \`${test}()\`, since no plugin that awaits tests is installed; install \`${plugin}\` and mark the test with \`@${mark}\`.`,
    'zh-cn': (test, plugin, mark) =>
      `pytest 不会执行 \`${test}()\`，因为没有安装能够等待测试的插件；请安装 \`${plugin}\`，并用 \`@${mark}\` 标记这个测试。`,
  }),
  noMark: localized({
    en: (test: string, plugin: string, mark: string) =>
      `pytest does not run \`${test}()\`, since \`${plugin}\` awaits only marked tests unless its mode is \`auto\`; mark it with \`@${mark}\`.`,
    'zh-cn': (test, plugin, mark) =>
      `pytest 不会执行 \`${test}()\`，因为除非模式为 \`auto\`，\`${plugin}\` 只等待带标记的测试；请用 \`@${mark}\` 标记它。`,
  }),
  markIt: localized({
    en: (mark: string) => `Mark it with \`@${mark}\``,
    'zh-cn': (mark) => `用 \`@${mark}\` 标记它`,
  }),
  isolate: localized({
    en: (name: string) => `Let \`${name}\` be an \`IsolatedAsyncioTestCase\``,
    'zh-cn': (name) => `让 \`${name}\` 继承 \`IsolatedAsyncioTestCase\``,
  }),
};
