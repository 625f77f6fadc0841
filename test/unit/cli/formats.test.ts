import { spawnSync } from 'node:child_process';
import { Ajv, type AnySchema } from 'ajv';
import type { Log } from 'sarif';
import { createGenerator } from 'ts-json-schema-generator';
import { describe, expect, test } from 'vitest';
import { docsUrl } from '../../../server/src/engine/docs-url.ts';
import { run } from './run-check.ts';
import { tempFolder } from './temp-folder.ts';

/** One finding of each severity, a file without any, one that cannot be read and one with a syntax error. */
const project = (): string =>
  tempFolder({
    'a b.py': 'x\n\tbad\n',
    'fine.py': 'fine',
    'odd%,:.py': 'risk, advice',
    'torn.py': 'fine\n  ???',
    'wide.py': Buffer.from('\uFEFFbad', 'utf16le'),
  });

const shown = async (format: string, folder = project()): Promise<string> =>
  (await run(folder, ['check', '--output-format', format])).out;

test('concise: a line a finding', async () => {
  expect(await shown('concise')).toBe(
    [
      'a b.py:2:2: warning[no-bad] no `bad`, please',
      'odd%,:.py:1:1: error[no-risk] risky',
      'odd%,:.py:1:7: information[advice] some advice',
      'Checked 4 files: 1 error, 1 warning, 1 information; 1 can be fixed with --fix, 1 more with --fix --unsafe-fixes. 1 could not be read, 1 was checked in part.',
      '',
    ].join('\n'),
  );
});

test('json-lines: the objects of json, a line each', async () => {
  const folder = project();
  const lines = (await shown('json-lines', folder)).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(JSON.parse(await shown('json', folder)));
});

test('github: a command a finding, with what is special in commands escaped', async () => {
  expect(await shown('github')).toBe(
    [
      '::error title=async-pitfalls,file=wide.py::wide.py: it is UTF-16, which Python does not read',
      '::error title=async-pitfalls,file=torn.py,line=2::torn.py: this is no valid Python; what is around it was not checked',
      '::warning title=async-pitfalls (no-bad),file=a b.py,line=2,endLine=2,col=2,endColumn=5::a b.py:2:2: no-bad no `bad`, please',
      '::error title=async-pitfalls (no-risk),file=odd%25%2C%3A.py,line=1,endLine=1,col=1,endColumn=5::odd%25,:.py:1:1: no-risk risky',
      '::notice title=async-pitfalls (advice),file=odd%25%2C%3A.py,line=1,endLine=1,col=7,endColumn=13::odd%25,:.py:1:7: advice some advice',
      '',
    ].join('\n'),
  );
});

describe('gitlab', () => {
  interface Issue {
    readonly fingerprint: string;
  }
  const issues = async (text: string): Promise<Issue[]> =>
    JSON.parse(await shown('gitlab', tempFolder({ 'a.py': text }))) as Issue[];

  test('has what its page asks for', async () => {
    expect(await issues('bad')).toEqual([
      {
        description: 'no-bad: no `bad`, please',
        check_name: 'no-bad',
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        severity: 'major',
        location: { path: 'a.py', positions: { begin: { line: 1, column: 1 }, end: { line: 1, column: 4 } } },
      },
    ]);
  });

  test('names findings by their code, not by their lines', async () => {
    const prints = async (text: string) => (await issues(text)).map(({ fingerprint }) => fingerprint);
    const before = await prints('bad\nbad\n');
    expect(new Set(before).size).toBe(2);
    expect(await prints('fine\n\n  bad\nfine\nbad\n')).toEqual(before);
    expect(await prints('bad, other\nbad\n')).not.toEqual(before);
  });
});

