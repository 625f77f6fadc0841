import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol/node';
import { fileFixtures, projectFixtures } from '../harness/fixtures.ts';
import { bundledClient } from './clients.ts';

/** A finding as both can be shown: place, rule, severity, message, related places. Lines and columns from 1. */
type Shown = readonly [file: string, ...unknown[]];

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface JsonFinding extends Place {
  readonly endLine: number;
  readonly endColumn: number;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly related: readonly (Place & { readonly message: string })[];
}

const root = realpathSync(mkdtempSync(join(tmpdir(), 'async-pitfalls-same-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Every project of the fixtures in a folder of its own, and the fixtures of all rules in one; gives the folders. */
function writeProjects(): string[] {
  const projects = projectFixtures().map(({ name, files }) => {
    for (const [path, text] of Object.entries(files)) write(join(root, name, path), text);
    return join(root, name);
  });
  for (const { name, files } of fileFixtures('rules')) write(join(root, name), Object.values(files).join(''));
  return [...projects, join(root, 'rules')];
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const inOrder = (findings: readonly Shown[]): Shown[] =>
  [...findings].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

function findingsOfCommandLine(folders: readonly string[]): Shown[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(process.cwd(), 'dist/cli.js'), 'check', '--output-format', 'json', ...folders],
    { encoding: 'utf8', cwd: root, maxBuffer: 1 << 28 },
  );
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as JsonFinding[]).map((finding) => [
    finding.file,
    [finding.line, finding.column, finding.endLine, finding.endColumn],
    finding.rule,
    finding.severity,
    finding.message,
    finding.related.map(({ file, line, column, message }) => [file, line, column, message]),
  ]);
}

const fileOf = (uri: string): string =>
  uri.startsWith('file:') ? relative(root, fileURLToPath(uri)).replaceAll('\\', '/') : uri;

const severities = new Map<DiagnosticSeverity | undefined, string>([
  [DiagnosticSeverity.Error, 'error'],
  [DiagnosticSeverity.Warning, 'warning'],
  [DiagnosticSeverity.Information, 'information'],
  [DiagnosticSeverity.Hint, 'hint'],
]);

const shown = (uri: string, { range, code, severity, message, relatedInformation = [] }: Diagnostic): Shown => [
  fileOf(uri),
  [range.start.line + 1, range.start.character + 1, range.end.line + 1, range.end.character + 1],
  code,
  severities.get(severity),
  message,
  relatedInformation.map(({ location, message: what }) => [
    fileOf(location.uri),
    location.range.start.line + 1,
    location.range.start.character + 1,
    // Editors sort these places: only there the calls on a path need their numbers.
    what.replace(/^\d+\. /, ''),
  ]),
];

test('the command line finds in the fixture projects what the editor shows', async () => {
  const folders = writeProjects();
  const expected = inOrder(findingsOfCommandLine(folders));
  expect(expected.length).toBeGreaterThan(300);
  const client = await bundledClient();
  await client.initialize({
    workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })),
  });
  const following = client.follow();
  const files = new Set(expected.map(([file]) => file));
  await client.until(() =>
    [...files].every((file) => {
      const wanted = expected.filter(([each]) => each === file).length;
      return following.codes(pathToFileURL(join(root, file)).href)?.length === wanted;
    })
      ? true
      : undefined,
  );
  const reports = await client.pullWorkspace();
  const found = reports.flatMap((report) =>
    report.kind === 'full' ? report.items.map((item) => shown(report.uri, item)) : [],
  );
  expect(inOrder(found)).toEqual(expected);
}, 120_000);
