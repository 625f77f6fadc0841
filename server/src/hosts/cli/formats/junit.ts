import type { Finding } from '../../../engine/finding.ts';
import type { Language } from '../../../text/localized.ts';
import { printable } from '../../anywhere/printable.ts';
import { isProblem, type Files, type Format, type Problem } from '../report.ts';

/**
 * The XML of JUnit as CI servers read it (https://github.com/testmoapp/junitxml): a suite a file, a case a finding. What
 * fails here is what makes the check fail; other findings are told by cases that pass.
 */
export const junit: Format = ({ findings, problems, checked, files }, { language }) => {
  const suites = [...new Set([...checked, ...problems.map(({ file }) => file)])].sort().map((file) =>
    suite(
      file,
      findings.filter(({ uri }) => files.name(uri) === file).map((finding) => caseOf(finding, files, language)),
      problems.filter((problem) => problem.file === file).map((problem) => errorOf(problem, language)),
    ),
  );
  const sums = attributes(suites.reduce((sum, { counts }) => plus(sum, counts), nothing));
  const xml = suites.map((each) => each.xml).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="async-pitfalls"${sums}>\n${xml}</testsuites>\n`;
};

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

interface Case {
  readonly name: string;
  readonly line: number | undefined;
  readonly outcome: 'passed' | 'failure' | 'error';
  readonly xml: string;
}

const nothing: Counts = { tests: 0, failures: 0, errors: 0 };

const plus = (a: Counts, b: Counts): Counts => ({
  tests: a.tests + b.tests,
  failures: a.failures + b.failures,
  errors: a.errors + b.errors,
});

function suite(file: string, found: readonly Case[], failed: readonly Case[]): { counts: Counts; xml: string } {
  const cases = [...failed, ...found];
  // A file in which nothing was found is a case that passed.
  const told = cases.length > 0 ? cases : [{ name: 'async-pitfalls', line: undefined, outcome: 'passed', xml: '' }];
  const counts = {
    tests: told.length,
    failures: told.filter(({ outcome }) => outcome === 'failure').length,
    errors: told.filter(({ outcome }) => outcome === 'error').length,
  };
  const rows = told.map(({ name, line, xml }) => {
    const place = line === undefined ? '' : ` line="${line}"`;
    const head = `    <testcase name="${escape(name)}" classname="${escape(file)}" file="${escape(file)}"${place}`;
    return xml === '' ? `${head}/>\n` : `${head}>\n      ${xml}\n    </testcase>\n`;
  });
  const name = escape(file);
  return { counts, xml: `  <testsuite name="${name}"${attributes(counts)}>\n${rows.join('')}  </testsuite>\n` };
}

const attributes = ({ tests, failures, errors }: Counts): string =>
  ` tests="${tests}" failures="${failures}" errors="${errors}"`;

function caseOf(finding: Finding, files: Files, language: Language): Case {
  const { line, column } = files.lines(finding.uri).position(finding.start);
  const where = escape(`${files.name(finding.uri)}:${line}:${column}: ${finding.message[language]}`);
  const message = escape(finding.message[language]);
  return isProblem(finding)
    ? {
        name: finding.rule,
        line,
        outcome: 'failure',
        xml: `<failure type="${finding.severity}" message="${message}">${where}</failure>`,
      }
    : { name: finding.rule, line, outcome: 'passed', xml: `<system-out>${where}</system-out>` };
}

const errorOf = ({ line, reason }: Problem, language: Language): Case => ({
  name: 'async-pitfalls',
  line,
  outcome: 'error',
  xml: `<error type="error" message="${escape(reason[language])}"/>`,
});

const escape = (text: string): string => printable(text).replace(/[<>&"]/g, (character) => entities[character]!);

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
