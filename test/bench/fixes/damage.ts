import { execFileSync } from 'node:child_process';
import { environment } from './environment.ts';

/** A text, and what several fixes make of it. */
export interface Fixed {
  readonly before: string;
  readonly after: readonly string[];
}

/** For each text after, what it has lost (comments, strings), and what Python and pyflakes say of it that is new. */
export function damages(texts: readonly Fixed[]): readonly (readonly (readonly string[])[])[] {
  const input = JSON.stringify(texts.map(({ before, after }) => [before, after]));
  const output = execFileSync(environment(), ['test/bench/fixes/damage.py'], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  return JSON.parse(output) as string[][][];
}
