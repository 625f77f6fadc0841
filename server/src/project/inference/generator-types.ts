import type { Chunk } from '../names/project.ts';
import { standardName } from '../types/standard-names.ts';
import { following, instanceType, unknown, type Type } from '../types/types.ts';
import { publicName } from './public-name.ts';

/** What yields is a generator, whatever else it is declared as; what it yields is as it is declared. */
export function declaredGenerator(returns: Type | undefined, isAsync: boolean): Type | undefined {
  if (returns?.kind !== 'instance' || !(isAsync ? ASYNC_GENERATORS : GENERATORS).includes(standardName(returns)))
    return undefined;
  return instanceType(
    returns.ref,
    returns.args.map((arg) => following(returns, arg)),
  );
}

const GENERATORS: readonly string[] = ['typing.Generator', 'typing.Iterator', 'typing.Iterable'];
const ASYNC_GENERATORS: readonly string[] = ['typing.AsyncGenerator', 'typing.AsyncIterator', 'typing.AsyncIterable'];

export function generatorType(chunk: Chunk, isAsync: boolean, element: Type): Type {
  const type = publicName(chunk, `typing.${isAsync ? 'AsyncGenerator' : 'Generator'}`);
  return type?.kind === 'class'
    ? instanceType(type.ref, isAsync ? [element, unknown] : [element, unknown, unknown])
    : unknown;
}
