import { placeText } from '../lines.ts';
import { printable } from '../../anywhere/printable.ts';
import type { Format } from '../report.ts';
import { summaryOf } from './summary.ts';

/**
 * A line a finding, as compilers write them, so that terminals and editors make links of the places. What these look for, the
 * severity included, is the same in all languages.
 */
export const concise: Format = (report, { paint, quiet, language }) => {
  const { findings, files } = report;
  const lines = findings.map(({ uri, start, rule, severity, message }) => {
    const place = placeText(files.lines(uri).position(start));
    const what = paint(severity, `${severity}[${rule}]`);
    return `${printable(files.name(uri))}:${place}: ${what} ${printable(message[language])}\n`;
  });
  return lines.join('') + (quiet ? '' : summaryOf(report, language));
};
