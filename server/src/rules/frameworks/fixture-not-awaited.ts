import type { Expression, FunctionDef } from '../../facts/nodes.ts';
import { replaceByName } from '../../fixes/replace-call.ts';
import { asyncFixture, asyncTestPlugin } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { decoratorCallee, marksAllTests, testsAskingFor } from '../shared/fixture-tests.ts';

export const fixtureNotAwaited = defineRule({
  id: 'fixture-not-awaited',
  category: 'frameworks',
  severity: 'warning',
  fix: 'always',
  summary: {
    en: 'An async fixture under plain `@pytest.fixture`: tests get a coroutine in place of its value.',
    'zh-cn': '用普通的 `@pytest.fixture` 定义异步 fixture：测试拿到的是协程，而不是它的值。',
  },
  docs: {
    why: {
      en: [
        'pytest calls fixtures as plain functions. In its strict mode, which is the default, pytest-asyncio awaits only the fixtures that are made with `@pytest_asyncio.fixture`; of others the test gets the coroutine or the async generator itself.',
        'In its `auto` mode, plain `@pytest.fixture` will do; marks on the tests are then not needed.',
      ].join(' '),
      'zh-cn': [
        'pytest 把 fixture 当作普通函数调用。pytest-asyncio 在默认的 strict 模式下，只等待用 `@pytest_asyncio.fixture` 定义的 fixture；对于其他的，测试拿到的就是协程或异步生成器本身。',
        '在它的 `auto` 模式下，普通的 `@pytest.fixture` 就可以，测试也不再需要标记。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import pytest
          import pytest_asyncio


          @pytest.fixture
          async def user():
              return {"name": "Ada"}


          @pytest.mark.asyncio
          async def test_name(user):
              assert user["name"] == "Ada"
        `,
        good: python`
          import pytest
          import pytest_asyncio


          @pytest_asyncio.fixture
          async def user():
              return {"name": "Ada"}


          @pytest.mark.asyncio
          async def test_name(user):
              assert user["name"] == "Ada"
        `,
        claim: { because: 'It needs pytest and a plugin that runs async fixtures.' },
      },
    ],
    limits: {
      en: 'Reports fixtures that a test marked with `@pytest.mark.asyncio` in the same file asks for: such marks speak of the strict mode, unless `pyproject.toml` sets `asyncio_mode = "auto"`. Other settings of pytest are not read.',
      'zh-cn':
        '只报告同一个文件里标记了 `@pytest.mark.asyncio` 的测试所用到的 fixture：有这样的标记就说明是 strict 模式，除非 `pyproject.toml` 设置了 `asyncio_mode = "auto"`。不读取 pytest 的其他设置。',
    },
    peers: [],
  },
  visit: {
    FunctionDef(node, view, report) {
      const fixture = node.isAsync
        ? node.decorators
            .map(({ expression }) => decoratorCallee(expression))
            .find((callee) => isPytest(view, callee, 'fixture'))
        : undefined;
      if (!fixture || view.asyncTests === 'all' || !isAskedFor(view, node)) return;
      report({
        at: { start: node.nameStart, end: node.nameStart + node.name.length },
        message: texts.getCoroutine(node.name),
        fixes: () => [
          {
            title: texts.makeAsync(node.name, asyncFixture),
            safety: 'unsafe',
            edits: () => replaceByName(view, fixture, asyncFixture),
          },
        ],
      });
    },
  },
});

/** `pytest.fixture`, `fixture` imported from pytest, `pytest.mark.asyncio`. */
function isPytest(view: ChunkView, callee: Expression, name: string): boolean {
  const source = view.source(callee);
  if (source === `pytest.${name}`) return true;
  const type = view.typeOf(callee);
  return type.kind === 'function' && type.ref.endsWith(`/pytest/__init__.pyi#${name}@0`);
}

function isAskedFor(file: ChunkView, fixture: FunctionDef): boolean {
  const isMarkedAll = marksAllTests(file, asyncTestPlugin.asyncio.mark);
  return testsAskingFor(file, fixture).some(
    ({ view, node }) =>
      node.isAsync &&
      (isMarkedAll ||
        node.decorators.some(({ expression }) => isPytest(view, decoratorCallee(expression), 'mark.asyncio'))),
  );
}

const texts = {
  getCoroutine: localized({
    en: (fixture: string) =>
      `Tests get a coroutine in place of what \`${fixture}()\` gives, since pytest does not await its fixtures; use \`@pytest_asyncio.fixture\`.`,
    'zh-cn': (fixture) =>
      `pytest 不会等待 fixture，测试得到的是协程，而不是 \`${fixture}()\` 的结果；请使用 \`@pytest_asyncio.fixture\`。`,
  }),
  makeAsync: localized({
    en: (fixture: string, decorator: string) => `Make \`${fixture}\` a \`${decorator}\``,
    'zh-cn': (fixture, decorator) => `将 \`${fixture}\` 改为 \`${decorator}\``,
  }),
};
