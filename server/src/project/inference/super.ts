import type { Expression } from '../../facts/nodes.ts';
import { referenceTo } from '../names/definitions.ts';
import type { Chunk } from '../names/project.ts';
import type { ClassInfo } from '../types/class-info.ts';
import { instanceType, typeVar, unknown, type InstanceType, type Type } from '../types/types.ts';
import { typeOf } from './expressions.ts';
import { memberOfInstance } from './members.ts';

/** `super()`, or `super(Base, self)` as it had to be spelled once. */
export const isSuper = (node: Expression): boolean =>
  node.kind === 'Call' &&
  node.func.kind === 'Name' &&
  node.func.name === 'super' &&
  (node.args.length === 0 || node.args.length === 2);

/** The next class in line stands for what `super()` gives; `memberOfSuper` sees all of them. */
export function typeOfSuper(chunk: Chunk, call: Expression): Type {
  const own = instanceAround(chunk, call);
  const info = own && chunk.project.ask.classInfo(own.ref);
  const next = info?.mro[classesSkipped(chunk, call, info) ?? -1];
  return next && !info.hasUnknownBase ? instanceType(next.ref, next.args) : unknown;
}

/** `super().name`: what the classes behind the one around the call have. */
export function memberOfSuper(chunk: Chunk, call: Expression, name: string): Type | undefined {
  const own = instanceAround(chunk, call);
  const info = own && chunk.project.ask.classInfo(own.ref);
  const skipped = info && classesSkipped(chunk, call, info);
  return own && skipped !== undefined ? memberOfInstance(chunk, own, name, skipped) : unknown;
}

/** How many classes in line are passed over; undefined where that is not clear. */
function classesSkipped(chunk: Chunk, call: Expression, { mro }: ClassInfo): number | undefined {
  const [start, receiver] = call.kind === 'Call' ? call.args : [];
  if (!start) return 1;
  const type = typeOf(chunk, start.value);
  const index = type.kind === 'class' ? mro.findIndex(({ ref }) => ref === type.ref) : -1;
  const { scopeOf, scopes, nodes } = chunk.facts;
  const method = nodes[scopes[scopeOf[call.id] ?? 0]?.node ?? -1];
  const self = method?.kind === 'FunctionDef' ? method.parameters[0]?.name : undefined;
  return index >= 0 && receiver?.value.kind === 'Name' && receiver.value.name === self ? index + 1 : undefined;
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
