import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { version } from '../../package.json';
import { allCheckOptions, languageOption } from '../../server/src/hosts/cli/options.ts';
import { inLanguage } from '../../server/tools/pages.ts';
import { beyondRuff, ruffOptions } from '../../server/tools/ruff-options.ts';
import { tempFolder } from '../unit/cli/temp-folder.ts';

/**
 * What the page about the command line tells to write into pipelines: each file against the schema of its service, where that
 * is public, and each command run. What only the services themselves do (`uses:`, `task:`, artifacts) is not.
 */

// Tools come from PyPI, and each run is a process of its own.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 900_000 });

const page = readFileSync('server/docs/command-line.md', 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, block = '']) => block);
const lines = (text: string, command: RegExp): string[] =>
  [...text.matchAll(command)].map(([, found = '']) => found).filter((found) => !found.startsWith('|'));

const blocking = { 'app.py': 'import time\n\n\nasync def main():\n    time.sleep(1)\n', 'src/other.py': 'x = 1\n' };

const hasPython = spawnSync('python3', ['-m', 'venv', '--help']).status === 0;

describe.skipIf(!hasPython)('pipelines', () => {
  const tools = mkdtempSync(join(tmpdir(), 'async-pitfalls-tools-'));
  const bin = join(tools, 'bin');
  // As an address: pip takes blanks in a path for separators.
  const archives = pathToFileURL(resolve('out/packages')).href;
  /** Where a registry would be asked for our own package, the one that was just built is taken. */
  const env = {
    ...process.env,
    PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter),
    PIP_FIND_LINKS: archives,
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIPX_HOME: join(tools, 'pipx'),
    UV_FIND_LINKS: archives,
    UV_CACHE_DIR: join(tools, 'uv'),
    UV_PYTHON_DOWNLOADS: 'never',
    // Those that everything else on the machine trusts, too.
    UV_SYSTEM_CERTS: 'true',
    ASYNC_PITFALLS_CACHE_DIR: join(tools, 'cache'),
    CI_NODE_INDEX: '1',
    CI_NODE_TOTAL: '2',
  };

  const shell = (cwd: string, command: string, more: Readonly<Record<string, string>> = {}) =>
    spawnSync('bash', ['-e', '-o', 'pipefail', '-c', command], { cwd, encoding: 'utf8', env: { ...env, ...more } });

  const check = (cwd: string, ...args: readonly string[]) =>
    spawnSync(process.execPath, [resolve('dist/cli.js'), 'check', ...args], { cwd, env });

  beforeAll(() => {
    execFileSync('npx', ['tsx', 'server/tools/package-python.ts'], { stdio: 'pipe' });
    execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', tools], { stdio: 'pipe' });
    execFileSync('python3', ['-m', 'venv', tools]);
    const install = ['-m', 'pip', 'install', '--quiet', 'check-jsonschema', 'pipx', 'ruff', 'uv', 'xmlschema'];
    execFileSync(join(bin, 'python'), install, { stdio: 'pipe' });
  });

  afterAll(() => {
    rmSync(tools, { recursive: true, force: true });
  });

  const archive = (): string =>
    join(
      tools,
      readdirSync(tools).find((name) => name.endsWith('.tgz'))!,
    );

  const schemas: Readonly<Record<string, string>> = {
    '.circleci/config.yml': 'vendor.circle-ci',
    '.github/workflows/async-pitfalls.yml': 'vendor.github-workflows',
    '.gitlab-ci.yml': 'vendor.gitlab-ci',
    'azure-pipelines.yml': 'vendor.azure-pipelines',
  };

  test('are files as their services want them', () => {
    const found = blocks('yaml').flatMap((block) => {
      const name = /^# (\S+)\n/.exec(block)?.[1] ?? '';
      return name in schemas ? [{ name, block }] : [];
    });
    expect([...new Set(found.map(({ name }) => name))].sort()).toEqual(Object.keys(schemas).sort());
    const folder = tempFolder(Object.fromEntries(found.map(({ block }, index) => [`${index}.yml`, block])));
    for (const [index, { name }] of found.entries()) {
      const { status, stdout } = shell(folder, `check-jsonschema --builtin-schema ${schemas[name]!} ${index}.yml`);
      expect(status, `${name}: ${stdout}`).toBe(0);
    }
    const action = shell(resolve('.'), 'check-jsonschema --builtin-schema vendor.github-actions action.yml');
    expect(action.status, action.stdout).toBe(0);
  });

  test('install and find as the page says', () => {
    const install = blocks('sh').find((block) => block.startsWith('pip install'))!;
    const commands = lines(install, /^(.*?) *(?:#.*)?$/gm).filter((command) => command !== '');
    expect(commands.map((command) => command.split(' ')[0])).toEqual(['pip', 'uvx', 'pipx', 'npx']);
    for (const command of commands) {
      const folder = tempFolder(blocking);
      // npm knows no folder of packages: there it is installed before.
      if (command.startsWith('npx'))
        execFileSync('npm', ['install', '--no-audit', archive()], { cwd: folder, stdio: 'pipe' });
      const { status, stdout, stderr } = shell(folder, command);
      const isCheck = command.endsWith(' check');
      expect(status, `${command}\n${stderr}`).toBe(isCheck ? 1 : 0);
      if (isCheck) expect(stdout, command).toContain('--> app.py:5:5');
    }
    expect(shell(tempFolder({}), 'async-pitfalls --version').stdout).toBe(`${version}\n`);
  });

  test.each([
    ['GitLab', blocks('yaml').filter((block) => block.startsWith('# .gitlab-ci.yml')), /^ {4}- (.*)$/gm],
    ['Azure Pipelines', blocks('yaml').filter((block) => block.startsWith('# azure')), /^ {2}- script: (.*)$/gm],
    ['CircleCI', blocks('yaml').filter((block) => block.startsWith('# .circleci')), /^ {6}- run: (.*)$/gm],
    ['Jenkins', blocks('groovy'), /^ {2}sh '(.*)'$/gm],
  ])('commands of %s', (_, files, command) => {
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const folder = tempFolder(blocking);
      const commands = lines(file, command);
      expect(commands.length).toBe(2);
      const statuses = commands.map((each) => shell(folder, each).status);
      expect(statuses).toEqual([0, 1]);
      const [, output] = /--output-file ([\w./-]+)/.exec(file) ?? [];
      if (output !== undefined) expect(readFileSync(join(folder, output), 'utf8')).toContain('blocking-sleep');
    }
  });

  test('GitHub: each step of the action that is a command', () => {
    const steps = lines(readFileSync('action.yml', 'utf8'), /^ {6}run: (.*)$/gm);
    expect(steps.length).toBe(2);
    const folder = tempFolder({ ...blocking, 'wide.py': Buffer.from('\uFEFFx', 'utf16le') });
    const inputs = { VERSION: `file:${archive()}`, OPTIONS: '--select blocking-sleep', PATHS: 'app.py src' };
    const [sarif, annotations] = steps.map((step) => shell(folder, step, inputs));
    expect(sarif!.status, sarif!.stderr).toBe(0);
    expect(readFileSync(join(folder, 'async-pitfalls.sarif'), 'utf8')).toContain('"ruleId": "blocking-sleep"');
    expect(annotations).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^::warning .*file=app\.py,line=5/m) as string,
    });
    // A file that cannot be read ends the check, and what was found is uploaded all the same.
    const [withUnread] = steps.map((step) => shell(folder, step, { ...inputs, PATHS: '.' }));
    expect(withUnread!.status).toBe(0);
  });

  test('every option of ruff has its row on the page, and every one of ours is named there', () => {
    const { stdout } = shell(tools, 'ruff check --help');
    const theirs = [...stdout.matchAll(/^ +(?:-\w, +)?(--[a-z-]+)/gm)].map(([, option = '']) => option);
    expect(theirs.length).toBeGreaterThan(30);
    expect(theirs.filter((option) => !(option in ruffOptions))).toEqual([]);
    expect(Object.keys(ruffOptions).filter((option) => !theirs.includes(option))).toEqual([]);
    const ours = ['--help', ...[...allCheckOptions, languageOption].map(({ name }) => `--${name}`)];
    const told = Object.values(ruffOptions).flatMap((here) => inLanguage(here, 'en').match(/(?<=`)--[a-z-]+/g) ?? []);
    expect([...told, ...Object.keys(beyondRuff)].filter((option) => !ours.includes(option))).toEqual([]);
    expect(ours.filter((option) => !told.includes(option) && !(option in beyondRuff))).toEqual([]);
  });

  test('SARIF is what the schema of OASIS says', () => {
    const folder = tempFolder({ ...blocking, 'torn.py': 'async def f(:\n' });
    // Their JSON as it was published, in a package of Microsoft's.
    execFileSync('npm', ['pack', '--silent', '@microsoft/jest-sarif@1.0.0-beta.0'], { cwd: folder, stdio: 'pipe' });
    const schema = 'package/lib/schemas/sarif-2.1.0-rtm.5.json';
    expect(shell(folder, `tar -xzf *.tgz ${schema}`).status).toBe(0);
    check(folder, '--output-format', 'sarif', '--output-file', 'good.sarif');
    const log = readFileSync(join(folder, 'good.sarif'), 'utf8');
    writeFileSync(join(folder, 'bad.sarif'), log.replace('"startLine": 5', '"startLine": 0'));
    const validate = (file: string) =>
      shell(folder, `check-jsonschema --regex-variant nonunicode --schemafile ${schema} ${file}`);
    expect(validate('good.sarif')).toMatchObject({ status: 0 });
    expect(validate('bad.sarif').stdout).toContain('minimum');
  });

  test('JUnit’s XML is what Jenkins’ schema says, but for the places that other servers read', () => {
    const folder = tempFolder({ ...blocking, 'torn.py': 'async def f(:\n', '<&>.py': blocking['app.py'] });
    check(folder, '--output-format', 'junit', '--output-file', 'all.xml');
    const xml = readFileSync(join(folder, 'all.xml'), 'utf8');
    writeFileSync(join(folder, 'report.xml'), xml.replaceAll(/(<testcase [^>]*?) file="[^"]*"( line="\d+")?/g, '$1'));
    // pytest tests its own report with the schema.
    shell(folder, 'pip download --quiet --no-deps --no-binary :all: pytest==9.0.2 && tar -xzf pytest-*.tar.gz');
    const validate = shell(
      folder,
      'xmlschema-validate --schema pytest-*/testing/example_scripts/junit-10.xsd report.xml',
    );
    expect(validate.status, validate.stdout + validate.stderr).toBe(0);
    expect(xml).toContain('<failure type="warning"');
    expect(xml).toContain('<error type="error"');
  });
});
