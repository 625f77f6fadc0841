import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** What works on one machine and nowhere else: links, and absolute paths into folders that each machine fills its own way. */

/** An example that needs the folder of some user calls that user `me`. */
const USER = String.raw`(?!me\b)[\w.@-]+`;

/** `/usr/bin/env`, `/dev/null` and the like are the same everywhere. */
const FOLDERS = [
  `(?:home|Users)/${USER}`,
  String.raw`(?:root|work|workspaces?|builds|tmp|var/tmp|var/folders|private|mnt|media|opt|srv|Volumes|usr/local)/[\w.@-]+`,
];

const WINDOWS_FOLDERS = [
  `(?:Users|Documents and Settings)SLASH${USER}`,
  String.raw`(?:Windows|Program Files|ProgramData|Temp|work|src|dev|projects?|repos?)\b`,
];

/** Not in the middle of a relative path or of a web address, but behind an escape (`\n`) or the start of a file's URI. */
const START = String.raw`(?:(?<![\w.~\-/\\})\]>*])|(?<=\\[nrt]|(?:file|vscode-remote):\/\/[^\s/]*))`;

/** As written in a text, in a string, in JSON within a string, in a URI. */
const SLASH = String.raw`[/\\]{1,4}`;

const MACHINE_PATH = new RegExp(
  `${START}(?:/(?:${FOLDERS.join('|')})|/?[A-Za-z]:SLASH(?:${WINDOWS_FOLDERS.join('|')}))`.replaceAll('SLASH', SLASH),
  'g',
);

function pathsIn(text: string): readonly string[] {
  const plain = text
    .replaceAll(/%2F|%5C/gi, '/')
    .replaceAll(/%3A/gi, ':')
    .replaceAll('%20', ' ');
  return [...(plain.match(MACHINE_PATH) ?? []), ...(plain.includes(`${process.cwd()}/`) ? [process.cwd()] : [])];
}

/** What git keeps of this checkout; nothing where there is no git, as in an unpacked archive. */
function trackedFiles(): readonly { readonly mode: string; readonly name: string }[] {
  try {
    // Whoever owns the checkout: git otherwise refuses to read another user's.
    const args = ['-c', 'safe.directory=*', 'ls-files', '--stage', '-z'];
    const listed = execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return [...listed.matchAll(/(\d+) [^\t]*\t([^\0]+)/g)].map(([, mode, name]) => ({ mode: mode!, name: name! }));
  } catch {
    return [];
  }
}

const tracked = trackedFiles();

describe.skipIf(tracked.length === 0)('what git keeps', () => {
  test('is plain files: no links, no other repositories', () => {
    expect(tracked.filter(({ mode }) => !mode.startsWith('100'))).toEqual([]);
  });

  test('names no path of one machine', () => {
    const files = tracked.filter(({ mode, name }) => mode.startsWith('100') && existsSync(name));
    const found = files.flatMap(({ name }) => pathsIn(readFileSync(name, 'latin1')).map((path) => `${name}: ${path}`));
    expect(found).toEqual([]);
  });
});

/** Put together here, so that this file holds none. */
const unix = (...parts: readonly string[]): string => `/${parts.join('/')}`;
const windows = (separator: string, ...parts: readonly string[]): string => ['C:', ...parts].join(separator);

describe('a path of one machine', () => {
  test.each([
    unix('home', 'ann', 'code'),
    unix('Users', 'ann'),
    unix('root', '.cache'),
    unix('work', 'main'),
    unix('tmp', 'state.json'),
    unix('mnt', 'c', 'Users'),
    unix('builds', 'group', 'app'),
    windows('\\', 'Users', 'ann'),
    windows('\\\\', 'Users', 'ann'),
    windows('/', 'Users', 'ann'),
    windows('\\', 'Program Files', 'Python'),
  ])('%s', (path) => {
    const uri = path.startsWith('/') ? `file://${path}` : `file:///${path}`;
    for (const text of [path, `open("${path}")`, `--folder=${path}`, `"\\n${path}"`, uri, encodeURIComponent(path)]) {
      expect(pathsIn(text), text).not.toEqual([]);
    }
  });

  test('is that of this checkout, wherever it is', () => {
    expect(pathsIn(`"${process.cwd()}/README.md"`)).toContain(process.cwd());
  });

  test.each([
    'https://example.com/home/ann',
    './tmp/state.json',
    '../work/main',
    '${folder}/tmp/x',
    '/usr/bin/env node',
    '/dev/null',
    '/path/to/code',
    '/users/{id}',
    'file:///project/app.py',
    'class Users:\\n    name',
    unix('home', 'me', 'app'),
    windows('\\', 'Users', 'me'),
  ])('is not %s', (text) => {
    expect(pathsIn(text)).toEqual([]);
  });
});
