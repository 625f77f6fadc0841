import { resolve } from 'node:path';
import type { Finding } from '../../engine/finding.ts';
import { localized, type Localized } from '../../text/localized.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { CheckOptions } from './arguments.ts';
import type { TellOf } from './change-files.ts';
import { newSince, readBaseline, writeBaseline, type Baseline } from './baseline.ts';
import { mend } from './mend.ts';
import { readConfig } from './config.ts';
import { fillWithOutsides, type InputsApart } from './fill-with-outsides.ts';
import { fillWorkspace, type Inputs, type Tell } from './fill-workspace.ts';
import { reasonOf } from '../anywhere/unreadable.ts';
import { linesOf, placeText, type Lines } from './lines.ts';
import { exitCodes, type Machine } from './machine.ts';
import { nameIn, uriOf } from './names.ts';
import { cellsOf, isNotebook } from './notebook.ts';
import { printable } from '../anywhere/printable.ts';
import { counts, isProblem, wanted, type Files, type Problem } from './report.ts';
import { settingsAsToml } from './settings-text.ts';
import { showReport } from './show-report.ts';

/** Checks files, changes them if that is asked for, and shows what was found; gives the exit code. */
export async function check(options: CheckOptions, process: Machine): Promise<number> {
  const { progress, ...rest } = process;
  const machine = {
    ...rest,
    colored: process.colored && options.color,
    ...(progress && !options.quiet && { progress }),
  };
  const { cwd } = machine;
  let config;
  try {
    config = options.config === undefined ? undefined : await readConfig(resolve(cwd, options.config), cwd);
  } catch (error) {
    const told = `${options.config ?? ''}: ${reasonOf(error)[machine.language]}`;
    machine.err(`async-pitfalls: ${printable(told)}\n`);
    return exitCodes.failed;
  }
  const { select, ignore } = options;
  const workspace = await machine.openWorkspace({ select, ignore, ...(config && { config }) }, options);
  try {
    return options.watch
      ? await watch(options, machine, workspace)
      : (await checkOnce(options, machine, workspace)).code;
  } finally {
    workspace.dispose();
  }
}

/** Checks again whenever something has changed; ends when there is nothing more to watch. */
async function watch(options: CheckOptions, machine: Machine, workspace: Workspace): Promise<number> {
  const first = await checkOnce(options, machine, workspace);
  let { code } = first;
  const changes = machine.changes(first.roots)[Symbol.asyncIterator]();
  while ((await changes.next()).done !== true) {
    if (machine.colored) machine.out(CLEAR);
    code = (await checkOnce(options, machine, workspace)).code;
  }
  return code;
}

/** The terminal's screen and what was on it before. */
const CLEAR = '\u001B[2J\u001B[3J\u001B[H';

/** What the user should know, though all that was asked for is done. */
type Note = Omit<Problem, 'unchecked'>;

interface Outcome {
  readonly code: number;
  readonly roots: readonly string[];
}

async function checkOnce(options: CheckOptions, machine: Machine, workspace: Workspace): Promise<Outcome> {
  const { cwd } = machine;
  const problems: Problem[] = [];
  const note = ({ file, line, column, cell, reason }: Note): void => {
    const inFile =
      line === undefined || column === undefined ? line : placeText({ line, column, ...(cell && { cell }) });
    const place = [file, inFile].filter((part) => part !== undefined).join(':');
    machine.err(`async-pitfalls: ${printable(`${place}: ${reason[machine.language]}`)}\n`);
  };
  const tell: Tell = (problem) => {
    problems.push(problem);
    note(problem);
  };
  const tellOf: TellOf = (path, reason) => tell({ file: nameIn(cwd, uriOf(path)), reason, unchecked: 'none' });
  const apart = await inputsApart(workspace, options, machine, tell);
  const inputs = apart ?? (await fillWorkspace(workspace, options, machine, tell));
  const { checked, roots } = inputs;
  const ended = (code: number): Outcome => ({ roots, code: problems.length > 0 ? exitCodes.failed : code });
  if (options.show === 'files') {
    machine.out(checked.map((path) => `${printable(nameIn(cwd, uriOf(path)))}\n`).join(''));
    return ended(exitCodes.clean);
  }
  if (options.show === 'settings') {
    machine.out(settingsOfFirst(inputs, workspace, options, machine));
    return ended(exitCodes.clean);
  }
  if (!apart) workspace.recallFindings();
  const changed = await mend(inputs, workspace, options, machine, tellOf);
  const files = filesOf(workspace, cwd);
  const found = await findingsIn(checked, workspace, machine, { tell, note }, files);
  const all = (apart ? found.map(mendedWithout(apart.outside)) : found).filter(wanted(options));
  const findings = await withoutBaseline(all, checked, options, files, machine, tellOf);
  await showReport(
    { findings, problems, checked: checked.map((path) => nameIn(cwd, uriOf(path))), files },
    options,
    machine,
    tellOf,
  );
  if (!apart) workspace.keepFindings();
  while (workspace.keepFacts());
  const isFound = findings.some(isProblem) && !options.exitZero;
  return ended(isFound || (changed && options.exitNonZeroOnFix) ? exitCodes.found : exitCodes.clean);
}

/** Undefined where others are not known by what they tell. */
function inputsApart(
  workspace: Workspace,
  options: CheckOptions,
  machine: Machine,
  tell: Tell,
): Promise<InputsApart> | undefined {
  const { outsides } = options;
  return outsides && fillWithOutsides(workspace, { ...options, outsides }, machine, tell);
}

