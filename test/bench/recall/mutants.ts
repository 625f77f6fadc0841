import type { Grammar } from '../../../server/src/syntax/grammar.ts';
import { compiles } from '../../harness/compiles.ts';
import { applyBreak, type Break } from './break.ts';
import { findBreaks } from './find-breaks.ts';
import { readModule } from './source-module.ts';

/** A file of a package, broken in one place. */
export interface Mutant {
  readonly path: string;
  readonly original: string;
  readonly text: string;
  readonly change: Break;
}

/**
 * For each file at most `rounds` mutants, no two alike. A kind is drawn before a place of it, so that what is rare in the
 * code is not rare in the tables.
 */
export function drawMutants(
  grammar: Grammar,
  files: ReadonlyMap<string, string>,
  rounds: number,
  random: () => number,
): readonly Mutant[] {
  const drawn = [...files].flatMap(([path, original]) =>
    path.endsWith('.py')
      ? drawBreaks(findBreaks(readModule(grammar, original)), rounds, random).map((change) => ({
          path,
          original,
          text: applyBreak(original, change),
          change,
        }))
      : [],
  );
  const isValid = compiles(drawn.map(({ text }) => text));
  return drawn.filter((_, i) => isValid[i]);
}

function drawBreaks(breaks: readonly Break[], rounds: number, random: () => number): readonly Break[] {
  const left = new Map<string, Break[]>();
  for (const change of breaks) left.set(change.kind, [...(left.get(change.kind) ?? []), change]);
  const drawn: Break[] = [];
  while (drawn.length < rounds && left.size > 0) {
    const [kind, places] = [...left][Math.floor(random() * left.size)]!;
    drawn.push(...places.splice(Math.floor(random() * places.length), 1));
    if (places.length === 0) left.delete(kind);
  }
  return drawn;
}
