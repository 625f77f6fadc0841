import type { Facts } from './facts.ts';
import type {
  Await,
  ComprehensionFor,
  For,
  FunctionDef,
  Lambda,
  Located,
  Node,
  With,
  Yield,
  YieldFrom,
} from './nodes.ts';
import { ancestors, isWithin, nodesOwn, parentOf } from './walk.ts';

/** Where the grammar takes what Python's compiler refuses. Cells of notebooks may await at their top. */
export const uncompilable = (facts: Facts, isNotebook: boolean): readonly Located[] =>
  nodesOwn(facts).filter((node) => refuses(facts, node, isNotebook));

function refuses(facts: Facts, node: Node, isNotebook: boolean): boolean {
  switch (node.kind) {
    // `print "x"`
    case 'OpaqueStatement':
      return true;
    case 'Return':
      return isOutsideFunctions(facts, node);
    case 'Nonlocal':
      return facts.scopes[facts.scopeOf[node.id] ?? 0]?.type === 'module';
    case 'Break':
    case 'Continue':
      return !isInLoop(facts, node);
    case 'Yield':
    case 'YieldFrom':
      return ownerIfPlain(facts, node) !== undefined;
    default: {
      const owner = isSuspending(node) ? ownerIfPlain(facts, node) : undefined;
      return owner !== undefined && !(isNotebook && owner === 'module');
    }
  }
}

function isOutsideFunctions(facts: Facts, node: Node): boolean {
  for (const { kind } of ancestors(facts, node)) {
    if (kind === 'FunctionDef') return false;
    if (kind === 'ClassDef') return true;
  }
  return true;
}

function isInLoop(facts: Facts, node: Node): boolean {
  for (const ancestor of ancestors(facts, node)) {
    if (ancestor.kind === 'FunctionDef' || ancestor.kind === 'ClassDef') return false;
    const isLoop = ancestor.kind === 'For' || ancestor.kind === 'While';
    if (isLoop && !ancestor.orelse.some((statement) => isWithin(facts, node, statement))) return true;
  }
  return false;
}

export type Suspending = Await | For | With | ComprehensionFor;

/**
 * What runs an `await` or `async for`, or hands out a `yield`, where it is nothing that can; undefined where it can: in coroutines,
 * for `yield` in plain functions, too, and in generator expressions.
 */
export function ownerIfPlain(
  facts: Facts,
  node: Suspending | Yield | YieldFrom,
): FunctionDef | Lambda | 'class' | 'module' | undefined {
  const isYield = node.kind === 'Yield' || node.kind === 'YieldFrom';
  const comprehension = node.kind === 'ComprehensionFor' ? parentOf(facts, node) : undefined;
  if (comprehension?.kind === 'Comprehension' && comprehension.type === 'generator') return undefined;
  for (let index = facts.scopeOf[(comprehension ?? node).id] ?? 0; ; index = facts.scopes[index]?.parent ?? 0) {
    const scope = facts.scopes[index];
    const owner = scope && facts.nodes[scope.node];
    if (scope?.type === 'class') return 'class';
    if (owner?.kind === 'FunctionDef' && scope?.type === 'function')
      return owner.isAsync || isYield ? undefined : owner;
    if (owner?.kind === 'Lambda') return isYield ? undefined : owner;
    if (owner?.kind === 'Comprehension' && owner.type === 'generator') return undefined;
    if (index <= 0) return 'module';
  }
}

const meantAsyncOf = new WeakMap<Facts, ReadonlySet<Node>>();

/** Whether a plain function awaits, which Python refuses: its `async` is forgotten, or still to be typed. */
export function isMeantAsync(facts: Facts, node: FunctionDef): boolean {
  let meant = meantAsyncOf.get(facts);
  if (!meant) {
    const suspending = facts.nodes.filter(isSuspending);
    meant = new Set(
      suspending.flatMap((each) => {
        const owner = ownerIfPlain(facts, each);
        return typeof owner === 'object' ? [owner] : [];
      }),
    );
    meantAsyncOf.set(facts, meant);
  }
  return meant.has(node);
}

function isSuspending(node: Node): node is Suspending {
  if (node.kind === 'Await') return true;
  return (node.kind === 'For' || node.kind === 'With' || node.kind === 'ComprehensionFor') && node.isAsync;
}
