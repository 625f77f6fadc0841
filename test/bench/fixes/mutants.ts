import { testGrammar } from '../../harness/grammar.ts';
import { applyFix, openAnalysis } from '../recall/analyse.ts';
import { drawMutants } from '../recall/mutants.ts';
import { packageFiles } from '../recall/packages.ts';
import { FOLDER } from '../../harness/workspace.ts';

/** A mutant that is found, and its first fix. */
export interface FixedMutant {
  readonly path: string;
  readonly kind: string;
  readonly safety: 'safe' | 'unsafe' | 'none';
  /** The fix gives the text of the unbroken package again, imports aside. */
  readonly isOriginal: boolean;
  /** Where it does not: the lines of the original, and those of the fixed text in their place. */
  readonly original: readonly string[];
  readonly fixed: readonly string[];
  readonly title: string;
}

/** Breaks packages as `bench:recall` does, and looks what the first fix makes of it. */
export async function fixMutants(
  packages: readonly string[],
  rounds: number,
  random: () => number,
): Promise<readonly FixedMutant[]> {
  const grammar = await testGrammar();
  const restored: FixedMutant[] = [];
  for (const name of packages) {
    const files = packageFiles(name);
    const analysis = await openAnalysis(files);
    for (const mutant of drawMutants(grammar, files, rounds, random)) {
      const { atStatement, restored: isOriginal, fix } = analysis.try(mutant);
      if (atStatement.length === 0) continue;
      const { path, original, text, change } = mutant;
      const after = fix ? applyFix(text, fix.edits, `${FOLDER}/${path}`) : text;
      restored.push({
        path,
        kind: change.kind,
        safety: fix?.safety ?? 'none',
        isOriginal,
        original: isOriginal ? [] : linesOnlyIn(original, after),
        fixed: isOriginal ? [] : linesOnlyIn(after, original),
        title: fix?.title.en ?? '',
      });
    }
    analysis.dispose();
  }
  return restored;
}

function linesOnlyIn(text: string, other: string): readonly string[] {
  const known = new Set(other.split('\n'));
  return text.split('\n').filter((line) => !known.has(line));
}
