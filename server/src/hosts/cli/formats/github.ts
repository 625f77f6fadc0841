import type { Finding } from '../../../engine/finding.ts';
import { placeIn } from '../lines.ts';
import { printable } from '../../anywhere/printable.ts';
import type { Format } from '../report.ts';

const levels: Readonly<Record<Finding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** Annotations of a pull request: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands */
export const github: Format = ({ findings, problems, files }, { language }) =>
  [
    ...problems.map(({ file, line, reason }) =>
      command(
        'error',
        { title: 'async-pitfalls', file, ...(line !== undefined && { line }) },
        `${file}: ${reason[language]}`,
      ),
    ),
    ...findings.map((finding) => {
      const { line, column, endLine, endColumn } = placeIn(files.lines(finding.uri), finding);
      const file = files.name(finding.uri);
      // Columns of several lines are ignored, with a complaint.
      const columns = line === endLine ? { col: column, endColumn } : {};
      const place = { title: `async-pitfalls (${finding.rule})`, file, line, endLine, ...columns };
      const message = finding.message[language];
      return command(levels[finding.severity], place, `${file}:${line}:${column}: ${finding.rule} ${message}`);
    }),
  ].join('');

function command(level: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${inProperty(String(value))}`);
  return `::${level} ${list.join(',')}::${inData(message)}\n`;
}

const inData = (text: string): string => printable(text).replaceAll('%', '%25');
const inProperty = (text: string): string => inData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
