import { traits } from '../../knowledge/libraries.ts';
import type { Chunk } from '../names/project.ts';
import {
  instanceOf,
  instanceType,
  none,
  unionOf,
  unknown,
  type ClassType,
  type InstanceType,
  type Type,
} from '../types/types.ts';
import type { Arguments } from './call-arguments.ts';
import { publicName } from './public-name.ts';

export const isTrait = (type: Type): boolean =>
  (type.kind === 'instance' || type.kind === 'class') &&
  traits.some(
    ({ file, ofInstance, ofClass }) => isDefinedAs(type.ref, file, ofInstance) || isDefinedAs(type.ref, file, ofClass),
  );

/** Whether a reference names a class of a file, or of the stub beside it. */
const isDefinedAs = (ref: string, file: string, name: string): boolean =>
  ref.endsWith(`${file}#${name}@0`) || ref.endsWith(`${file}i#${name}@0`);

/**
 * `Instance(Client)`, `Instance("package.module.Client")` and `Type(Client)` as instances that have what their attribute holds
 * as their type argument: a `Client`, or the class.
 */
export function makeTrait(chunk: Chunk, trait: ClassType, { positional, named }: Arguments): Type {
  const isType = traits.some(({ file, ofClass }) => isDefinedAs(trait.ref, file, ofClass));
  const klass =
    named.get('klass') ?? (isType ? positional[1] : undefined) ?? positional[0] ?? named.get('default_value');
  const cls = typeof klass?.literal === 'string' ? publicName(chunk, klass.literal) : klass?.type();
  const value = cls?.kind !== 'class' ? unknown : isType ? cls : instanceOf(cls);
  return instanceType(trait.ref, [named.get('allow_none')?.literal === true ? unionOf([value, none]) : value]);
}

/** What the attribute of a trait holds. */
export const heldBy = ({ args }: InstanceType): Type => args[0] ?? unknown;
