import { bodyScope } from '../../facts/walk.ts';
import { classDefinition } from '../names/definitions.ts';
import type { Project } from '../names/project.ts';

export function isProtocol(project: Project, ref: string): boolean {
  return (
    classDefinition(project, ref)?.node.arguments.some(({ value }) => {
      const base = value.kind === 'Subscript' ? value.value : value;
      return (
        (base.kind === 'Name' && base.name === 'Protocol') ||
        (base.kind === 'Attribute' && base.attribute === 'Protocol')
      );
    }) ?? false
  );
}

export function protocolMembers(project: Project, ref: string): readonly string[] {
  const names = (project.ask.classInfo(ref)?.mro ?? [])
    .filter((entry) => project.ask.isProtocol(entry.ref))
    .flatMap((entry) => {
      const definition = classDefinition(project, entry.ref);
      const scope = definition?.chunk.facts.scopes[bodyScope(definition.chunk.facts, definition.node)];
      return [...(scope?.names.keys() ?? [])];
    });
  return [...new Set(names)].filter((name) => name !== '__slots__' && name !== '__hash__');
}
