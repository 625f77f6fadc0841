import type { Call, Expression } from '../../facts/nodes.ts';
import { argumentsAt, type ArgumentPlace } from '../../knowledge/argument-place.ts';
import { blocking } from '../../knowledge/blocking.ts';
import { creationsOf } from '../inference/creations.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import { chunkOf, type Chunk } from '../names/project.ts';
import { subjectOf } from './effect-sites.ts';
import type { EffectSite } from './effect.ts';

const CLOSING = { 'contextlib.closing': true } as const;

/** `connect(…)`, `closing(…)`, `.cursor()`, `.execute()` */
const MAX_STEPS = 4;

/** Whether what is used is a database in memory: `sqlite3.connect(":memory:")`, and what is done through that. */
export const isInMemory = (chunk: Chunk, site: EffectSite): boolean =>
  site.kind === 'Call' ? isMadeInMemory(chunk, site, MAX_STEPS) : isOfMemory(chunk, subjectOf(site), MAX_STEPS);

/** Whether a connection, or a cursor of one, is to such a database wherever it was made. */
function isOfMemory(chunk: Chunk, expression: Expression, steps: number): boolean {
  if (steps === 0) return false;
  const made = creationsOf(chunk, expression);
  return (
    made?.every(({ call, at }) => {
      const home = chunkOf(chunk.project, at.uri, at.chunk);
      return home !== undefined && isMadeInMemory(home, call, steps);
    }) ?? false
  );
}

function isMadeInMemory(chunk: Chunk, call: Call, steps: number): boolean {
  const database = lookup(chunk, typeOf(chunk, call.func), blocking)?.database;
  if (database) return namesMemory(call, database);
  // `with closing(sqlite3.connect(…)) as connection:`
  const [argument] = call.args;
  if (argument && lookup(chunk, typeOf(chunk, call.func), CLOSING)) return isOfMemory(chunk, argument.value, steps - 1);
  return call.func.kind === 'Attribute' && isOfMemory(chunk, call.func.value, steps - 1);
}

const namesMemory = (call: Call, place: ArgumentPlace): boolean =>
  argumentsAt(call, place).some(
    ({ value }) =>
      value.kind === 'Constant' && typeof value.value === 'string' && /^(file:)?:memory:/.test(value.value),
  );
