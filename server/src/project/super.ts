import type { Expression } from '../facts/nodes.ts';
import { referenceTo } from './definitions.ts';
import { memberOfInstance } from './members.ts';
import type { Chunk } from './project.ts';
import { instanceType, typeVar, unknown, type InstanceType, type Type } from './types.ts';

/** `super()` without arguments. */
export const isSuper = (node: Expression): boolean =>
  node.kind === 'Call' && node.func.kind === 'Name' && node.func.name === 'super' && node.args.length === 0;

/** The next class in line stands for what `super()` gives; `memberOfSuper` sees all of them. */
export function typeOfSuper(chunk: Chunk, call: Expression): Type {
  const own = instanceAround(chunk, call);
  const info = own && chunk.project.ask.classInfo(own.ref);
  const next = info?.mro[1];
  return next && !info.hasUnknownBase ? instanceType(next.ref, next.args) : unknown;
}

/** `super().name`: what the classes behind the one around the call have. */
export function memberOfSuper(chunk: Chunk, call: Expression, name: string): Type | undefined {
  const own = instanceAround(chunk, call);
  return own ? memberOfInstance(chunk, own, name, 1) : unknown;
}

function instanceAround(chunk: Chunk, call: Expression): InstanceType | undefined {
  for (let index = chunk.facts.scopeOf[call.id] ?? 0; index > 0; index = chunk.facts.scopes[index]?.parent ?? 0) {
    const scope = chunk.facts.scopes[index];
    const node = scope?.type === 'class' ? chunk.facts.nodes[scope.node] : undefined;
    if (node?.kind !== 'ClassDef') continue;
    const ref = referenceTo(chunk, node);
    const parameters = chunk.project.ask.classInfo(ref)?.parameters ?? [];
    return instanceType(
      ref,
      parameters.map((parameter) => typeVar(parameter)),
    );
  }
  return undefined;
}
