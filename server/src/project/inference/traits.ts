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

/** https://traitlets.readthedocs.io: descriptors that say what an attribute holds. */
const TRAIT = /\/traitlets\/traitlets\.pyi?#(Instance|Type)@\d+$/;

export const isTrait = (type: Type): boolean =>
  (type.kind === 'instance' || type.kind === 'class') && TRAIT.test(type.ref);

/**
 * `Instance(Client)`, `Instance("package.module.Client")` and `Type(Client)` as instances that have what their attribute holds
 * as their type argument: a `Client`, or the class.
 */
export function makeTrait(chunk: Chunk, trait: ClassType, { positional, named }: Arguments): Type {
  const isType = trait.ref.includes('#Type@');
  const klass =
    named.get('klass') ?? (isType ? positional[1] : undefined) ?? positional[0] ?? named.get('default_value');
  const cls =
    typeof klass?.literal === 'string' ? chunk.project.ask.publicName(klass.literal, chunk.file.uri) : klass?.type();
  const value = cls?.kind !== 'class' ? unknown : isType ? cls : instanceOf(cls);
  return instanceType(trait.ref, [named.get('allow_none')?.literal === true ? unionOf([value, none]) : value]);
}

/** What the attribute of a trait holds. */
export const heldBy = ({ args }: InstanceType): Type => args[0] ?? unknown;
