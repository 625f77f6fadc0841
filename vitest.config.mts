import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // What tests start keeps its cache away from the developer's, and speaks English whatever the developer speaks.
    env: { XDG_CACHE_HOME: join(tmpdir(), 'async-pitfalls-test-cache'), LC_ALL: 'C.UTF-8' },
    setupFiles: ['test/harness/property-seed.ts'],
    include: ['test/**/*.test.ts'],
    // These need an editor, Python and Bazel: `npm run test:editor`, `npm run test:claims`, `npm run test:bazel`.
    exclude: ['test/editor/**', 'test/claims/**', 'test/bazel/**'],
    // For the slowest of machines: nothing here is a matter of time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
