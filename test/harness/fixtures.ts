import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A Python file that is analysed on its own, or a folder of files that belong together. */
export interface Fixture {
  /** Path below `test/fixtures`. */
  readonly name: string;
  /** Texts by path within the fixture. */
  readonly files: Readonly<Record<string, string>>;
  /** The rule that the folder is about; undefined outside `rules/` and `strict/`. */
  readonly rule: string | undefined;
}

const ROOT = 'test/fixtures';

/** Every file below a folder of fixtures as a fixture of its own. */
export function fileFixtures(folder: 'rules' | 'strict' | 'clean'): readonly Fixture[] {
  return pythonFiles(join(ROOT, folder)).map((path) => ({
    name: join(folder, path),
    files: { [basename(path)]: readFileSync(join(ROOT, folder, path), 'utf8') },
    rule: folder === 'clean' ? undefined : dirname(path),
  }));
}

/** Every folder below `projects` as a fixture. */
export function projectFixtures(): readonly Fixture[] {
  const root = join(ROOT, 'projects');
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name: join('projects', name),
      files: Object.fromEntries(
        filesBelow(join(root, name))
          .filter((path) => /\.pyi?$|pyproject\.toml$|\.(ini|cfg)$/.test(path))
          .map((path) => [path, readFileSync(join(root, name, path), 'utf8')]),
      ),
      rule: undefined,
    }));
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();

const pythonFiles = (folder: string): string[] => filesBelow(folder).filter((path) => path.endsWith('.py'));
