/**
 * Measures how far fixes can be trusted: `npm run bench:fixes -- [--parts mutants,every,random,suites] [--packages a,b]
 * [--suites a,b] [--rounds N] [--applications N] [--seed N]`. What a part does is said in its file. The packages are downloaded
 * into `.bench/`; tables are printed, details go to `out/bench-fixes/`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tryEveryFix } from './fixes/every-fix.ts';
import { fixMutants } from './fixes/mutants.ts';
import { applyAtRandom, joined, type RandomResult } from './fixes/random-fixes.ts';
import { runSuite, type SuiteResult } from './fixes/run-suites.ts';
import { suites } from './fixes/suites.ts';
import { everyTable, mutantTable, randomTable, suiteTable } from './fixes/tables.ts';
import { installPackages, packageNames } from './recall/packages.ts';
import { randomNumbers } from './recall/random.ts';

const OUT = 'out/bench-fixes';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      parts: { type: 'string', default: Object.keys(parts).join(',') },
      packages: { type: 'string', default: packageNames.join(',') },
      rounds: { type: 'string', default: '3' },
      applications: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      suites: { type: 'string', default: suites.map(({ name }) => name).join(',') },
    },
  });
  mkdirSync(OUT, { recursive: true });
  installPackages();
  for (const part of values.parts.split(',') as (keyof typeof parts)[]) await parts[part](values);
}

/** Whose files are broken, and these others, whose findings are looked at as well. */
const others = ['dask', 'fsspec', 'httpcore', 'nbclient', 'terminado', 'trio', 'traitlets'];

type Choice = Readonly<Record<'packages' | 'rounds' | 'applications' | 'seed' | 'suites', string>>;

const parts = {
  async mutants({ packages, rounds, seed }: Choice): Promise<void> {
    const restored = await fixMutants(packages.split(','), Number(rounds), randomNumbers(Number(seed)));
    save('mutants', restored);
    console.log(mutantTable(restored));
  },
  async every({ packages }: Choice): Promise<void> {
    const tried = await tryEveryFix([...packages.split(','), ...others]);
    save('every', tried);
    console.log(everyTable(tried));
  },
  async random({ packages, applications, seed }: Choice): Promise<void> {
    const random = randomNumbers(Number(seed));
    const names = packages.split(',');
    let result: RandomResult = { applications: 0, damaged: [], fixedTwice: 0, changedAgain: [] };
    for (let i = 0; result.applications < Number(applications); i = (i + 1) % names.length) {
      result = joined(result, await applyAtRandom(names[i]!, random));
      save('random', result);
    }
    console.log(randomTable(result));
  },
  suites(choice: Choice): void {
    const names = choice.suites.split(',');
    const results: SuiteResult[] = [];
    for (const suite of suites.filter(({ name }) => names.includes(name))) {
      const result = runSuite(suite);
      results.push(result);
      save('suites', results);
      writeFileSync(join(OUT, `${suite.name}.diff`), result.unsafe.diff);
    }
    console.log(suiteTable(results));
  },
};

const save = (part: string, results: unknown): void =>
  writeFileSync(join(OUT, `${part}.json`), `${JSON.stringify(results, undefined, 2)}\n`);

void main();
