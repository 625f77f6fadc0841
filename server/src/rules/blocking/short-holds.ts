import type { Expression, Node } from '../../facts/nodes.ts';
import type { Occurrence } from '../../facts/occurrences.ts';
import type { Creation } from '../../project/inference/creations.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { suspends } from '../shared/awaits.ts';
import { isThreadLock } from '../shared/held-locks.ts';
import { firstWhileHeld } from '../shared/while-held.ts';

/**
 * Whether a lock of threads is only ever held for a moment, as far as its file shows: by `with` statements, or up to its
 * `release()` in the same function, with nothing in between that is known to be slow. Waiting for it holds up the loop no longer than that.
 */
export const isHeldBriefly = (view: ChunkView, lock: Expression): boolean =>
  isThreadLock(view, view.typeOf(lock)) && isBriefly(view, lock, MAX_NESTED);

/** Locks that are taken while another is held. */
const MAX_NESTED = 3;

function isBriefly(view: ChunkView, lock: Expression, depth: number): boolean {
  const name = lastName(lock);
  if (name === undefined || depth === 0) return false;
  const made = view.creationsOf(lock) ?? [];
  return view
    .occurrences(name)
    .every(({ view: chunk, node }) => isMadeElsewhere(chunk, node, made) || !isSlowHolder(chunk, node, name, depth));
}

/** `self.lock` of another class in the same file is another lock. */
function isMadeElsewhere(view: ChunkView, node: Occurrence, made: readonly Creation[]): boolean {
  const other = node.context === 'load' ? (view.creationsOf(node) ?? []) : [];
  const isSame = ({ at }: Creation): boolean =>
    made.some((own) => own.at.chunk === at.chunk && own.at.start === at.start);
  return made.length > 0 && other.length > 0 && !other.some(isSame);
}

/** `self.lock` and `other.lock` may be the same one. */
function lastName(node: Node): string | undefined {
  if (node.kind === 'Name') return node.name;
  return node.kind === 'Attribute' ? node.attribute : undefined;
}

/** `with lock:` around something slow; `lock.acquire()` in front of something slow, or with no release in the same function. */
function isSlowHolder(view: ChunkView, use: Node, name: string, depth: number): boolean {
  const parent = view.parent(use);
  if (parent?.kind === 'Attribute') return parent.attribute === 'acquire' && isSlowBehind(view, parent, name, depth);
  if (parent?.kind !== 'WithItem' || parent.context !== use) return false;
  const statement = view.parent(parent);
  return statement?.kind === 'With' && statement.body.some((inner) => isSlow(view, inner, name, depth));
}

function isSlowBehind(view: ChunkView, acquire: Node, name: string, depth: number): boolean {
  const owner = view.functionAround(acquire);
  if (owner?.kind !== 'FunctionDef') return true;
  const releases = view.facts.nodes
    .slice(owner.id, view.facts.ends[owner.id])
    .some((node) => node.kind === 'Attribute' && node.attribute === 'release' && lastName(node.value) === name);
  if (!releases) return true;
  if (view.parent(view.parent(acquire) ?? acquire)?.kind === 'Expr') {
    const lets = (node: Node): boolean =>
      node.kind === 'Attribute' && node.attribute === 'release' && lastName(node.value) === name;
    return firstWhileHeld(view, acquire, lets, (node) => isSlowNode(view, node, name, depth)) !== undefined;
  }
  return owner.body.some((statement) => statement.end > acquire.start && isSlow(view, statement, name, depth));
}

function isSlow(view: ChunkView, root: Node, lock: string, depth: number): boolean {
  const owner = view.functionAround(root);
  return view.facts.nodes
    .slice(root.id, view.facts.ends[root.id])
    .some((node) => view.functionAround(node) === owner && isSlowNode(view, node, lock, depth));
}

function isSlowNode(view: ChunkView, node: Node, lock: string, depth: number): boolean {
  if (suspends(node)) return true;
  if (node.kind !== 'Call' && node.kind !== 'WithItem' && node.kind !== 'For' && node.kind !== 'While') return false;
  if (node.kind === 'Call' && isOwnWait(node.func, lock)) return false;
  if (node.kind === 'WithItem' && isThreadLock(view, view.typeOf(node.context)))
    return lastName(node.context) !== lock && !isBriefly(view, node.context, depth - 1);
  return view.effectOf(node, ({ type }) => type === 'blocks') !== undefined;
}

/** `condition.wait()` lets go of the condition while it waits; `lock.acquire()` is waited for before the lock is held. */
const isOwnWait = (called: Expression, lock: string): boolean =>
  called.kind === 'Attribute' &&
  ['wait', 'wait_for', 'acquire'].includes(called.attribute) &&
  lastName(called.value) === lock;
