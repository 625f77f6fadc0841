import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { bundledClient } from './clients.ts';
import { temporaryProject } from './temporary-project.ts';

let folder = '';

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a whole session leaves in the client's folder for the cache, and the codes that it finds. */
async function session(settings: unknown): Promise<{ kept: string[]; codes: unknown[] }> {
  const project = temporaryProject({ 'app.py': 'import asyncio\n\nasync def main():\n    asyncio.sleep(1)\n' });
  const client = await bundledClient();
  client.settings = () => settings;
  await client.initialize({
    workspaceFolders: [{ uri: project.uri, name: 'project' }],
    initializationOptions: { cacheFolder: folder },
  });
  const following = client.follow();
  const codes = await client.until(() => following.codes(project.uriOf('app.py')));
  following.cancel();
  expect(await client.stop()).toBe(0);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return { kept: files.map(({ name }) => name).sort(), codes: [...codes] };
}

test('a session keeps what it has read in the client’s folder, and the next one finds the same', async () => {
  folder = mkdtempSync(join(tmpdir(), 'async-pitfalls-cache-'));
  const first = await session({});
  expect(first.codes).toEqual(['unawaited-coroutine']);
  expect(first.kept.length).toBeGreaterThan(1);
  expect(await session({})).toEqual(first);
});

test('with the cache off nothing is written', async () => {
  folder = mkdtempSync(join(tmpdir(), 'async-pitfalls-cache-'));
  expect(await session({ cache: 'off' })).toEqual({ kept: [], codes: ['unawaited-coroutine'] });
});
