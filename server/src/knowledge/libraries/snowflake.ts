import type { Library } from './library.ts';

export const snowflake: Library = {
  packages: ['snowflake'],
  blocking: { 'snowflake.connector.connect': { rule: 'blocking-database' } },
};
