import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Whether Python accepts each of some sources. Throws where there is no `python3`. */
export function compiles(sources: readonly string[]): readonly boolean[] {
  const script = fileURLToPath(new URL('compiles.py', import.meta.url));
  const output = execFileSync('python3', [script], { input: JSON.stringify(sources), encoding: 'utf8' });
  return JSON.parse(output) as boolean[];
}
