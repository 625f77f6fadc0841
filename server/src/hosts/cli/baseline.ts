import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Finding } from '../../engine/finding.ts';
import { LocalizedError } from '../../text/localized.ts';
import { DATA_LIMIT } from '../../workspace/size-limits.ts';
import { readRegularFile } from '../regular-file.ts';
import { codeOf } from './fingerprints.ts';
import { nameIn, uriOf } from './names.ts';
import type { Files } from './report.ts';

/** Findings of a rule in one file whose lines read alike. */
interface Known {
  /** Relative to the baseline's folder. */
  readonly file: string;
  readonly rule: string;
  readonly code: string;
  readonly count: number;
}

/** The findings of a time before, which are not told again until their code changes. */
export interface Baseline {
  readonly path: string;
  readonly known: readonly Known[];
}

/** Throws what `reasonOf` understands. */
export async function readBaseline(path: string): Promise<Baseline> {
  const { findings } = parsed((await readRegularFile(path, DATA_LIMIT)).toString('utf8'));
  if (!Array.isArray(findings)) throw new LocalizedError(texts.noBaseline);
  return { path, known: findings as Known[] };
}

const texts = {
  noBaseline: { en: 'it is no baseline of async-pitfalls', 'zh-cn': '这不是 async-pitfalls 的基线文件' },
};

function parsed(text: string): { readonly findings?: unknown } {
  try {
    return JSON.parse(text) as { findings?: unknown };
  } catch {
    return {};
  }
}

/** The findings of the checked files in place of what was known of them; what is known of others stays. */
export async function writeBaseline(
  { path, known }: Baseline,
  findings: readonly Finding[],
  checked: readonly string[],
  files: Files,
): Promise<void> {
  const names = namesOf(checked, path);
  const others = known.filter(({ file }) => !names.has(file));
  const all = [...others, ...grouped(findings, path, files)].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  await writeFile(path, `${JSON.stringify({ findings: all }, undefined, 2)}\n`);
}

/** The findings that are new, and how many of the baseline are gone from the checked files. */
export function newSince(
  { path, known }: Baseline,
  findings: readonly Finding[],
  checked: readonly string[],
  files: Files,
): { readonly findings: readonly Finding[]; readonly gone: number } {
  const names = namesOf(checked, path);
  const left = new Map(known.filter(({ file }) => names.has(file)).map((each) => [keyOf(each), each.count]));
  const fresh = findings.filter((finding) => {
    const key = keyOf(contentOf(finding, path, files));
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
  return { findings: fresh, gone: [...left.values()].reduce((sum, count) => sum + count, 0) };
}

const namesOf = (checked: readonly string[], path: string): ReadonlySet<string> =>
  new Set(checked.map((file) => nameIn(dirname(path), uriOf(file))));

function grouped(findings: readonly Finding[], path: string, files: Files): readonly Known[] {
  const groups = new Map<string, Known>();
  for (const finding of findings) {
    const content = contentOf(finding, path, files);
    const key = keyOf(content);
    groups.set(key, { ...content, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

const contentOf = (finding: Finding, path: string, files: Files): Omit<Known, 'count'> => ({
  file: nameIn(dirname(path), finding.uri),
  rule: finding.rule,
  code: codeOf(finding, files),
});

const keyOf = ({ file, rule, code }: Omit<Known, 'count'>): string => JSON.stringify([file, rule, code]);
