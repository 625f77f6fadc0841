import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These run inside an editor, started by `npm run test:editor`.
    exclude: ['test/editor/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
