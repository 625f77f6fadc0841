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

/** Distributions that teach pytest to run async tests, and whether they do so without a mark or setting. */
export const asyncTestPlugins: NameTable<'always' | 'marked'> = {
  anyio: 'marked',
  'pytest-asyncio': 'marked',
  'pytest-trio': 'marked',
  'pytest-twisted': 'marked',
  'pytest-tornado': 'marked',
  'pytest-aiohttp': 'always',
  'pytest-tornasync': 'always',
  'pytest-asyncio-cooperative': 'marked',
  'alt-pytest-asyncio': 'always',
  'pytest-sanic': 'always',
};

/** Mocks: whether awaiting a call of one works. A MagicMock does not become async by itself; `patch` picks AsyncMock for async targets. */
export const mocks: NameTable<'sync' | 'async' | 'patch'> = joinTables(
  under('unittest.mock', 'Mock MagicMock NonCallableMock NonCallableMagicMock', 'sync'),
  under('unittest.mock', 'AsyncMock', 'async'),
  under('unittest.mock', 'patch create_autospec', 'patch'),
  under('mock', 'Mock MagicMock', 'sync'),
  under('mock', 'AsyncMock', 'async'),
);
