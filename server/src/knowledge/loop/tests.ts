import { joinTables, under, type NameTable } from '../name-table.ts';

/** Test case classes, and whether they run `async def test_…`; the first match along the MRO counts. */
export const testCases: NameTable<'sync' | 'async'> = {
  'unittest.TestCase': 'sync',
  'unittest.IsolatedAsyncioTestCase': 'async',
};

/** Mocks: whether awaiting a call of one works. A MagicMock does not become async by itself; `patch` picks AsyncMock for async targets. */
export const mocks: NameTable<'sync' | 'async' | 'patch'> = joinTables(
  under('unittest.mock', 'Mock MagicMock NonCallableMock NonCallableMagicMock', 'sync'),
  under('unittest.mock', 'AsyncMock', 'async'),
  under('unittest.mock', 'patch create_autospec', 'patch'),
);
