import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../recall/packages.ts';
import { mark, type PeerFixture } from './peer-fixture.ts';

const VERSION = '26.8.1';
const PEERS = join(CACHE, 'peers');

/**
 * The files that flake8-async tests itself with. It reads each with the names of asyncio put in for those of trio or anyio,
 * unless comments in it say not to, and as it stands. Comments mark the lines that it reports.
 */
export function flake8AsyncFixtures(): readonly PeerFixture[] {
  const folder = join(download(), 'tests', 'eval_files');
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const name = file.replace('.py', '');
      const text = readFileSync(join(folder, file), 'utf8');
      const has = (comment: string): boolean => text.includes(`# ${comment}`);
      const base = /# BASE_LIBRARY (\w+)/.exec(text)?.[1]?.toLowerCase() ?? 'trio';
      const inAsyncio = text.replaceAll(new RegExp(String.raw`(?<!-)(?:\b|(?<=_))${base}\b`, 'g'), 'asyncio');
      return [
        ...(has('NOASYNCIO') || has('ASYNCIO_NO_ERROR') ? [] : [fixture(name, inAsyncio, 'asyncio')]),
        ...(base === 'asyncio' ? [] : [fixture(name, text, 'trio and anyio')]),
      ];
    });
}

function fixture(name: string, text: string, library: PeerFixture['library']): PeerFixture {
  const marked = new Map<string, Set<number>>();
  const own = name.split('_')[0]!.toUpperCase();
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trimStart().startsWith('#') || !line.includes('#')) continue;
    for (const [, code] of line.matchAll(/(error|ASYNC...)(?:_.*)?:[^#]*(?=#|$)/g))
      mark(marked, code === 'error' ? own : code!, i + 1);
  }
  const [, calls = ''] = /# ARG --async200-blocking-calls=(.*)/.exec(text) ?? [];
  const blocking = calls.split(',').flatMap((call) => {
    const called = call.split('->')[0]!.trim();
    return called === '' ? [] : [called, `${name}.${called}`];
  });
  return { tool: 'flake8-async', name, text: withImports(text), library, marked, blocking };
}

/** Modules of which fixtures use names without importing them. Python knows no such name, and neither do we. */
const MODULES = ['httpx', 'httpx2', 'os', 'subprocess', 'trio', 'urllib3'];

/** Imports those in the first line, so that no line moves. */
function withImports(text: string): string {
  const missing = MODULES.filter(
    (name) =>
      new RegExp(String.raw`^[^#\n]*(?<![\w.])${name}\.\w`, 'm').test(text) &&
      !new RegExp(String.raw`^\s*import\b.*\b${name}\b`, 'm').test(text),
  );
  return missing.length > 0 ? `import ${missing.join(', ')}  ${text}` : text;
}

/** The folder of its sources, which are downloaded unless they are there. */
function download(): string {
  const folder = join(PEERS, `flake8_async-${VERSION}`);
  if (existsSync(folder)) return folder;
  mkdirSync(PEERS, { recursive: true });
  const options = ['--quiet', '--no-deps', '--no-binary=:all:', `--dest=${PEERS}`];
  execFileSync('python3', ['-m', 'pip', 'download', ...options, `flake8-async==${VERSION}`], { stdio: 'inherit' });
  execFileSync('python3', ['-m', 'tarfile', '-e', `${folder}.tar.gz`, PEERS]);
  return folder;
}
