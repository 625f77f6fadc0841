import type { FileFix, Finding } from '../engine/finding.ts';
import type { Input } from '../project/memory/queries.ts';
import type { Project } from '../project/names/project.ts';
import type { Range } from '../text/range.ts';
import { syntaxErrors } from './places-in-files.ts';
import type { SourceFiles } from './source-files.ts';

/** All that a check tells of a file: data alone, which can be kept for another time. */
export interface CheckedFile {
  readonly findings: readonly FoundFinding[];
  /** By position. */
  readonly syntaxErrors: readonly Range[];
  /** What was left out. */
  readonly tooDeep: readonly Range[];
}

export type FoundFinding = Omit<Finding, 'fixes'> & { readonly fixes: readonly FileFix[] };

/** The name of the question, for `Queries.restore`. */
export const CHECKED = 'checked';

export interface CheckedFiles {
  checked(uri: string): CheckedFile;
  /** How often a file was checked, and not taken from memory. */
  checks(): number;
}

interface Parts {
  readonly project: Project;
  readonly sources: SourceFiles;
  readonly texts: Input<string | undefined>;
  readonly findings: (uri: string) => readonly Finding[];
  readonly tooDeep: (uri: string) => readonly Range[];
}

export function checkedFiles({ project, sources, texts, findings, tooDeep }: Parts): CheckedFiles {
  let checks = 0;
  function check(uri: string): CheckedFile {
    checks++;
    // What is said of syntax errors rests on it, too.
    texts.get(uri);
    const found = findings(uri).map((finding) => ({ ...finding, fixes: finding.fixes() }));
    return { findings: found, syntaxErrors: syntaxErrors(sources, uri), tooDeep: tooDeep(uri) };
  }
  return {
    checked: project.queries.query(check, {
      name: CHECKED,
      initial: { findings: [], syntaxErrors: [], tooDeep: [] },
      isRoot: (uri) => sources.has(uri),
    }),
    checks: () => checks,
  };
}
