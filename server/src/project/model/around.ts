import type { Binding, Facts, Scope } from '../../facts/facts.ts';
import type { FunctionDef, Lambda, Name, Node } from '../../facts/nodes.ts';
import { bodyScope } from '../../facts/walk.ts';
import { runsAtOnceIn, runsIn } from '../effects/effect-sites.ts';
import type { Chunk } from '../names/project.ts';

export const parentOf = (facts: Facts, node: Node): Node | undefined => facts.nodes[facts.parents[node.id] ?? -1];

export function scopeAt(facts: Facts, node: Node): Scope {
  const scope = facts.scopes[facts.scopeOf[node.id] ?? 0];
  if (!scope) throw new RangeError(`node ${String(node.id)} is not of this chunk`);
  return scope;
}

export function functionAround(facts: Facts, node: Node): FunctionDef | Lambda | undefined {
  for (let index = facts.scopeOf[node.id] ?? 0; index > 0; index = facts.scopes[index]?.parent ?? 0) {
    const scope = facts.scopes[index];
    if (scope?.type === 'class') return undefined;
    const owner = scope && facts.nodes[scope.node];
    if (owner?.kind === 'FunctionDef' || owner?.kind === 'Lambda') return owner;
  }
  return undefined;
}

export function coroutineAround(chunk: Chunk, node: Node): FunctionDef | undefined {
  const owner = functionAround(chunk.facts, node);
  if (owner?.kind !== 'FunctionDef' || !owner.isAsync) return undefined;
  const scope = bodyScope(chunk.facts, owner);
  return runsIn(chunk, node, scope) ? owner : undefined;
}

export function coroutineRunning(chunk: Chunk, node: Node): FunctionDef | undefined {
  const { facts } = chunk;
  let owner = functionAround(facts, node);
  while (owner?.kind === 'Lambda') owner = functionAround(facts, owner);
  return owner?.isAsync && runsAtOnceIn(chunk, node, bodyScope(facts, owner)) ? owner : undefined;
}

export const bindingsReaching = (facts: Facts, name: Name): readonly Binding[] =>
  (facts.reaching.get(name.id) ?? []).flatMap((index) => facts.bindings[index] ?? []);
