import type { Finding } from '../../engine/finding.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { CheckOptions } from './arguments.ts';
import { painter, type Paint } from './colors.ts';
import { fillWorkspace, type Complain } from './fill-workspace.ts';
import { fixFiles, forgetFixes, writeFixes, type FixedFile } from './fix-files.ts';
import { findingsAsJson } from './json-output.ts';
import { linesOf, type Lines } from './lines.ts';
import { exitCodes, type Machine } from './machine.ts';
import { nameIn, uriOf } from './names.ts';
import { isProblem, type Files } from './output.ts';
import { counted, findingsAsText, summaryOf } from './text-output.ts';
import { unifiedDiff } from './unified-diff.ts';

/** Checks files, fixes them if that is asked for, and shows what was found; gives the exit code. */
export async function check(options: CheckOptions, machine: Machine): Promise<number> {
  const failures: string[] = [];
  const complain: Complain = (path, reason) => {
    failures.push(path);
    machine.complain(`${nameIn(machine.cwd, uriOf(path))}: ${reason}`);
  };
  const workspace = await machine.openWorkspace(options);
  try {
    const checked = await fillWorkspace(workspace, options.paths, machine.cwd, complain);
    await fix(checked, workspace, options, machine, complain);
    const findings = (await findingsIn(checked, workspace)).filter(wanted(options));
    if (options.fix !== 'diff') machine.out(shown(findings, checked.length, options, workspace, machine));
    while (workspace.keepFacts());
    if (failures.length > 0) return exitCodes.failed;
    return findings.some(isProblem) && !options.exitZero ? exitCodes.found : exitCodes.clean;
  } finally {
    workspace.dispose();
  }
}

const wanted =
  ({ hints }: CheckOptions) =>
  ({ severity }: Finding): boolean =>
    hints || severity !== 'hint';

async function findingsIn(paths: readonly string[], workspace: Workspace): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [index, path] of paths.entries()) {
    findings.push(...workspace.findings(uriOf(path)));
    if (index % FILES_A_TURN === 0) await turn();
  }
  return findings;
}

/** What is held weakly is free only when the event loop has turned. */
const FILES_A_TURN = 20;

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

async function fix(
  paths: readonly string[],
  workspace: Workspace,
  options: CheckOptions,
  machine: Machine,
  complain: Complain,
): Promise<void> {
  if (options.fix === 'no') return;
  const fixed = await fixFiles(paths, workspace, { unsafe: options.unsafeFixes, only: wanted(options) }, complain);
  if (options.fix === 'diff') {
    const paint = painter(machine.colored);
    for (const file of fixed) machine.out(diffOf(file, machine.cwd, paint));
    forgetFixes(fixed, workspace);
    return;
  }
  const written = await writeFixes(fixed, workspace, complain);
  const count = written.reduce((sum, file) => sum + file.count, 0);
  if (count > 0 && options.format === 'text') {
    machine.out(`Fixed ${counted(count, 'finding')} in ${counted(written.length, 'file')}.\n`);
  }
}

function diffOf({ source, text }: FixedFile, cwd: string, paint: Paint): string {
  const mark = source.hasMark ? '\uFEFF' : '';
  const diff = unifiedDiff(nameIn(cwd, uriOf(source.path)), mark + source.text, mark + text);
  return diff.replace(/^([-+]).*$/gm, (line, sign) => paint(sign === '-' ? 'removed' : 'added', line));
}

function shown(
  findings: readonly Finding[],
  fileCount: number,
  { format }: CheckOptions,
  workspace: Workspace,
  { cwd, colored }: Machine,
): string {
  const files = filesOf(workspace, cwd);
  if (format === 'json') return findingsAsJson(findings, files);
  const text = findingsAsText(findings, files, painter(colored));
  return `${text}${text === '' ? '' : '\n'}${summaryOf(findings, fileCount)}`;
}

function filesOf(workspace: Workspace, cwd: string): Files {
  const known = new Map<string, Lines>();
  return {
    name: (uri) => nameIn(cwd, uri),
    lines(uri) {
      const lines = known.get(uri) ?? linesOf(workspace.text(uri) ?? '');
      known.set(uri, lines);
      return lines;
    },
  };
}
