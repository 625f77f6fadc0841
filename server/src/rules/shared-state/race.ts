import type { AnnAssign, Assign, AugAssign, Expression, Name, Node } from '../../facts/nodes.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { awaitsIn } from '../shared/awaits.ts';
import { onlyValue } from '../../facts/only-value.ts';
import { copiedFrom } from './copies.ts';
import { mentionsIn } from './shared-state.ts';

export type Write = AugAssign | Assign | AnnAssign;

/** Where old state was seen, and where other tasks ran since. */
export interface Race {
  readonly seen: Node;
  readonly how: 'read' | 'checked';
  readonly suspended: Node;
}

/** Values are followed through so many variables. */
export const MAX_VARIABLES = 3;

/** The read of the state that a value is computed from, directly or through local variables; what is awaited is an answer, and new. */
export function oldValueIn(
  view: ChunkView,
  value: Expression,
  state: string,
  isComputed: boolean,
  depth = MAX_VARIABLES,
): Node | undefined {
  const own = mentionsIn(view, value, state).find(
    (mention) =>
      (isComputed || !isPutBack(copiedFrom(view, value), mention)) &&
      !isOnlyAsked(view, mention) &&
      !isIdentity(view, mention),
  );
  if (own || depth === 0) return own;
  if (awaitsIn(view, value).length > 0) return undefined;
  for (const name of namesIn(view, value)) {
    const assigned = onlyValue(view.facts, name);
    const found =
      assigned && oldValueIn(view, assigned, state, isComputed || name !== copiedFrom(view, value), depth - 1);
    if (found) return found;
  }
  return undefined;
}

/** `old = self.level`, `old = self.level or 100` */
const isPutBack = (value: Expression, old: Node): boolean =>
  value === old || (value.kind === 'BoolOp' && value.operator === 'or' && isPutBack(value.left, old));

/** `self.socket.id` reads of another object, which stays as it is. */
const isOnlyAsked = (view: ChunkView, mention: Node): boolean => {
  const parent = view.parent(mention);
  return parent?.kind === 'Attribute' && view.parent(parent)?.kind !== 'Call';
};

/** `self.socket.id if self.socket is not None else None` */
const isIdentity = (view: ChunkView, mention: Node): boolean => {
  const parent = view.parent(mention);
  return parent?.kind === 'Compare' && parent.operators.every((operator) => operator === 'is' || operator === 'is not');
};

export function namesIn(view: ChunkView, root: Node): readonly Name[] {
  return view.facts.nodes
    .slice(root.id, view.facts.ends[root.id])
    .filter((node): node is Name => node.kind === 'Name' && node.context === 'load');
}
