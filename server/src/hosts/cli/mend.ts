import { localized } from '../../text/localized.ts';
import { unmasked } from '../../text/notebook-cells.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { CheckOptions } from './arguments.ts';
import {
  changeFiles,
  fixing,
  forgetChanges,
  notChanged,
  silencing,
  writeFiles,
  type ChangedFile,
  type TellOf,
} from './change-files.ts';
import { painter, type Paint } from './colors.ts';
import type { Inputs } from './fill-workspace.ts';
import type { Machine } from './machine.ts';
import { nameIn, uriOf } from './names.ts';
import { isNotebook } from './notebook.ts';
import { printable } from '../anywhere/printable.ts';
import { counts, wanted } from './report.ts';
import { bytesOf, noWayBack } from './source-file.ts';
import { unifiedDiff } from './unified-diff.ts';

/** Fixes or silences findings, or shows how they would be fixed; tells whether anything was changed. */
export async function mend(
  inputs: Inputs,
  workspace: Workspace,
  options: CheckOptions,
  machine: Machine,
  tell: TellOf,
): Promise<boolean> {
  const { fix, addIgnore, unsafeFixes, format, quiet } = options;
  const only = wanted(options);
  if (fix === 'no' && addIgnore === undefined) return false;
  const change = addIgnore === undefined ? fixing({ unsafe: unsafeFixes, only }) : silencing(addIgnore, only);
  const changed = await changeFiles(inputs, workspace, change, tell);
  if (fix === 'diff') {
    for (const file of changed) machine.out(diffOf(file, machine, painter(machine.colored)));
    forgetChanges(changed, workspace);
    return false;
  }
  if (inputs.stdin) {
    await passOn(inputs.stdin, changed[0], machine, tell);
    return changed.length > 0;
  }
  const written = await writeFiles(changed, workspace, tell);
  const count = written.reduce((sum, file) => sum + file.count, 0);
  if (count > 0 && format === 'text' && !quiet) {
    const done = addIgnore === undefined ? texts.fixed : texts.silenced;
    machine.out(`${done(counts.findings(count), counts.files(written.length))[machine.language]}\n`);
  }
  return written.length > 0;
}

const texts = {
  fixed: localized({
    en: (findings: string, files: string) => `Fixed ${findings} in ${files}.`,
    'zh-cn': (findings, files) => `修复了 ${files}中的 ${findings}。`,
  }),
  silenced: localized({
    en: (findings: string, files: string) => `Silenced ${findings} in ${files}.`,
    'zh-cn': (findings, files) => `为 ${files}中的 ${findings}加上了忽略注释。`,
  }),
};

/** What came by standard input goes to standard output, fixed if it can be. */
async function passOn(
  source: NonNullable<Inputs['stdin']>,
  changed: ChangedFile | undefined,
  machine: Machine,
  tell: TellOf,
): Promise<void> {
  const bytes = changed && (await bytesOf(source, changed.text));
  if (changed && !bytes) tell(source.path, notChanged(noWayBack(source.encoding)));
  machine.out(bytes ?? source.bytes);
}

/** For a terminal without what would steer it; else as `patch` needs it. */
function diffOf({ source, text }: ChangedFile, { cwd, colored }: Machine, paint: Paint): string {
  const mark = source.hasMark ? '\uFEFF' : '';
  const [before, after] = [source.text, text].map((each) => mark + (isNotebook(source.path) ? unmasked(each) : each));
  const diff = unifiedDiff(nameIn(cwd, uriOf(source.path)), before!, after!);
  const shown = colored
    ? diff
        .split('\n')
        .map((line) => line.split('\t').map(printable).join('\t'))
        .join('\n')
    : diff;
  return shown.replace(/^([-+]).*$/gm, (line, sign) => paint(sign === '-' ? 'removed' : 'added', line));
}
