import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../recall/packages.ts';
import { mark, type PeerFixture } from './peer-fixture.ts';

const VERSION = '0.17.6';

/** Files about async code, by ruff's names for them. */
const FILES = /(?:^|\/)(?:ASYNC\w+|RUF006|RUF029)\.py$/;

/**
 * The files that ruff tests itself with, out of a checkout of its repository: what PyPI has does not contain them. The lines are
 * those that ruff itself reports in them.
 */
export function ruffFixtures(checkout: string, codes: readonly string[]): readonly PeerFixture[] {
  const paths = readdirSync(checkout, { recursive: true, encoding: 'utf8' })
    .filter((path) => FILES.test(path.replaceAll('\\', '/')))
    .sort();
  const reported = reportedIn(checkout, paths, codes);
  return paths.map((path) => ({
    tool: 'ruff',
    name: path.replace(/^.*[\\/]/, '').replace('.py', ''),
    text: readFileSync(join(checkout, path), 'utf8'),
    library: 'any',
    marked: reported.get(path) ?? new Map(),
    blocking: [],
  }));
}

function reportedIn(
  checkout: string,
  paths: readonly string[],
  codes: readonly string[],
): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>> {
  const options = ['--isolated', '--preview', '--ignore-noqa', '--no-cache', '--exit-zero', '--output-format=json'];
  const { stdout } = spawnSync(install(), ['check', ...options, `--select=${codes.join(',')}`, ...paths], {
    cwd: checkout,
    encoding: 'utf8',
  });
  const byPath = new Map<string, Map<string, Set<number>>>();
  for (const { code, filename, location } of JSON.parse(stdout) as readonly Diagnostic[]) {
    const path = paths.find((each) => filename.endsWith(each))!;
    const marked = byPath.get(path) ?? new Map<string, Set<number>>();
    mark(marked, code, location.row);
    byPath.set(path, marked);
  }
  return byPath;
}

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
  readonly location: { readonly row: number };
}

function install(): string {
  const folder = join(process.cwd(), CACHE, 'peers', `ruff-${VERSION}`);
  const options = ['--quiet', '--no-deps', '--target', folder];
  if (!existsSync(folder))
    execFileSync('python3', ['-m', 'pip', 'install', ...options, `ruff==${VERSION}`], { stdio: 'inherit' });
  return join(folder, 'bin', 'ruff');
}
