/**
 * The property tests with other inputs than `npm test` takes: `npm run bench:properties -- [ROUNDS] [SEED]`, 10 rounds with
 * seeds from 1000 on unless told otherwise. Ends at the first that fails, and says which seed shows it again.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const files = readdirSync('test/unit', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join('test/unit', file))
  .filter((file) => readFileSync(file, 'utf8').includes("from 'fast-check'"));

const [rounds = 10, first = 1000] = process.argv.slice(2).map(Number);
for (let seed = first; seed < first + rounds; seed++) {
  const { status } = spawnSync('npx', ['vitest', 'run', '--reporter=dot', ...files], {
    stdio: 'inherit',
    env: { ...process.env, PROPERTY_SEED: String(seed) },
  });
  if (status !== 0) {
    console.error(`PROPERTY_SEED=${seed} npx vitest run shows it again.`);
    process.exit(1);
  }
}
