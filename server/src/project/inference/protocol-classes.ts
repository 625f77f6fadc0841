import { classParts, namesBoundIn } from '../names/class-parts.ts';
import { classDefinition } from '../names/definitions.ts';
import type { Project } from '../names/project.ts';
import { typeOf } from './expressions.ts';

/** `asyncio.Protocol`, and a class of the user that is called so, are plain classes. */
export function isProtocol(project: Project, ref: string): boolean {
  const definition = classDefinition(project, ref);
  return (
    definition?.node.arguments.some(({ value }) => {
      const base = typeOf(definition.chunk, value.kind === 'Subscript' ? value.value : value);
      return base.kind === 'external' && base.path === 'typing.Protocol';
    }) ?? false
  );
}

export function protocolMembers(project: Project, ref: string): readonly string[] {
  const names = (project.ask.classInfo(ref)?.mro ?? [])
    .filter((entry) => project.ask.isProtocol(entry.ref))
    .flatMap(({ ref: cls }) => classParts(project, cls).flatMap((part) => namesBoundIn(part)));
  return [...new Set(names)].filter((name) => name !== '__slots__' && name !== '__hash__');
}
