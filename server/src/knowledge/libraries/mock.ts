import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

export const mock: Library = {
  packages: ['mock'],
  mocks: joinTables(under('mock', 'Mock MagicMock', 'sync'), under('mock', 'AsyncMock', 'async')),
};
