/**
 * Breaks real packages in one known place a file, again and again, and counts what the analysis finds and mends, and what
 * pyright finds. `npm run bench:recall -- [--rounds N] [--packages a,b] [--seed N] [--no-pyright] [--misses KIND]`;
 * KIND is a part of a kind's name. The packages are downloaded into `.bench/`.
 */
import { parseArgs } from 'node:util';
import { testGrammar } from '../harness/grammar.ts';
import { openAnalysis, type OwnOutcome } from './recall/analyse.ts';
import { drawMutants, type Mutant } from './recall/mutants.ts';
import { nothingSaid, outcomeOf, type Outcome, type Said } from './recall/outcome.ts';
import { installPackages, packageFiles, packageNames } from './recall/packages.ts';
import { runPyright } from './recall/pyright.ts';
import { randomNumbers } from './recall/random.ts';
import { misses, noiseTable, recallTable } from './recall/tables.ts';

/** Texts by path. */
type Files = ReadonlyMap<string, string>;
type SaidByPath = ReadonlyMap<string, readonly Said[]>;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      packages: { type: 'string', default: packageNames.join(',') },
      seed: { type: 'string', default: '1' },
      'no-pyright': { type: 'boolean', default: false },
      misses: { type: 'string' },
    },
  });
  installPackages();
  const grammar = await testGrammar();
  const random = randomNumbers(Number(values.seed));
  const packages = values.packages.split(',').map((name) => {
    const files = packageFiles(name);
    return { name, files, mutants: drawMutants(grammar, files, Number(values.rounds), random) };
  });
  const own: Analysed[] = [];
  for (const { files, mutants } of packages) own.push(await analyse(files, mutants));
  const files = new Map(packages.flatMap((it) => [...it.files]));
  const pyright = values['no-pyright']
    ? undefined
    : comparePyright(
        files,
        packages.flatMap(({ mutants }) => mutants),
      );

  const outcomes = new Map(own.flatMap((it) => [...it.outcomes]));
  const results = [...outcomes].map(([mutant, outcome]) => ({
    mutant,
    own: outcome,
    pyright: pyright?.outcomes.get(mutant),
  }));
  const saidOf = (paths: Iterable<string>, said: SaidByPath): readonly Said[] =>
    [...paths].flatMap((path) => said.get(path) ?? []);
  const unbroken = packages.map(({ name, files }, i) => ({
    name,
    lines: [...files.values()].reduce((sum, text) => sum + text.split('\n').length - 1, 0),
    own: saidOf(files.keys(), own[i]!.unbroken),
    pyright: pyright && saidOf(files.keys(), pyright.unbroken),
  }));
  console.log(
    `${recallTable(results)}\n\nFindings in the packages as they are, per 10,000 lines:\n\n${noiseTable(unbroken)}`,
  );
  if (values.misses !== undefined) console.log(`\n${misses(results, values.misses)}`);
}

interface Analysed {
  readonly unbroken: SaidByPath;
  readonly outcomes: ReadonlyMap<Mutant, OwnOutcome>;
}

async function analyse(files: Files, mutants: readonly Mutant[]): Promise<Analysed> {
  const analysis = await openAnalysis(files);
  const outcomes = new Map(mutants.map((mutant) => [mutant, analysis.try(mutant)]));
  analysis.dispose();
  return { unbroken: analysis.unbroken, outcomes };
}

/** One run for each round, with one mutant of every file in it. */
function comparePyright(
  files: Files,
  mutants: readonly Mutant[],
): { readonly unbroken: SaidByPath; readonly outcomes: ReadonlyMap<Mutant, Outcome> } {
  const unbroken = runPyright(files);
  const outcomes = new Map<Mutant, Outcome>(mutants.map((mutant) => [mutant, nothingSaid]));
  for (const round of roundsOf(mutants)) {
    const said = runPyright(new Map([...files, ...round.map(({ path, text }) => [path, text] as const)]));
    for (const mutant of round)
      outcomes.set(mutant, outcomeOf(mutant, unbroken.get(mutant.path) ?? [], said.get(mutant.path) ?? []));
  }
  return { unbroken, outcomes };
}

function roundsOf(mutants: readonly Mutant[]): readonly (readonly Mutant[])[] {
  const rounds: Mutant[][] = [];
  const taken = new Map<string, number>();
  for (const mutant of mutants) {
    const round = taken.get(mutant.path) ?? 0;
    taken.set(mutant.path, round + 1);
    (rounds[round] ??= []).push(mutant);
  }
  return rounds;
}

void main();
