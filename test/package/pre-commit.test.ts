import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { keptFolder } from '../unit/cli/temp-folder.ts';

// pre-commit comes from PyPI, and installs what the repository needs from npm.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 600_000 });

/** What git keeps of this checkout; undefined where there is no git, as in an unpacked archive. */
const tracked = ((): readonly string[] | undefined => {
  const { status, stdout } = spawnSync('git', ['-c', 'safe.directory=*', 'ls-files', '-z'], { encoding: 'utf8' });
  return status === 0 ? stdout.split('\0').filter((name) => name !== '' && existsSync(name)) : undefined;
})();
const canRun = tracked !== undefined && spawnSync('python3', ['-m', 'venv', '--help']).status === 0;

describe.skipIf(!canRun)('pre-commit', () => {
  const folder = keptFolder({
    'project/app.py': 'import time\n\n\nasync def main():\n    time.sleep(1)\n',
    'project/notes.txt': 'async def main(): time.sleep(1)\n',
    'project/old.py': 'import time\n\n\nasync def main():\n    time.sleep(1)\n',
    'project/pyproject.toml': '[tool.async-pitfalls]\nexclude = ["old.py"]\n',
  });
  const project = join(folder, 'project');
  const repository = join(folder, 'repository');
  const program = join(folder, 'venv/bin/pre-commit');
  const env = { ...process.env, PRE_COMMIT_HOME: join(folder, 'home'), GIT_CONFIG_GLOBAL: join(folder, 'gitconfig') };

  const git = (cwd: string, ...args: readonly string[]) => execFileSync('git', args, { cwd, env, stdio: 'pipe' });

  function commit(cwd: string): void {
    git(cwd, 'init', '--quiet');
    git(cwd, 'add', '--all');
    git(cwd, 'commit', '--quiet', '--message', 'All');
  }

  function run(...args: readonly string[]) {
    const { status, stdout } = spawnSync(program, args, { cwd: project, env, encoding: 'utf8' });
    return { status, stdout };
  }

  beforeAll(() => {
    writeFileSync(join(folder, 'gitconfig'), '[user]\nname = Me\nemail = me@example.com\n[safe]\ndirectory = *\n');
    for (const name of tracked!) cpSync(name, join(repository, name));
    commit(repository);
    commit(project);
    execFileSync('python3', ['-m', 'venv', join(folder, 'venv')]);
    execFileSync(join(folder, 'venv/bin/python'), ['-m', 'pip', 'install', '--quiet', 'pre-commit'], { stdio: 'pipe' });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('builds the hook out of the repository, and checks the files of a commit that are not left out', () => {
    const { status, stdout } = run('try-repo', repository, 'async-pitfalls', '--all-files');
    expect(stdout).toContain('warning[blocking-sleep]');
    expect(stdout).toContain('--> app.py:5:5');
    expect(stdout).toContain('Checked 1 file: 1 warning');
    expect(status).toBe(1);
  });
});
