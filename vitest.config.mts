import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The first run inside an editor, the others run Python: `npm run test:editor`, `npm run test:claims`.
    exclude: ['test/editor/**', 'test/claims/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
