import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

let bundle: string | undefined;

/** Bundles the server with the fake workspace, once for a test file. */
export function fakeServer(): string {
  bundle ??= build();
  return bundle;
}

function build(): string {
  const outfile = join(mkdtempSync(join(tmpdir(), 'async-pitfalls-')), 'server.js');
  buildSync({
    entryPoints: [join(import.meta.dirname, 'fake-server.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
  return outfile;
}
