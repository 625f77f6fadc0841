/**
 * Builds the wheel out/packages/async_pitfalls-VERSION-py3-none-any.whl out of dist/ and packaging/python/. It needs Python 3
 * with pip, which gets the build backend.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';

/** What the command line and the language server in it run on. */
const runtime = [
  'cli.js',
  'iconv-lite.js',
  'libraries.json',
  'program.js',
  'tree-sitter-python.wasm',
  'web-tree-sitter.wasm',
  'THIRD-PARTY-LICENSES.txt',
];

const layout = 'out/python';
const packages = 'out/packages';

rmSync(layout, { recursive: true, force: true });
mkdirSync(packages, { recursive: true });
cpSync('packaging/python', layout, { recursive: true, filter: (path) => !path.includes('__pycache__') });
for (const file of ['README.md', 'LICENSE']) cpSync(file, join(layout, file));
for (const file of runtime) cpSync(join('dist', file), join(layout, 'src/async_pitfalls/dist', file));
const manifest = join(layout, 'pyproject.toml');
writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/^version = .*$/m, `version = "${version}"`));
execFileSync('python3', ['-m', 'pip', 'wheel', '--quiet', '--no-deps', '--wheel-dir', packages, layout], {
  stdio: 'inherit',
});
