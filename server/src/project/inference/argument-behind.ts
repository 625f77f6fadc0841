import type { Attribute, Expression, Name } from '../../facts/nodes.ts';
import { parentOf } from '../../facts/walk.ts';
import { mentionsOfAttribute } from '../names/class-parts.ts';
import type { Chunk } from '../names/project.ts';
import { tellingArgument, type TellingArgument } from './call-site-inference.ts';

/**
 * The argument of a call that an expression's type rests on: the `self` of `Parser(self)` for `self.client.ping`, where
 * `__init__` stores its parameter as `self.client`.
 */
export function argumentBehind(chunk: Chunk, node: Expression): TellingArgument | undefined {
  if (node.kind === 'Name') return behindName(chunk, node);
  if (node.kind !== 'Attribute') return undefined;
  return behindAttribute(chunk, node) ?? argumentBehind(chunk, node.value);
}

function behindName(chunk: Chunk, node: Name): TellingArgument | undefined {
  const { facts } = chunk;
  const reaching = (facts.reaching.get(node.id) ?? []).flatMap((index) => facts.bindings[index] ?? []);
  const bindings = reaching.flatMap((binding) =>
    binding.type === 'narrow' ? binding.prior.flatMap((index) => facts.bindings[index] ?? []) : binding,
  );
  for (const binding of bindings) {
    const parameter = binding.type === 'parameter' ? facts.nodes[binding.node] : undefined;
    const owner = parameter && parentOf(facts, parameter);
    if (parameter?.kind !== 'Parameter' || owner?.kind !== 'FunctionDef' || parameter.annotation) continue;
    const found = tellingArgument(chunk, owner, parameter);
    if (found) return found;
  }
  return undefined;
}

/** What the methods of the class store there. */
function behindAttribute(chunk: Chunk, attribute: Attribute): TellingArgument | undefined {
  for (const { chunk: home, node } of mentionsOfAttribute(chunk, attribute)) {
    const parent = node.context === 'store' ? parentOf(home.facts, node) : undefined;
    const found =
      parent?.kind === 'Assign' && parent.value.kind === 'Name' ? behindName(home, parent.value) : undefined;
    if (found) return found;
  }
  return undefined;
}
