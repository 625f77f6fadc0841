/**
 * Types functions, files and changes of real packages key by key, and counts what is shown on the way that is not right in the
 * end. `npm run bench:typing -- [--count N] [--packages a,b] [--seed N] [--pauses SHARE] [--found] [--episodes RULE]`;
 * `--found` shows all that is found. The packages are downloaded into `.bench/`.
 */
import { parseArgs } from 'node:util';
import { testGrammar } from '../harness/grammar.ts';
import { installPackages, packageFiles, packageNames } from './recall/packages.ts';
import { randomNumbers } from './recall/random.ts';
import { measure, type Measured } from './typing/measure.ts';
import { drawSessions } from './typing/sessions.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '3' },
      packages: { type: 'string', default: packageNames.join(',') },
      seed: { type: 'string', default: '1' },
      pauses: { type: 'string', default: '0.02' },
      found: { type: 'boolean', default: false },
      episodes: { type: 'string' },
    },
  });
  installPackages();
  const grammar = await testGrammar();
  const random = randomNumbers(Number(values.seed));
  const measured: Measured[] = [];
  for (const name of values.packages.split(',')) {
    const files = packageFiles(name);
    const sessions = drawSessions(grammar, files, Number(values.count), random);
    const options = { found: values.found, pauses: Number(values.pauses), random: randomNumbers(1) };
    measured.push(...(await measure(files, sessions, options)));
  }
  console.log(table(measured));
  if (values.episodes === undefined) return;
  for (const { falseEpisodes } of measured)
    for (const { rule, path, text } of falseEpisodes)
      if (rule.includes(values.episodes)) console.log(`\n--- ${rule} in ${path}\n${text}`);
}

function table(measured: readonly Measured[]): string {
  const kinds = [...new Set(measured.map(({ kind }) => kind))];
  const rows = [...kinds, 'all'].map((kind) =>
    row(
      kind,
      measured.filter((each) => kind === 'all' || each.kind === kind),
    ),
  );
  return [
    '| typed | keys | false per 1,000 keys | hidden | late | wrong fixes for all | rules |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function row(kind: string, measured: readonly Measured[]): string {
  const sum = (of: (each: Measured) => number): number => measured.reduce((total, each) => total + of(each), 0);
  const keys = sum((each) => each.keys);
  const percent = (count: number): string => `${((100 * count) / keys).toFixed(2)} %`;
  const episodes = measured.flatMap((each) => each.falseEpisodes);
  const byRule = new Map<string, number>();
  for (const { rule } of episodes) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  const rules = [...byRule].sort((a, b) => b[1] - a[1]).map(([rule, count]) => `${rule} ${count}`);
  const perThousand = ((1000 * episodes.length) / keys).toFixed(2);
  return `| ${kind} | ${keys} | ${perThousand} | ${percent(sum((each) => each.hidden))} | ${percent(sum((each) => each.late))} | ${sum((each) => each.fixAll.wrong)} of ${sum((each) => each.fixAll.tried)} | ${rules.join(', ')} |`;
}

void main();
