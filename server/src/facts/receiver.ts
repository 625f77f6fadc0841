import type { Facts } from './facts.ts';
import type { Node } from './nodes.ts';
import { resolve } from './scopes.ts';

/** Whether a node is a method's own object: its first parameter, whatever it is called; in functions within it, too. */
export function isReceiver(facts: Facts, node: Node): boolean {
  const found = node.kind === 'Name' ? resolve(facts, node) : 'module';
  const scope = found === 'module' ? undefined : facts.scopes[found.scope];
  const method = scope?.type === 'function' ? facts.nodes[scope.node] : undefined;
  if (node.kind !== 'Name' || method?.kind !== 'FunctionDef') return false;
  const [first] = method.parameters;
  return (
    first?.name === node.name && first.type !== 'args' && facts.scopes[facts.scopeOf[method.id] ?? 0]?.type === 'class'
  );
}
