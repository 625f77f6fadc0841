import { readFileSync, writeFileSync } from 'node:fs';

/** Knows a finding again while code around it moves, and rules and messages stay. */
export interface Fingerprint {
  readonly application: string;
  readonly path: string;
  readonly rule: string;
  readonly message: string;
  /** The line of source, without its indentation. */
  readonly line: string;
  /** Among those that are otherwise equal. */
  readonly ordinal: number;
}

/**
 * `useful`: true, and someone who looks after the code would want to know. `no-use`: true, but nobody would act.
 * `wrong`: not true, or what it advises breaks the code.
 */
export type Verdict = 'useful' | 'no-use' | 'wrong';

export interface Judged extends Fingerprint {
  /** Null until someone has read it. */
  readonly verdict: Verdict | null;
  readonly why: string;
}

export interface Verdicts {
  readonly all: readonly Judged[];
  of(finding: Fingerprint): Judged | undefined;
}

const FILE = 'test/bench/precision/verdicts.json';

export function readVerdicts(): Verdicts {
  const all = JSON.parse(readFileSync(FILE, 'utf8')) as Judged[];
  const known = new Map(all.map((judged) => [keyOf(judged), judged]));
  return { all, of: (finding) => known.get(keyOf(finding)) };
}

/** Adds findings to the file for someone to judge them there. Those that are found no more stay, since they may return. */
export function addUnjudged(verdicts: Verdicts, found: readonly Fingerprint[]): void {
  const added = found
    .filter((finding) => !verdicts.of(finding))
    .map(({ application, path, rule, message, line, ordinal }) => {
      return { application, path, rule, message, line, ordinal, verdict: null, why: '' } satisfies Judged;
    });
  const all = [...verdicts.all, ...added].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  writeFileSync(FILE, `[\n${all.map((judged) => JSON.stringify(judged)).join(',\n')}\n]\n`);
}

/** Findings that are judged and not found. */
export function gone(verdicts: Verdicts, applications: ReadonlySet<string>, found: readonly Fingerprint[]): Judged[] {
  const keys = new Set(found.map(keyOf));
  return verdicts.all.filter((judged) => applications.has(judged.application) && !keys.has(keyOf(judged)));
}

const keyOf = ({ application, path, rule, message, line, ordinal }: Fingerprint): string =>
  JSON.stringify([application, path, rule, message, line, ordinal]);
