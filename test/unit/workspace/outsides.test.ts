import { describe, expect, test } from 'vitest';
import { textOfPieces } from '../../../server/src/workspace/outsides/outside-text.ts';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { projectFixtures } from '../../harness/fixtures.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

type Texts = Readonly<Record<string, string>>;

const uriOf = (path: string): string => `${FOLDER}/${path}`;
const isPython = (path: string): boolean => /\.pyi?$/.test(path);

/** What is told of a file, with places as people count them. */
function told(workspace: Workspace, path: string): unknown {
  const place = (uri: string, offset: number): string => {
    const before = (workspace.text(uri) ?? '').slice(0, offset).split('\n');
    return `${uri.slice(FOLDER.length)}:${String(before.length)}:${String(before.at(-1)!.length)}`;
  };
  return workspace.findings(uriOf(path)).map(({ rule, severity, message, start, end, related }) => ({
    ...{ rule, severity, message, start, end },
    related: related.map((other) => `${place(other.uri, other.start)} ${other.message.en}`),
  }));
}

/** The files in a workspace that knows all others by what they tell. */
async function apart(files: Texts, own: readonly string[]): Promise<Workspace> {
  const whole = await testWorkspace(files);
  const seen = Object.entries(files).map(([path, text]) => [
    path,
    isPython(path) && !own.includes(path) ? textOfPieces(whole.outside(uriOf(path))) : text,
  ]);
  whole.dispose();
  return testWorkspace(Object.fromEntries(seen) as Texts);
}

async function outsideOf(files: Texts, path: string): Promise<string> {
  const workspace = await testWorkspace(files);
  const pieces = workspace.outside(uriOf(path));
  workspace.dispose();
  return JSON.stringify(pieces);
}

describe('what is found in a file is the same where all others are known by what they tell', () => {
  test.each(projectFixtures())('$name', async ({ files }) => {
    const whole = await testWorkspace(files);
    for (const path of Object.keys(files).filter(isPython)) {
      const alone = await apart(files, [path]);
      expect(told(alone, path), path).toEqual(told(whole, path));
      alone.dispose();
    }
    whole.dispose();
  });
});

const library = `\
"""A library."""
import asyncio
import time


# The first of them.
async def rest(seconds: float) -> None:
    """Sleeps."""
    await asyncio.sleep(seconds)


def wait():
    """Blocks."""
    # for a while
    time.sleep(1)


class Client:
    async def fetch(self, key: str) -> bytes:
        return await self.load(key)

    async def load(self, key: str) -> bytes:
        return b""
`;

describe('what a file tells', () => {
  const outside = (text: string): Promise<string> => outsideOf({ 'library.py': text }, 'library.py');

  test('is its text without what nobody asks about', async () => {
    const workspace = await testWorkspace({ 'library.py': library });
    expect(textOfPieces(workspace.outside(uriOf('library.py')))).toBe(`\
""
import asyncio
import time
async def rest(seconds: float) -> None:
    return






def wait():
    ""

    time.sleep(1)


class Client:
    async def fetch(self, key: str) -> bytes:
        return await self.load(key)

    async def load(self, key: str) -> bytes:
        return b""
`);
    workspace.dispose();
  });

  test('is the same whatever happens inside a coroutine function that tells nothing', async () => {
    const edited = library.replace('await asyncio.sleep(seconds)', 'await asyncio.sleep(2 * seconds)  # longer');
    expect(await outside(edited)).toBe(await outside(library));
  });

  test('is another when a place moves that somebody may be told of, or when a name, a result or an effect changes', async () => {
    const before = await outside(library);
    for (const [from, to] of [
      ['    await asyncio', '    seconds += 1\n    await asyncio'],
      ['def wait', 'def sleep'],
      ['return b""', 'return None'],
      ['time.sleep(1)', 'pass'],
    ] as const) {
      expect(library).toContain(from);
      expect(await outside(library.replace(from, to)), to).not.toBe(before);
    }
  });

  test('says no line where nobody is told of a place', async () => {
    const quiet = library.slice(0, library.indexOf('def wait'));
    const longer = quiet.replace('    await asyncio', '    seconds += 1\n    await asyncio');
    expect(await outside(`${longer}\n\nLIMIT: int = 3\n`)).toBe(await outside(`${quiet}\n\nLIMIT: int = 3\n`));
  });
});
