import type { Attribute, Call, Name } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { membersOf } from '../project/types/types.ts';
import { isSameFunction, type Family, type Place } from './method-family.ts';

export interface FunctionUses {
  readonly calls: readonly Place<Call>[];
  /** Where it is handed on, kept or asked about. */
  readonly others: readonly Place<Name | Attribute>[];
  /** Where something of that name is used, and nobody knows whether it is this. */
  readonly unsure: readonly Place<Name | Attribute>[];
}

/** Every use of a function, or of methods that override each other, in the user's files. */
export function usesInProject(family: Family): FunctionUses {
  const calls: Place<Call>[] = [];
  const others: Place<Name | Attribute>[] = [];
  const unsure: Place<Name | Attribute>[] = [];
  const [{ view: home }] = family.members as [Family['members'][number]];
  for (const { view, node } of home.usesOf(family.members, true)) {
    if (node.context !== 'load') continue;
    const use = useOf(view, node, family);
    if (use === 'other') continue;
    const call = view.parent(node);
    if (use === 'unknown') unsure.push({ view, node });
    else if (call?.kind === 'Call' && call.func === node) calls.push({ view, node: call });
    else others.push({ view, node });
  }
  return { calls, others, unsure };
}

function useOf(view: ChunkView, node: Name | Attribute, { members }: Family): 'target' | 'other' | 'unknown' {
  const type = view.typeOf(node);
  if (type.kind === 'unknown') return isBoundElsewhere(view, node) ? 'other' : 'unknown';
  const isTarget = membersOf(type).map((member) => {
    const definition = view.definition(member);
    return definition !== undefined && members.some((target) => isSameFunction(target, definition));
  });
  if (!isTarget.includes(true)) return 'other';
  return isTarget.includes(false) ? 'unknown' : 'target';
}

/** Whether a name of unknown type is a variable of its own. */
function isBoundElsewhere(view: ChunkView, node: Name | Attribute): boolean {
  if (node.kind !== 'Name') return false;
  const bindings = view.bindingsReaching(node);
  return bindings.length > 0 && bindings.every(({ type }) => type !== 'function');
}
