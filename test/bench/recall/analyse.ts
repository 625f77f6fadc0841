import type { FileEdit, FileFix, Finding } from '../../../server/src/engine/finding.ts';
import { installedPackages } from '../../../server/src/hosts/installed-packages.ts';
import { createWorkspace } from '../../../server/src/workspace/create-workspace.ts';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { testGrammar } from '../../harness/grammar.ts';
import { FOLDER, testLibrary } from '../../harness/workspace.ts';
import type { Mutant } from './mutants.ts';
import { INTERPRETER } from './packages.ts';
import { outcomeOf, type Outcome, type Said } from './outcome.ts';

/** A package open in our own analysis. */
export interface Analysis {
  /** By path. */
  readonly unbroken: ReadonlyMap<string, readonly Said[]>;
  try(mutant: Mutant): OwnOutcome;
  dispose(): void;
}

export interface OwnOutcome extends Outcome {
  /** Whether the first fix gives the unbroken text again, imports aside. */
  readonly restored: boolean;
  readonly fix: FileFix | undefined;
}

const installed = installedPackages({}, (path, reason) => console.error(`Skipped ${path}: ${reason.en}`));

/** A workspace with the files of a package and all that it imports. */
export async function openPackage(files: ReadonlyMap<string, string>, settings?: unknown): Promise<Workspace> {
  const workspace = createWorkspace({
    grammar: await testGrammar(),
    library: await testLibrary(),
    installed,
    defaultPython: [3, 13],
    log: (message) => console.error(message),
  });
  workspace.configured([{ uri: FOLDER, settings, interpreter: INTERPRETER }]);
  for (const [path, text] of files) workspace.disk(`${FOLDER}/${path}`, text);
  return workspace;
}

export async function openAnalysis(files: ReadonlyMap<string, string>): Promise<Analysis> {
  const workspace = await openPackage(files);
  const unbroken = new Map([...files.keys()].map((path) => [path, workspace.findings(`${FOLDER}/${path}`)]));
  return {
    unbroken,
    try: (mutant) => tryMutant(workspace, mutant, unbroken.get(mutant.path) ?? []),
    dispose: () => workspace.dispose(),
  };
}

function tryMutant(workspace: Workspace, mutant: Mutant, before: readonly Said[]): OwnOutcome {
  const uri = `${FOLDER}/${mutant.path}`;
  workspace.edited(uri, [{ text: mutant.text }]);
  const found = workspace.findings(uri).filter(({ severity }) => severity !== 'hint');
  const outcome = outcomeOf(mutant, before, found);
  const [first] = [...outcome.atStatement, ...outcome.elsewhere] as Finding[];
  const fix = first?.fixes()[0];
  const restored = fix !== undefined && isUnbroken(applyFix(mutant.text, fix.edits, uri), mutant.original);
  workspace.edited(uri, [{ text: mutant.original }]);
  return { ...outcome, restored, fix };
}

export function applyFix(text: string, edits: readonly FileEdit[], uri: string): string {
  return edits
    .filter((edit) => edit.uri === uri)
    .sort((a, b) => b.start - a.start)
    .reduce((fixed, { start, end, newText }) => fixed.slice(0, start) + newText + fixed.slice(end), text);
}

const isUnbroken = (fixed: string, original: string): boolean => withoutImports(fixed) === withoutImports(original);

const withoutImports = (text: string): string => text.replaceAll(/^(import|from) .*\n/gm, '');
