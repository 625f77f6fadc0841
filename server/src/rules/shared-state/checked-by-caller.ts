import type { Attribute, Await, Call, FunctionDef, Name, Node } from '../../facts/nodes.ts';
import { isReceiver } from '../../facts/receiver.ts';
import { enclosing, preorder } from '../../facts/walk.ts';
import type { ChunkView, Definition } from '../../project/model/chunk-view.ts';
import { checkAround } from './checked-before.ts';
import { dependsOnAwait } from './depends-on-await.ts';
import { isLostOpen, isMadeWhereMissing } from './made-twice.ts';
import type { Write } from './race.ts';
import { isGuarded, mentionsIn, stateName } from './shared-state.ts';

export interface CheckedByCaller {
  readonly state: string;
  readonly seen: Node;
  readonly method: Definition;
  readonly write: Write;
  readonly isHarmless: boolean;
}

/** `if not self.token: await self.refresh()`, where that method writes `self.token` behind an `await` and does not ask again. */
export function checkedByCaller(view: ChunkView, node: Await, owner: FunctionDef): CheckedByCaller | undefined {
  const call = node.value;
  if (
    !isOwnMethod(view, call) ||
    !view.facts.nodes.slice(owner.id, node.id).some(({ kind }) => kind === 'If') ||
    isGuarded(view, node)
  )
    return undefined;
  const method = view.definition(view.typeOf(call.func));
  const self = method?.node.parameters[0];
  if (!method?.node.isAsync || method.isLibrary || !self || method.node === owner) return undefined;
  for (const write of preorder(method.view.facts, method.node)) {
    const target = write.kind === 'Assign' ? write.targets[0] : undefined;
    if (write.kind !== 'Assign' || target?.kind !== 'Attribute') continue;
    if (target.value.kind !== 'Name' || target.value.name !== self.name) continue;
    const state = `${call.func.value.name}.${target.attribute}`;
    const seen = checkAround(view, node, [state, state], owner);
    if (!seen || !isWrittenLate(method, write, target)) continue;
    const isMissing = isMadeWhereMissing(view, seen, node, state);
    if (!isMissing && !isDue(view, seen)) continue;
    return { state, seen, method, write, isHarmless: isMissing && !isLostOpen(method.view, write.value, target) };
  }
  return undefined;
}

function isOwnMethod(view: ChunkView, call: Node): call is Call & { func: Attribute & { value: Name } } {
  return (
    call.kind === 'Call' &&
    call.func.kind === 'Attribute' &&
    call.func.value.kind === 'Name' &&
    isReceiver(view.facts, call.func.value)
  );
}

/** `self.expires <= now`, `self.token.is_expired()`: where a certain value is asked for, several are expected. */
const isDue = (view: ChunkView, seen: Node): boolean => {
  const compare = enclosing(view.facts, seen, 'Compare');
  return compare?.operators.every((operator) => /[<>]/.test(operator)) ?? view.parent(seen)?.kind === 'Attribute';
};

/** Nothing has asked for the state in the method, and nobody is kept out. */
const isWrittenLate = ({ view, node }: Definition, write: Write, target: Attribute): boolean =>
  dependsOnAwait(view, write, target, node.start) &&
  !mentionsIn(view, node, stateName(view, target)).some(({ start }) => start < write.end) &&
  !isGuarded(view, write);
