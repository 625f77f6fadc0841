import type { Application } from '../precision/applications.ts';

/** A pure-Python package with its tests, out of its source distribution. */
export interface Suite extends Application {
  /** The folder that its modules are imported from. */
  readonly root: string;
  /** What pytest is given. */
  readonly tests: readonly string[];
}

const suite = (name: string, version: string, root = '.', tests: readonly string[] = ['tests']): Suite => ({
  name,
  version,
  as: 'source',
  root,
  tests,
});

/** They need no network and no server, and most do what people do with asyncio, some with trio and anyio. */
export const suites: readonly Suite[] = [
  suite('aiocache', '0.12.3', '.', ['tests/ut']),
  suite('aiofiles', '25.1.0', 'src'),
  suite('aiojobs', '1.4.0'),
  suite('aiosmtplib', '5.1.3', 'src'),
  suite('aiosqlite', '0.22.1', '.', ['aiosqlite/tests/smoke.py']),
  suite('aiostream', '0.8.1'),
  suite('anyio', '4.16.0', 'src'),
  suite('asgiref', '3.13.0'),
  suite('async-lru', '2.4.0'),
  suite('async-timeout', '5.0.1'),
  suite('asyncstdlib', '3.14.0', '.', ['unittests']),
  suite('h11', '0.16.0', '.', ['h11/tests']),
  suite('httpcore', '1.0.9'),
  suite('httpx', '0.28.1'),
  suite('hypercorn', '0.18.0', 'src'),
  suite('janus', '2.0.0'),
  suite('starlette', '1.10.0'),
  suite('tenacity', '9.2.1'),
  suite('uvicorn', '0.54.0'),
  suite('wsproto', '1.3.2', 'src'),
];
