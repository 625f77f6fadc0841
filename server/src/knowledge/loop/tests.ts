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

export interface AsyncTestPlugin {
  /** Its module. */
  readonly module: string;
  /** What one installs. */
  readonly name: string;
  readonly mark: string;
}

/** Who lets pytest run the async tests of a library. */
export const asyncTestPlugin: Readonly<Record<'asyncio' | 'anyio' | 'trio', AsyncTestPlugin>> = {
  asyncio: { module: 'pytest_asyncio', name: 'pytest-asyncio', mark: 'pytest.mark.asyncio' },
  anyio: { module: 'anyio.pytest_plugin', name: 'anyio', mark: 'pytest.mark.anyio' },
  trio: { module: 'pytest_trio', name: 'pytest-trio', mark: 'pytest.mark.trio' },
};

/** Marks that make pytest run an async test through one plugin or another. */
export const asyncTestMarks: readonly string[] = [
  ...Object.values(asyncTestPlugin).map(({ mark }) => mark),
  'pytest.mark.asyncio_cooperative',
  'pytest.mark.curio',
  'pytest.mark.gen_test',
  'pytest.mark.twisted',
];

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
