import type { Facts } from './facts.ts';
import type { Expression, Name } from './nodes.ts';
import { parentOf } from './walk.ts';

/** The only value that a local variable can have where it is read. */
export function onlyValue(facts: Facts, name: Name): Expression | undefined {
  const [index, ...others] = facts.reaching.get(name.id) ?? [];
  const binding = index === undefined || others.length > 0 ? undefined : facts.bindings[index];
  const target = binding?.type === 'value' ? facts.nodes[binding.node] : undefined;
  const statement = target && parentOf(facts, target);
  return statement?.kind === 'Assign' || statement?.kind === 'AnnAssign' ? statement.value : undefined;
}
