import type { Expression } from '../../facts/nodes.ts';
import { typeOf } from '../inference/expressions.ts';
import type { Chunk } from '../names/project.ts';
import type { EffectSite } from './effect.ts';

/**
 * The attribute of a class that something is called on, `reference.name`: `Book.session` of `Book.session.query(Book).first()`. What is
 * done through one client of a database blocks or does not, all of it.
 */
export function clientAt(chunk: Chunk, site: EffectSite): string | undefined {
  let place: Expression | undefined = site.kind === 'Call' ? receiverOf(site.func) : undefined;
  while (place?.kind === 'Call') place = receiverOf(place.func);
  if (place?.kind !== 'Attribute') return undefined;
  const owner = typeOf(chunk, place.value);
  return owner.kind === 'class' || owner.kind === 'instance' ? `${owner.ref}.${place.attribute}` : undefined;
}

const receiverOf = (func: Expression): Expression | undefined => (func.kind === 'Attribute' ? func.value : undefined);
