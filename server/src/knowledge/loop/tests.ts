import { joinTables, under, type NameTable } from '../name-table.ts';

/** Test case classes, and whether they run `async def test_…`; the first match along the MRO counts. */
export const testCases: NameTable<'sync' | 'async'> = {
  'unittest.TestCase': 'sync',
  'unittest.IsolatedAsyncioTestCase': 'async',
  'django.test.SimpleTestCase': 'async',
  'aiounittest.AsyncTestCase': 'async',
  'asynctest.TestCase': 'async',
  'tornado.testing.AsyncTestCase': 'async',
  'twisted.trial.unittest.TestCase': 'async',
  'aiohttp.test_utils.AioHTTPTestCase': 'async',
};

/** Marks that make pytest run an async test through a plugin. */
export const asyncTestMarks: NameTable<string> = {
  'pytest.mark.asyncio': 'pytest-asyncio',
  'pytest.mark.anyio': 'anyio',
  'pytest.mark.trio': 'pytest-trio',
  'pytest.mark.gen_test': 'pytest-tornado',
  'pytest.mark.twisted': 'pytest-twisted',
};

/** Modules of plugins that teach pytest to run async tests, with or without a mark. */
export const asyncTestPlugins: readonly string[] = [
  'pytest_asyncio',
  'anyio.pytest_plugin',
  'pytest_trio',
  'pytest_twisted',
  'pytest_tornado',
  'pytest_tornado5',
  'pytest_tornasync',
  'pytest_aiohttp',
  'pytest_aio',
  'pytest_curio',
  'pytest_sanic',
  'pytest_asyncio_cooperative',
  'pytest_asyncio_concurrent',
  'alt_pytest_asyncio',
];

/** Mocks: whether awaiting a call of one works. A MagicMock does not become async by itself; `patch` picks AsyncMock for async targets. */
export const mocks: NameTable<'sync' | 'async' | 'patch'> = joinTables(
  under('unittest.mock', 'Mock MagicMock NonCallableMock NonCallableMagicMock', 'sync'),
  under('unittest.mock', 'AsyncMock', 'async'),
  under('unittest.mock', 'patch create_autospec', 'patch'),
  under('mock', 'Mock MagicMock', 'sync'),
  under('mock', 'AsyncMock', 'async'),
);
