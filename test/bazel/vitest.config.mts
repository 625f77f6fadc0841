import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/bazel/*.test.ts'],
    // A build starts a server, and each action two programs.
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
