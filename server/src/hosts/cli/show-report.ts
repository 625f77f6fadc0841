import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CheckOptions } from './arguments.ts';
import { painter } from './colors.ts';
import type { Localized } from '../../text/localized.ts';
import { reasonOf } from '../anywhere/unreadable.ts';
import { formats } from './formats/formats.ts';
import type { Machine } from './machine.ts';
import type { Format, Report } from './report.ts';
import { statisticsAsJson, statisticsAsText } from './statistics.ts';

/** Shows a report in the format and at the place that the user wants. */
export async function showReport(
  report: Report,
  options: CheckOptions,
  machine: Machine,
  tell: (path: string, reason: Localized) => void,
): Promise<void> {
  if (options.fix === 'diff') return;
  const { outputFile, quiet } = options;
  const { language, isLanguageNamed } = machine;
  const colored = machine.colored && outputFile === undefined;
  const shown = formatOf(options)(report, { paint: painter(colored), quiet, language, isLanguageNamed });
  if (outputFile !== undefined) {
    const path = resolve(machine.cwd, outputFile);
    await writeFile(path, shown).catch((error: unknown) => tell(path, reasonOf(error)));
  } else if (options.fix === 'write' && options.paths.includes('-')) machine.err(shown);
  else machine.out(shown);
}

function formatOf({ show, format }: CheckOptions): Format {
  if (show === 'statistics') return format === 'json' ? statisticsAsJson : statisticsAsText;
  return formats[format];
}
