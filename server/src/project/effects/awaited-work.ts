import type { Call, Node } from '../../facts/nodes.ts';
import { ancestors, isWithin, preorder } from '../../facts/walk.ts';
import type { Chunk } from '../names/project.ts';

/**
 * Whether what a call starts, such as `pool.submit()`, is awaited behind it in a block, itself or what is made of it:
 * `waits = [wrap_future(job) for job in jobs]`, `await gather(*waits)`. A wait with a limit proves nothing.
 */
export function isAwaitedIn({ facts }: Chunk, block: Node, started: Call): boolean {
  const nodes = [...preorder(facts, block)].filter((node) => node.end > started.end);
  const holders = namesHolding(facts, started);
  const namesAny = (root: Node): boolean =>
    [...preorder(facts, root)].some((node) => node.kind === 'Name' && holders.has(node.name));
  for (const node of nodes) {
    const from = node.kind === 'Assign' ? node.value : isLoop(node) ? node.iter : undefined;
    if (!from || !namesAny(from)) continue;
    for (const target of node.kind === 'Assign' ? node.targets : isLoop(node) ? [node.target] : [])
      addNames(facts, target, holders);
  }
  return nodes.some(
    (node) =>
      node.kind === 'Await' && (isWithin(facts, started, node) || namesAny(node.value)) && !hasLimit(facts, node),
  );
}

const isLoop = (node: Node) => node.kind === 'For' || node.kind === 'ComprehensionFor';

type Tree = Chunk['facts'];

/** The variables of the statement around: `job = …`, `jobs[key] = …`, `jobs.append(…)`. */
function namesHolding(facts: Tree, started: Call): Set<string> {
  const names = new Set<string>();
  for (const node of ancestors(facts, started)) {
    if (node.kind === 'Call' && node.func.kind === 'Attribute') addNames(facts, node.func.value, names);
    if (node.kind === 'Assign') for (const target of node.targets) addNames(facts, target, names);
    if (node.kind === 'Assign' || node.kind === 'Expr' || node.kind === 'With') break;
  }
  return names;
}

function addNames(facts: Tree, root: Node, names: Set<string>): void {
  for (const node of preorder(facts, root)) if (node.kind === 'Name') names.add(node.name);
}

const hasLimit = (facts: Tree, root: Node): boolean =>
  [...preorder(facts, root)].some(
    (node) =>
      (node.kind === 'Argument' && node.name === 'timeout') ||
      (node.kind === 'Attribute' && node.attribute === 'wait_for'),
  );
