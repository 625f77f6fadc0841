import type { Chunk } from '../names/project.ts';
import { instanceType, unknown, type Type } from '../types/types.ts';

export function builtinInstance(chunk: Chunk, name: string, args: readonly Type[] = []): Type {
  const type = chunk.project.ask.builtin(chunk.file.uri, name);
  return type?.kind === 'class' ? instanceType(type.ref, args) : unknown;
}

export function typingInstance(chunk: Chunk, name: string, args: readonly Type[]): Type {
  const type = chunk.project.ask.publicName(`typing.${name}`, chunk.file.uri);
  return type?.kind === 'class' ? instanceType(type.ref, args) : unknown;
}
