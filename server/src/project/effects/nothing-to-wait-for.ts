import type { BlockingCall } from '../../knowledge/blocking.ts';
import { parentOf } from '../../facts/walk.ts';
import type { Chunk } from '../names/project.ts';
import { isAwaitedIn } from './awaited-work.ts';
import type { EffectSite } from './effect.ts';
import { hasEnded, isPolled } from './ended-work.ts';
import { isFree } from './free-locks.ts';
import { expectsNotReady, isSocketReady } from './socket-readiness.ts';

/** The code has seen to it that there is nothing to wait for. */
export function isReady(chunk: Chunk, site: EffectSite, { rule }: BlockingCall): boolean {
  if (site.kind !== 'Call' || site.func.kind !== 'Attribute') return false;
  const { attribute: method, value: receiver } = site.func;
  switch (rule) {
    case 'blocking-socket':
      return isSocketReady(chunk, site, receiver);
    case 'blocking-file':
      return PIPES.includes(method) && expectsNotReady(chunk, site);
    case 'blocking-lock':
      return isFree(chunk, site, method, receiver);
    case 'blocking-subprocess':
      return (method === 'wait' || method === 'communicate') && isPolled(chunk, site, receiver);
    case 'blocking-wait':
      return hasEnded(chunk, site, receiver);
    default:
      return false;
  }
}

/** `os.read(descriptor, size)` and its like. */
const PIPES = ['read', 'readv', 'write', 'writev'];

/**
 * `with ThreadPoolExecutor() as pool:` around awaited `run_in_executor(pool, …)`, or around `submit()` of which all is awaited, has
 * nothing left to wait for at its end.
 */
export function isUnusedPool(chunk: Chunk, site: EffectSite, known: BlockingCall): boolean {
  if (known.rule !== 'blocking-wait' || site.kind !== 'WithItem') return false;
  const { target } = site;
  if (target?.kind !== 'Name') return true;
  const { facts } = chunk;
  const statement = parentOf(facts, site);
  if (!statement) return true;
  const uses = facts.nodes
    .slice(statement.id, facts.ends[statement.id])
    .filter((node) => node.kind === 'Attribute' && node.value.kind === 'Name' && node.value.name === target.name);
  return uses.every((use) => {
    const call = parentOf(facts, use);
    const isStart = use.kind === 'Attribute' && use.attribute === 'submit' && call?.kind === 'Call';
    return isStart && isAwaitedIn(chunk, statement, call);
  });
}
