import type { Facts } from './facts.ts';
import type { Node, NodeKind, NodeOf } from './nodes.ts';

type Tree = Pick<Facts, 'nodes' | 'parents' | 'ends'>;

const ownNodesOf = new WeakMap<Facts, readonly Node[]>();

/** All nodes but those of the header of a class that the chunk goes on with: see `Facts.own`. */
export function nodesOwn(facts: Facts): readonly Node[] {
  if (facts.own === 0) return facts.nodes;
  const own = ownNodesOf.get(facts) ?? facts.nodes.slice(facts.own);
  ownNodesOf.set(facts, own);
  return own;
}

/** Direct children in source order. */
export function childrenOf({ nodes, ends }: Tree, node: Node): Node[] {
  const children: Node[] = [];
  const end = ends[node.id]!;
  for (let id = node.id + 1; id < end; id = ends[id]!) children.push(nodes[id]!);
  return children;
}

/** The node itself and everything below it, parents before children. */
export function* preorder({ nodes, ends }: Tree, node: Node): Generator<Node> {
  const end = ends[node.id]!;
  for (let id = node.id; id < end; id++) yield nodes[id]!;
}

export function parentOf({ nodes, parents }: Tree, node: Node): Node | undefined {
  return nodes[parents[node.id]!];
}

/** The node's parent, its parent, and so on. */
export function* ancestors({ nodes, parents }: Tree, node: Node): Generator<Node> {
  for (let id = parents[node.id]!; id >= 0; id = parents[id]!) yield nodes[id]!;
}

/** The nearest ancestor of a kind. */
export function enclosing<K extends NodeKind>(tree: Tree, node: Node, kind: K): NodeOf<K> | undefined {
  for (const ancestor of ancestors(tree, node)) if (ancestor.kind === kind) return ancestor as NodeOf<K>;
  return undefined;
}

/** Whether `inner` is `outer` or lies below it. */
export const isWithin = ({ ends }: Tree, inner: Node, outer: Node): boolean =>
  inner.id >= outer.id && inner.id < ends[outer.id]!;

export interface EvaluationVisitor {
  /** Before the node's parts. */
  readonly enter?: (node: Node) => void;
  /** Once its parts are done: here a call is made, an `await` waits, a name in store context is written. */
  readonly leave?: (node: Node) => void;
}

/**
 * Walks code in the order in which Python evaluates it: values before targets, iterables before elements, tests before
 * branches; branches one after the other. An AugAssign's target comes before its value (it is read), the write is the
 * AugAssign's `leave`. Bodies of nested functions, lambdas and classes are left out, unless the walk starts at one.
 */
export function walkEvaluation(tree: Tree, root: Node, visitor: EvaluationVisitor): void {
  if (root.kind === 'FunctionDef' || root.kind === 'ClassDef') {
    for (const statement of root.body) visit(tree, statement, visitor);
  } else if (root.kind === 'Lambda') visit(tree, root.body, visitor);
  else visit(tree, root, visitor);
}

function visit(tree: Tree, node: Node, visitor: EvaluationVisitor): void {
  visitor.enter?.(node);
  for (const part of evaluationOrder(tree, node)) visit(tree, part, visitor);
  visitor.leave?.(node);
}

/** The children of a node that are evaluated with it, in the order of evaluation. */
export function evaluationOrder(tree: Tree, node: Node): readonly Node[] {
  switch (node.kind) {
    case 'Assign':
      return [node.value, ...node.targets];
    case 'AnnAssign':
      return node.value ? [node.value, node.target] : [];
    case 'NamedExpr':
      return [node.value, node.target];
    case 'For':
      return [node.iter, node.target, ...node.body, ...node.orelse];
    case 'IfExp':
      return [node.test, node.body, node.orelse];
    case 'Comprehension':
      return [...node.generators, ...(node.key ? [node.key] : []), node.element];
    case 'ComprehensionFor':
      return [node.iter, node.target, ...node.conditions];
    case 'FunctionDef':
    case 'ClassDef':
      return childrenOf(tree, node).slice(0, -node.body.length || undefined);
    case 'Lambda':
      return node.parameters;
    default:
      return childrenOf(tree, node);
  }
}

/** Index of the scope of a function's or class's body; -1 when it has none. Type parameters have one of their own around it. */
export const bodyScope = (facts: Facts, { id }: Node): number => bodyScopes(facts).get(id) ?? -1;

const knownBodyScopes = new WeakMap<Facts, ReadonlyMap<number, number>>();

/** By node id; made when first asked for. */
function bodyScopes(facts: Facts): ReadonlyMap<number, number> {
  let known = knownBodyScopes.get(facts);
  if (!known) {
    known = new Map(
      facts.scopes.flatMap(({ node, type }, index) => (type === 'type-parameters' ? [] : [[node, index] as const])),
    );
    knownBodyScopes.set(facts, known);
  }
  return known;
}
