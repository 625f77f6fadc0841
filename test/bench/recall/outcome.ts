import type { Finding } from '../../../server/src/engine/finding.ts';
import { offsetAfter } from './break.ts';
import type { Mutant } from './mutants.ts';

/** What a tool says of a file, by offset. */
export interface Said {
  readonly rule: string;
  readonly severity: string;
  readonly start: number;
  readonly message: Finding['message'] | string;
}

/** What a tool says of a mutant and did not say of the unbroken file. */
export interface Outcome {
  readonly atStatement: readonly Said[];
  readonly elsewhere: readonly Said[];
}

export const nothingSaid: Outcome = { atStatement: [], elsewhere: [] };

export function outcomeOf(mutant: Mutant, before: readonly Said[], after: readonly Said[]): Outcome {
  const known = new Set(before.map(({ rule, start }) => `${rule} ${offsetAfter(mutant.change, start)}`));
  const fresh = after.filter(({ rule, start }) => !known.has(`${rule} ${start}`));
  const { statement } = mutant.change;
  const first = lineStart(mutant.text, offsetAfter(mutant.change, statement.start));
  const last = lineEnd(mutant.text, offsetAfter(mutant.change, statement.end));
  const isAt = ({ start }: Said): boolean => first <= start && start < last;
  return { atStatement: fresh.filter(isAt), elsewhere: fresh.filter((said) => !isAt(said)) };
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
