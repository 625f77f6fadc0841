import { applyFixes, fixAll, together } from '../../../server/src/engine/fix-all.ts';
import type { FileFix } from '../../../server/src/engine/finding.ts';
import type { Grammar } from '../../../server/src/syntax/grammar.ts';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { compiles } from '../../harness/compiles.ts';
import { testGrammar } from '../../harness/grammar.ts';
import { FOLDER } from '../../harness/workspace.ts';
import { openPackage } from '../recall/analyse.ts';
import { applyBreak, type Break } from '../recall/break.ts';
import { findBreaks } from '../recall/find-breaks.ts';
import { packageFiles } from '../recall/packages.ts';
import { readModule } from '../recall/source-module.ts';
import { damages, type Fixed } from './damage.ts';

export interface RandomResult {
  /** How many fixes were applied. */
  readonly applications: number;
  readonly damaged: readonly Damaged[];
  /** Files that were fixed by `--fix` or `--fix --unsafe-fixes`, and of those the ones that a second run changes. */
  readonly fixedTwice: number;
  readonly changedAgain: readonly string[];
}

export interface Damaged {
  readonly path: string;
  readonly titles: readonly string[];
  readonly problems: readonly string[];
}

interface Trial {
  readonly path: string;
  readonly text: string;
  /** Fixes that were applied together, and what came of it. */
  readonly groups: readonly (readonly FileFix[])[];
  readonly texts: readonly string[];
}

/** How many places of a file are broken at once. */
const MOST_BREAKS = 40;
/** How often fixes are drawn for a file: as many as go together in a random order. */
const GROUPS = 12;
/** Fixing all takes many rounds. */
const SHARE_FIXED_TWICE = 0.2;

/** Breaks the files of a package in many places and applies fixes in random company. */
export async function applyAtRandom(name: string, random: () => number): Promise<RandomResult> {
  const grammar = await testGrammar();
  const files = packageFiles(name);
  const workspace = await openPackage(files);
  const trials: Trial[] = [];
  let fixedTwice = 0;
  const changedAgain: string[] = [];
  for (const [path, original] of files) {
    const text = path.endsWith('.py') ? breakOften(grammar, original, random) : original;
    if (text === original) continue;
    trials.push(tryAtRandom(workspace, path, text, random));
    if (random() < SHARE_FIXED_TWICE) {
      fixedTwice += 2;
      changedAgain.push(...notSettled(workspace, path, text));
    }
    workspace.disk(`${FOLDER}/${path}`, original);
  }
  workspace.dispose();
  const applications = trials.reduce((sum, { groups }) => sum + groups.flat().length, 0);
  return { applications, damaged: judge(trials), fixedTwice, changedAgain };
}

export const joined = (a: RandomResult, b: RandomResult): RandomResult => ({
  applications: a.applications + b.applications,
  damaged: [...a.damaged, ...b.damaged],
  fixedTwice: a.fixedTwice + b.fixedTwice,
  changedAgain: [...a.changedAgain, ...b.changedAgain],
});

/** Only breaks after which Python still compiles the file are kept. */
function breakOften(grammar: Grammar, original: string, random: () => number): string {
  const breaks = shuffled(findBreaks(readModule(grammar, original)), random);
  const chosen: Break[] = [];
  for (const change of breaks) {
    if (chosen.length === MOST_BREAKS) break;
    if (chosen.every((other) => !overlap(other, change))) chosen.push(change);
  }
  const edits = chosen.flatMap((change) => change.edits).sort((a, b) => a.start - b.start);
  const text = applyBreak(original, { kind: 'await: statement', edits, statement: { start: 0, end: 0 } });
  return compiles([text])[0] === true ? text : original;
}

function overlap(a: Break, b: Break): boolean {
  const [first, second] = [rangeOf(a), rangeOf(b)];
  return first.start <= second.end && second.start <= first.end;
}

const rangeOf = ({ edits }: Break) => ({ start: edits[0]!.start, end: edits.at(-1)!.end });

function tryAtRandom(workspace: Workspace, path: string, text: string, random: () => number): Trial {
  const uri = `${FOLDER}/${path}`;
  workspace.disk(uri, text);
  const fixes = workspace
    .findings(uri)
    .flatMap((finding) => finding.fixes())
    .filter(({ edits }) => edits.every((edit) => edit.uri === uri));
  const groups = Array.from({ length: fixes.length > 0 ? GROUPS : 0 }, () =>
    together(shuffled(fixes, random), (fix) => fix),
  );
  return { path, text, groups, texts: groups.map((group) => applyFixes(text, group)) };
}

/** What `--fix` changes when it is run on its own result. */
function notSettled(workspace: Workspace, path: string, text: string): readonly string[] {
  const uri = `${FOLDER}/${path}`;
  const analyse = (current: string) => {
    workspace.disk(uri, current);
    return workspace.findings(uri);
  };
  return [false, true].flatMap((unsafe) => {
    const once = fixAll(text, analyse, { unsafe });
    const twice = fixAll(once.text, analyse, { unsafe });
    return twice.fixed.map(({ rule, title }) => `${path}: ${rule}: ${title.en}`);
  });
}

function judge(trials: readonly Trial[]): readonly Damaged[] {
  const fixed: Fixed[] = trials.map(({ text, texts }) => ({ before: text, after: texts }));
  return damages(fixed).flatMap((problems, i) =>
    problems.flatMap((found, j) =>
      found.length === 0
        ? []
        : [{ path: trials[i]!.path, titles: trials[i]!.groups[j]!.map(({ title }) => title.en), problems: found }],
    ),
  );
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
