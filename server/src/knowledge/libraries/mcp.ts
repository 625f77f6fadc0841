import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const mcp: Library = {
  packages: ['mcp'],
  decorators: under('mcp.server.fastmcp.FastMCP', 'tool resource prompt', 'transparent'),
};
