import type { FileFix, Finding } from '../../../server/src/engine/finding.ts';
import { rules } from '../../../server/src/rules/registry.ts';
import { applyEdits } from '../../../server/src/text/edits.ts';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { doubled, foldedInto, newFindings } from '../../harness/nothing-new.ts';
import { FOLDER } from '../../harness/workspace.ts';
import { openPackage } from '../recall/analyse.ts';
import { packageFiles } from '../recall/packages.ts';
import { damages } from './damage.ts';

/** A fix of a finding in a package as it is, and what is wrong with it. */
export interface TriedFix {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly safety: 'safe' | 'unsafe';
  readonly title: string;
  readonly problems: readonly string[];
}

/** Rules that are off by default offer fixes, too. */
const everyRule = Object.fromEntries(
  rules.filter(({ severity }) => severity === 'off').map(({ id }) => [id, 'information']),
);

type Located = Finding & { readonly path: string };
type Texts = Readonly<Record<string, string>>;

/** Tries every fix of every finding in some packages, each for itself. */
export async function tryEveryFix(packages: readonly string[]): Promise<readonly TriedFix[]> {
  const tried: TriedFix[] = [];
  for (const name of packages) {
    const files = packageFiles(name);
    const workspace = await openPackage(files, { severity: everyRule });
    for (const path of files.keys())
      for (const finding of findingsIn(workspace, [path]))
        for (const fix of finding.fixes()) tried.push(tryFix(workspace, files, finding, fix));
    workspace.dispose();
  }
  return tried;
}

const findingsIn = (workspace: Workspace, paths: readonly string[]): readonly Located[] =>
  paths.flatMap((path) => workspace.findings(`${FOLDER}/${path}`).map((finding) => ({ ...finding, path })));

function tryFix(workspace: Workspace, files: ReadonlyMap<string, string>, finding: Located, fix: FileFix): TriedFix {
  const paths = [...new Set(fix.edits.map(({ uri }) => uri.slice(FOLDER.length + 1)))];
  const before: Texts = Object.fromEntries(paths.map((path) => [path, files.get(path)!]));
  const after: Texts = Object.fromEntries(
    Object.entries(before).map(([path, text]) => [path, applyEdits(text, editsOf(fix, path))]),
  );
  const found = findingsIn(workspace, paths);
  for (const [path, text] of Object.entries(after)) workspace.disk(`${FOLDER}/${path}`, text);
  const left = findingsIn(workspace, paths);
  for (const [path, text] of Object.entries(before)) workspace.disk(`${FOLDER}/${path}`, text);
  const fixed = found.find(
    ({ path, rule, start, end }) =>
      path === finding.path && rule === finding.rule && start === finding.start && end === finding.end,
  )!;
  const edits = fix.edits.map((edit) => ({ ...edit, path: edit.uri.slice(FOLDER.length + 1) }));
  const added = newFindings(
    { texts: before, found: [...found, ...found.flatMap(foldedInto)], fixed },
    { texts: after, found: left },
    edits,
  );
  const texts = Object.entries(after).map(([path, text]) => ({ before: before[path]!, after: [text] }));
  return {
    path: finding.path,
    line: files.get(finding.path)!.slice(0, finding.start).split('\n').length,
    rule: finding.rule,
    safety: fix.safety,
    title: fix.title.en,
    problems: [
      ...added.map(({ rule, message }) => `${rule === finding.rule ? 'not gone' : 'new'}: ${rule} ${message.en}`),
      ...texts.flatMap(({ before, after: [text] }) => doubled(before, text!).map((words) => `doubled: ${words}`)),
      ...damages(texts).flat(2),
    ],
  };
}

const editsOf = ({ edits }: FileFix, path: string): FileFix['edits'] =>
  edits.filter(({ uri }) => uri === `${FOLDER}/${path}`);