describe('junit', () => {
  test('has a suite a file and a case a finding; what does not make the check fail passes', async () => {
    expect(await shown('junit')).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="async-pitfalls" tests="6" failures="2" errors="2">
        <testsuite name="a b.py" tests="1" failures="1" errors="0">
          <testcase name="no-bad" classname="a b.py" file="a b.py" line="2">
            <failure type="warning" message="no \`bad\`, please">a b.py:2:2: no \`bad\`, please</failure>
          </testcase>
        </testsuite>
        <testsuite name="fine.py" tests="1" failures="0" errors="0">
          <testcase name="async-pitfalls" classname="fine.py" file="fine.py"/>
        </testsuite>
        <testsuite name="odd%,:.py" tests="2" failures="1" errors="0">
          <testcase name="no-risk" classname="odd%,:.py" file="odd%,:.py" line="1">
            <failure type="error" message="risky">odd%,:.py:1:1: risky</failure>
          </testcase>
          <testcase name="advice" classname="odd%,:.py" file="odd%,:.py" line="1">
            <system-out>odd%,:.py:1:7: some advice</system-out>
          </testcase>
        </testsuite>
        <testsuite name="torn.py" tests="1" failures="0" errors="1">
          <testcase name="async-pitfalls" classname="torn.py" file="torn.py" line="2">
            <error type="error" message="this is no valid Python; what is around it was not checked"/>
          </testcase>
        </testsuite>
        <testsuite name="wide.py" tests="1" failures="0" errors="1">
          <testcase name="async-pitfalls" classname="wide.py" file="wide.py">
            <error type="error" message="it is UTF-16, which Python does not read"/>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);

  test.skipIf(python === undefined)('is XML whatever files are called', async () => {
    const folder = tempFolder({ '<&"\'\u0001\u202E>.py': 'bad' });
    const script =
      'import sys, xml.dom.minidom as d; print(len(d.parse(sys.stdin.buffer).getElementsByTagName("failure")))';
    const { stdout } = spawnSync(python!, ['-c', script], { input: await shown('junit', folder), encoding: 'utf8' });
    expect(stdout.trim()).toBe('1');
  });
});

describe('sarif', () => {
  test('is what its schema says', async () => {
    const schema = createGenerator({
      path: 'node_modules/@types/sarif/index.d.ts',
      type: 'Log',
      skipTypeCheck: true,
      tsconfig: 'tsconfig.json',
    }).createSchema('Log');
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema as AnySchema);
    const log: unknown = JSON.parse(await shown('sarif'));
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...(log as object), version: '2.0.0' })).toBe(false);
  });

  test('has places, related places, fixes, fingerprints and what could not be done', async () => {
    const { runs } = JSON.parse(await shown('sarif')) as Log;
    const [{ tool, invocations, results } = { tool: undefined }] = runs;
    expect(tool?.driver.rules?.map(({ id }) => id)).toEqual(['advice', 'no-bad', 'no-risk']);
    expect(tool?.driver.rules?.[0]?.helpUri).toBe(docsUrl('advice', 'en'));
    const artifactLocation = { uri: 'a%20b.py' };
    const region = { startLine: 2, startColumn: 2, endLine: 2, endColumn: 5 };
    expect(results?.[0]).toMatchObject({
      ruleId: 'no-bad',
      ruleIndex: 1,
      level: 'warning',
      locations: [{ physicalLocation: { artifactLocation, region } }],
      relatedLocations: [{ message: { text: 'it begins here' }, physicalLocation: { artifactLocation } }],
      fixes: [
        {
          description: { text: 'Say good' },
          artifactChanges: [
            { artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: 'good' } }] },
          ],
        },
      ],
    });
    expect(results?.map(({ level }) => level)).toEqual(['warning', 'error', 'note']);
    expect(invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { message: { text: 'it is UTF-16, which Python does not read' } },
          { locations: [{ physicalLocation: { artifactLocation: { uri: 'torn.py' }, region: { startLine: 2 } } }] },
        ],
      },
    ]);
  });

  test('of a rule that there is carries its page', async () => {
    const folder = tempFolder({ 'a.py': '# async-pitfalls: ignore-file\nfine' });
    const { runs } = JSON.parse(await shown('sarif', folder)) as Log;
    const [rule] = runs[0]?.tool.driver.rules ?? [];
    expect(rule?.id).toBe('unused-suppression');
    expect(rule?.help?.markdown).toMatch(/^# unused-suppression\n/);
  });
});

test('names and code that would steer a terminal or hide what they are show as what they are not', async () => {
  const folder = tempFolder({ 'a\u001B[2J\u202E.py': 'bad "\u2066x\u2069"' });
  for (const format of ['text', 'concise', 'json', 'json-lines', 'github', 'gitlab', 'junit', 'sarif', 'html']) {
    const out = await shown(format, folder);
    for (const character of ['\u001B', '\u202E', '\u2066', '\u2069']) expect(out, format).not.toContain(character);
  }
  const [finding] = JSON.parse(await shown('json', folder)) as { file: string }[];
  expect(finding?.file).toBe('a\u001B[2J\u202E.py');
});

test('of lines that are longer than people write them, the part around the place is shown', async () => {
  const long = 'x'.repeat(10_000);
  const folder = tempFolder({ 'a.py': `${long} bad ${long}\n${long}` });
  const rows = (await shown('text', folder)).split('\n');
  const [marked, carets, next] = rows.slice(rows.findIndex((row) => row.startsWith('1 |')));
  expect(marked).toMatch(/^1 \| …x+ bad x+…$/);
  expect(carets?.indexOf('^')).toBe(marked?.indexOf('bad'));
  expect(carets).toMatch(/ \^\^\^$/);
  expect(next).toMatch(/^2 \| …x+$/);
  for (const row of rows) expect(row.length).toBeLessThan(500);
});