/** What would have to change files of other packages cannot be mended from here. */
const mendedWithout =
  (outside: ReadonlySet<string>) =>
  (finding: Finding): Finding => ({
    ...finding,
    fixes: () => finding.fixes().filter(({ edits }) => !edits.some(({ uri }) => outside.has(uri))),
  });

function settingsOfFirst(
  { checked }: Inputs,
  workspace: Workspace,
  { config }: CheckOptions,
  { cwd, language }: Machine,
): string {
  const [path] = checked;
  if (path === undefined) return '';
  const uri = uriOf(path);
  const source = config === undefined ? workspace.settingsFile(uri) : uriOf(resolve(cwd, config));
  const name = nameIn(cwd, uri);
  const head = source === undefined ? name : texts.settingsFrom(name, nameIn(cwd, source))[language];
  return `# ${printable(head)}\n${settingsAsToml(workspace.settings(uri))}`;
}

async function findingsIn(
  paths: readonly string[],
  workspace: Workspace,
  { progress, cwd }: Machine,
  { tell, note }: { readonly tell: Tell; readonly note: (note: Note) => void },
  files: Files,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [index, path] of paths.entries()) {
    const uri = uriOf(path);
    const file = nameIn(cwd, uri);
    try {
      const { findings: found, syntaxErrors, tooDeep } = workspace.checked(uri);
      findings.push(...found.map(({ fixes, ...rest }) => ({ ...rest, fixes: () => fixes })));
      const error = syntaxErrors[0];
      if (error) {
        tell({ file, ...files.lines(uri).position(error.start), reason: texts.noPython, unchecked: 'some' });
      }
      const deep = tooDeep[0];
      if (deep) {
        note({ file, ...files.lines(uri).position(deep.start), reason: texts.tooDeep });
      }
    } catch (error) {
      tell({ file, reason: texts.failed(String(error)), unchecked: 'all' });
    }
    progress?.('checking', index + 1, paths.length);
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

/** The findings that are not known from before; if the baseline is written anew, all are known. */
async function withoutBaseline(
  findings: readonly Finding[],
  checked: readonly string[],
  { baseline, quiet, format }: CheckOptions,
  files: Files,
  machine: Machine,
  tell: TellOf,
): Promise<readonly Finding[]> {
  if (!baseline) return findings;
  const path = resolve(machine.cwd, baseline.file);
  const say = (text: Localized): void =>
    quiet || format !== 'text' ? undefined : machine.out(`${text[machine.language]}\n`);
  try {
    const known = await baselineAt(path, baseline.write);
    if (baseline.write) {
      await writeBaseline(known, findings, checked, files);
      say(texts.wrote(counts.findings(findings.length), printable(baseline.file)));
      return [];
    }
    const fresh = newSince(known, findings, checked, files);
    if (fresh.gone > 0) say((fresh.gone === 1 ? texts.oneIsGone : texts.someAreGone)(counts.findings(fresh.gone)));
    return fresh.findings;
  } catch (error) {
    tell(path, reasonOf(error));
    return findings;
  }
}

/** One that is to be written need not be there. */
async function baselineAt(path: string, isNew: boolean): Promise<Baseline> {
  try {
    return await readBaseline(path);
  } catch (error) {
    if (isNew && (error as NodeJS.ErrnoException).code === 'ENOENT') return { path, known: [] };
    throw error;
  }
}

const texts = {
  settingsFrom: localized({
    en: (file: string, source: string) => `${file}, from ${source}`,
    'zh-cn': (file, source) => `${file}，来自 ${source}`,
  }),
  noPython: {
    en: 'this is no valid Python; what is around it was not checked',
    'zh-cn': '这里不是有效的 Python 代码，周围的部分没有检查',
  },
  tooDeep: {
    en: 'this goes too deep or is too large; it was left out, or parts of it',
    'zh-cn': '这里嵌套太深或者太大，全部或部分没有检查',
  },
  failed: localized({
    en: (error: string) => `it could not be checked: ${error}`,
    'zh-cn': (error) => `无法检查：${error}`,
  }),
  wrote: localized({
    en: (findings: string, file: string) => `Wrote ${findings} to ${file}.`,
    'zh-cn': (findings, file) => `已将 ${findings}写入 ${file}。`,
  }),
  oneIsGone: localized({
    en: (findings: string) => `${findings} of the baseline is gone; --write-baseline forgets it.`,
    'zh-cn': (findings) => `基线中的 ${findings}已经不存在；用 --write-baseline 可以将其移除。`,
  }),
  someAreGone: localized({
    en: (findings: string) => `${findings} of the baseline are gone; --write-baseline forgets them.`,
    'zh-cn': (findings) => `基线中的 ${findings}已经不存在；用 --write-baseline 可以将其移除。`,
  }),
};

function filesOf(workspace: Workspace, cwd: string): Files {
  const known = new Map<string, Lines>();
  return {
    name: (uri) => nameIn(cwd, uri),
    lines(uri) {
      const lines =
        known.get(uri) ?? linesOf(workspace.text(uri) ?? '', isNotebook(uri) ? cellsOf(workspace.text(uri) ?? '') : []);
      known.set(uri, lines);
      return lines;
    },
  };
}
