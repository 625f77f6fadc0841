import type { FunctionDef } from '../../facts/nodes.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { sleepsBetweenTries } from '../../knowledge/decorators.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import type { Chunk } from '../names/project.ts';
import { sourceName } from './effect-sites.ts';
import type { Effect } from './effect.ts';

/** The sleep between two calls of a plain function by a decorator that calls it again when it has failed: `@retry(wait=wait_fixed(2))`. */
export function sleepBetween(chunk: Chunk, { decorators }: FunctionDef): Effect | undefined {
  for (const { expression } of decorators) {
    const call = expression.kind === 'Call' ? expression : undefined;
    const known = call && lookup(chunk, typeOf(chunk, call.func), sleepsBetweenTries);
    if (!known || !(known === 'always' || known.some((place) => argumentsAt(call, place).length > 0))) continue;
    // Who brings a sleep of its own may bring one that does not sleep.
    if (call.args.some(({ name }) => name === 'sleep')) continue;
    const { start, end } = call.func;
    const name = `@${sourceName(call.func)}`;
    const at = { uri: chunk.file.uri, chunk: chunk.id, start, end };
    return {
      type: 'blocks',
      rule: 'blocking-sleep',
      name,
      certainty: 'proven',
      known: { rule: 'blocking-sleep' },
      path: [{ at, name, form: 'decorator' }],
      detours: 1,
    };
  }
  return undefined;
}
