import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/claims/*.test.ts'],
    // Each runs a program: more at a time would slow each other down.
    maxConcurrency: 2,
  },
});
