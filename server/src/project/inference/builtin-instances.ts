import { contextOf } from '../names/modules.ts';
import type { Chunk } from '../names/project.ts';
import { instanceType, unknown, type Type } from '../types/types.ts';
import { publicName } from './public-name.ts';

export function builtinInstance(chunk: Chunk, name: string, args: readonly Type[] = []): Type {
  const type = chunk.project.ask.builtin(contextOf(chunk), name);
  return type?.kind === 'class' ? instanceType(type.ref, args) : unknown;
}

export function typingInstance(chunk: Chunk, name: string, args: readonly Type[]): Type {
  const type = publicName(chunk, `typing.${name}`);
  return type?.kind === 'class' ? instanceType(type.ref, args) : unknown;
}
