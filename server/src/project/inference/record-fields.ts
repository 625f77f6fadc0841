import type { Expression } from '../../facts/nodes.ts';
import { classDefinition } from '../names/definitions.ts';
import type { Chunk } from '../names/project.ts';
import type { InstanceType, Type } from '../types/types.ts';
import { declaredType } from './annotations.ts';
import { declaredAttribute } from './members.ts';

/** What a `NamedTuple` holds, in its order; undefined for other classes. */
export function itemsOfNamedTuple(chunk: Chunk, { ref }: InstanceType): readonly Type[] | undefined {
  const line = chunk.project.ask.classInfo(ref)?.mro ?? [];
  const definition = line
    .flatMap((entry) => classDefinition(chunk.project, entry.ref) ?? [])
    .find(hasBase('NamedTuple'));
  return definition?.node.body.flatMap((statement) =>
    statement.kind === 'AnnAssign' ? [declaredType(definition.chunk, statement.annotation)] : [],
  );
}

/** What a `TypedDict` declares for a key that is written out; undefined for other classes and keys. */
export function itemOfTypedDict(chunk: Chunk, type: InstanceType, key: Expression): Type | undefined {
  if (key.kind !== 'Constant' || typeof key.value !== 'string') return undefined;
  const line = chunk.project.ask.classInfo(type.ref)?.mro ?? [];
  const isTypedDict = line.some(({ ref }) => {
    const definition = classDefinition(chunk.project, ref);
    return definition !== undefined && hasBase('TypedDict')(definition);
  });
  return isTypedDict ? declaredAttribute(chunk, type, key.value) : undefined;
}

const hasBase =
  (name: string) =>
  ({ node }: NonNullable<ReturnType<typeof classDefinition>>): boolean =>
    node.arguments.some(
      ({ value }) =>
        (value.kind === 'Name' && value.name === name) || (value.kind === 'Attribute' && value.attribute === name),
    );
