import type { Attribute, Call, Name, Node } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import type { Creation } from '../inference/creations.ts';
import type { ChunkView, OccurrencePlace } from '../model/chunk-view.ts';

/**
 * Every mention of what a call's result is stored or entered as, in a variable or an attribute of `self`, its storing apart.
 * Undefined where the file cannot tell: it is stored in several places, handed on, or other files may see it.
 */
export function usesOfCreated(view: ChunkView, creation: Call): readonly OccurrencePlace[] | undefined {
  const statement = view.parent(creation);
  if (statement?.kind === 'WithItem')
    return statement.target?.kind === 'Name' ? usesOfName(view, statement.target) : undefined;
  if (statement?.kind !== 'Assign' && statement?.kind !== 'AnnAssign') return undefined;
  const targets = statement.kind === 'AnnAssign' ? [statement.target] : statement.targets;
  const [target] = targets;
  if (targets.length !== 1) return undefined;
  if (target?.kind === 'Name') return usesOfName(view, target);
  return target?.kind === 'Attribute' ? usesOfAttribute(view, target, creation) : undefined;
}

function usesOfName(view: ChunkView, target: Name): readonly OccurrencePlace[] {
  const scope = view.facts.scopeOf[target.id] ?? 0;
  return view.occurrences(target.name).filter(({ view: chunk, node }) => {
    if (node.kind !== 'Name' || (scope !== 0 && chunk.chunk !== view.chunk) || isSame(view, target, chunk, node))
      return false;
    const found = resolve(chunk.facts, node);
    return (found === 'module' ? 0 : found.scope) === scope;
  });
}

/** An attribute of that name whose owner is not known may be the same one; in a subclass it is. */
function usesOfAttribute(view: ChunkView, target: Attribute, creation: Call): readonly OccurrencePlace[] | undefined {
  const owner = view.typeOf(target.value);
  if (owner.kind !== 'instance') return undefined;
  const uses: OccurrencePlace[] = [];
  for (const { view: chunk, node } of view.occurrences(target.attribute)) {
    if (node.kind !== 'Attribute' || isSame(view, target, chunk, node)) continue;
    const type = chunk.typeOf(node.value);
    if (type === owner || isMadeBy(view, creation, chunk, node)) uses.push({ view: chunk, node });
    else if (type.kind === 'unknown' || type.kind === 'union') return undefined;
  }
  return uses;
}

const isMadeBy = (view: ChunkView, creation: Call, chunk: ChunkView, node: Attribute): boolean =>
  chunk.creationsOf(node)?.some(({ at }) => at.chunk === view.chunk && at.start === creation.start) ?? false;

const isSame = (view: ChunkView, node: Node, other: ChunkView, otherNode: Node): boolean =>
  view.chunk === other.chunk && node.id === otherNode.id;

/**
 * Whether the file only ever uses the object by `with` or by calling its methods, and only in coroutines; at least once.
 * What runs in a coroutine runs on the loop's thread.
 */
export function isUsedInCoroutinesOnly(view: ChunkView, creation: Call): boolean {
  const uses = usesOfCreated(view, creation);
  return (
    uses !== undefined &&
    uses.some(({ node }) => node.context === 'load') &&
    uses.every(
      ({ view: chunk, node }) => node.context === 'load' && chunk.coroutineAround(node) && isOwnUse(chunk, node),
    )
  );
}

/** `with lock:`, `lock.acquire()`: the object is not handed on. */
function isOwnUse(view: ChunkView, node: Node): boolean {
  const parent = view.parent(node);
  if (parent?.kind === 'WithItem') return parent.context === node;
  return parent?.kind === 'Attribute' && parent.value === node && view.parent(parent)?.kind === 'Call';
}

/** The same of an object that is made in this file. */
export function isLockOfCoroutines(view: ChunkView, { call, at }: Creation): boolean {
  const home = view.chunkAt(at);
  return home !== undefined && isUsedInCoroutinesOnly(home, call);
}
