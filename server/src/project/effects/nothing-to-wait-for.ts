import type { Call, Expression, Node } from '../../facts/nodes.ts';
import { blockAround } from '../../facts/statement-blocks.ts';
import { ancestors, isWithin, parentOf } from '../../facts/walk.ts';
import type { BlockingCall } from '../../knowledge/blocking.ts';
import { creationsOf } from '../inference/creations.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import type { Chunk } from '../names/project.ts';
import { isSameFunction } from './blocks.ts';
import { holdsName, sendsDatagram } from './datagrams.ts';
import { sourceName } from './effect-sites.ts';
import type { EffectSite } from './effect.ts';

/** The code has seen to it that there is nothing to wait for. */
export function isReady(chunk: Chunk, site: EffectSite, known: BlockingCall): boolean {
  if (site.kind !== 'Call' || site.func.kind !== 'Attribute') return false;
  const receiver = site.func.value;
  if (known.rule === 'blocking-socket')
    return (
      isNonBlockingSocket(chunk, receiver) ||
      expectsNotReady(chunk, site) ||
      isSeenReady(chunk, site, receiver) ||
      asksForThisMachine(chunk, site) ||
      sendsDatagram(chunk, site, receiver)
    );
  if (known.rule === 'blocking-file')
    return /^(read|write)v?$/.test(site.func.attribute) && expectsNotReady(chunk, site);
  if (known.rule === 'blocking-lock')
    return site.func.attribute === 'acquire'
      ? isFresh(chunk, site, receiver)
      : isLookedInto(chunk, site, sourceName(receiver)) || isFilledBefore(chunk, site, receiver);
  if (known.rule === 'blocking-subprocess')
    return site.func.attribute === 'wait' && isPolledBefore(chunk, site, 'poll');
  return (
    known.rule === 'blocking-wait' &&
    (isCheckedBefore(chunk, site, receiver) ||
      comesDone(chunk, receiver) ||
      tellsWhenDone(chunk, site, receiver) ||
      hasReported(chunk, site, receiver) ||
      (site.func.attribute === 'join' && isPolledBefore(chunk, site, 'is_alive')) ||
      onlyRaises(chunk, site))
  );
}

/** `lock = Lock()`, `lock.acquire()`: nobody else can hold it yet. */
function isFresh(chunk: Chunk, site: Call, lock: Expression): boolean {
  if (lock.kind !== 'Name' || !chunk.facts.reaching.has(lock.id)) return false;
  const [made, ...others] = creationsOf(chunk, lock) ?? [];
  if (!made || others.length > 0 || !isSameFunction(chunk, made.call, lock) || made.call.start > site.start)
    return false;
  return !chunk.facts.nodes.some(
    (node) => node.kind === 'Name' && node.name === lock.name && node.start > made.call.end && node.end < lock.start,
  );
}

/** `while jobs.empty(): await sleep(0)` in front of `jobs.get()` */
export function isLookedInto(chunk: Chunk, site: Call, name: string): boolean {
  return chunk.facts.nodes.some(
    (node) =>
      (node.kind === 'If' || node.kind === 'IfExp' || node.kind === 'While') &&
      node.start < site.start &&
      chunk.facts.scopeOf[node.id] === chunk.facts.scopeOf[site.id] &&
      asks(chunk, node.test, name, ['empty', 'full', 'qsize', 'is_set']),
  );
}

/** `jobs.put(None)` right in front of `jobs.get()` */
function isFilledBefore({ facts }: Chunk, site: Call, receiver: Expression): boolean {
  const place = blockAround(facts, site);
  const before = place?.block[place.index - 1];
  if (before?.kind !== 'Expr' || before.value.kind !== 'Call' || before.value.func.kind !== 'Attribute') return false;
  const { attribute, value } = before.value.func;
  return /^put(_nowait)?$/.test(attribute) && isSamePlace(value, receiver);
}

/** `if host == "localhost": host = socket.gethostbyname(host)` asks no server. */
function asksForThisMachine({ facts }: Chunk, site: Call): boolean {
  const host = site.args[0]?.value;
  if (!host || site.func.kind !== 'Attribute' || !/^get(host|addr)/.test(site.func.attribute)) return false;
  if (isLocalHost(host)) return true;
  return [...ancestors(facts, site)].some(
    (node) =>
      node.kind === 'If' &&
      node.test.kind === 'Compare' &&
      node.test.operators.join() === '==' &&
      isSamePlace(node.test.left, host) &&
      isLocalHost(node.test.comparators[0]) &&
      node.body.some((statement) => isWithin(facts, site, statement)),
  );
}

const isLocalHost = (node: Expression | undefined): boolean =>
  node?.kind === 'Constant' && (node.value === 'localhost' || node.value === '127.0.0.1');

/** `await wait_readable(sock)` in front of `sock.recv(…)` */
const isSeenReady = ({ facts }: Chunk, site: Call, receiver: Expression): boolean =>
  facts.nodes.some(
    (node) =>
      node.kind === 'Await' &&
      node.end <= site.start &&
      facts.scopeOf[node.id] === facts.scopeOf[site.id] &&
      node.value.kind === 'Call' &&
      /(^|\.)wait_(socket_)?(readable|writable)$/.test(sourceName(node.value.func)) &&
      node.value.args.some(({ value }) => isSamePlace(value, receiver)),
  );

/** `while process.poll() is None: await sleep(0.1)` in front of `process.wait()` */
const isPolledBefore = ({ facts }: Chunk, site: Call, method: string): boolean =>
  facts.nodes.some(
    (node) =>
      node.kind === 'While' &&
      node.end <= site.start &&
      facts.scopeOf[node.id] === facts.scopeOf[site.id] &&
      facts.nodes
        .slice(node.test.id, facts.ends[node.test.id])
        .some((inner) => inner.kind === 'Call' && inner.func.kind === 'Attribute' && inner.func.attribute === method),
  );

/** `future.add_done_callback(…)` in front: the function learns of the end in another way than by waiting. */
function tellsWhenDone(chunk: Chunk, site: Call, receiver: Expression): boolean {
  const name = sourceName(receiver);
  return chunk.facts.nodes.some(
    (node) =>
      node.kind === 'Call' &&
      node.end <= site.start &&
      node.func.kind === 'Attribute' &&
      node.func.attribute === 'add_done_callback' &&
      sourceName(node.func.value) === name &&
      chunk.facts.scopeOf[node.id] === chunk.facts.scopeOf[site.id],
  );
}

/** `for future in as_completed(futures): future.result()` */
function comesDone(chunk: Chunk, future: Expression): boolean {
  const reaching = future.kind === 'Name' ? (chunk.facts.reaching.get(future.id) ?? []) : [];
  return (
    reaching.length > 0 &&
    reaching.every((id) => {
      const target = chunk.facts.nodes[chunk.facts.bindings[id]?.node ?? -1];
      const loop = target && parentOf(chunk.facts, target);
      if ((loop?.kind !== 'For' && loop?.kind !== 'ComprehensionFor') || loop.target !== target) return false;
      return givesDone(chunk, loop.iter);
    })
  );
}

/** `as_completed(futures)`, and `done` of `done, pending = wait(futures)` */
function givesDone(chunk: Chunk, iter: Expression): boolean {
  if (iter.kind === 'Call') return lookup(chunk, typeOf(chunk, iter.func), GIVE_DONE) === 'as_completed';
  const [index, ...others] = iter.kind === 'Name' ? (chunk.facts.reaching.get(iter.id) ?? []) : [];
  const target = others.length === 0 && index !== undefined ? chunk.facts.bindings[index]?.node : undefined;
  const pair = target === undefined ? undefined : parentOf(chunk.facts, chunk.facts.nodes[target]!);
  const statement =
    pair?.kind === 'Collection' && pair.elements[0]?.id === target ? parentOf(chunk.facts, pair) : undefined;
  if (statement?.kind !== 'Assign' || statement.value.kind !== 'Call') return false;
  return lookup(chunk, typeOf(chunk, statement.value.func), GIVE_DONE) === 'wait';
}

const GIVE_DONE = { 'concurrent.futures.as_completed': 'as_completed', 'concurrent.futures.wait': 'wait' } as const;

/** `Thread(target=work, args=[done])`, `await done`: the thread says itself that it has come to its end. */
function hasReported(chunk: Chunk, site: Call, receiver: Expression): boolean {
  const { facts } = chunk;
  const [made, ...others] = creationsOf(chunk, receiver) ?? [];
  if (!made || others.length > 0 || facts.nodes[made.call.id] !== made.call) return false;
  const handed = made.call.args.flatMap((argument) => facts.nodes.slice(argument.id, facts.ends[argument.id]));
  return facts.nodes.some(
    (node) =>
      node.kind === 'Await' &&
      node.start > made.call.end &&
      node.end <= site.start &&
      facts.scopeOf[node.id] === facts.scopeOf[site.id] &&
      handed.some((one) => one.kind === node.value.kind && isSamePlace(one, node.value)),
  );
}

const isSamePlace = (a: Node, b: Node): boolean =>
  (a.kind === 'Name' || a.kind === 'Attribute') && sourceName(a) === sourceName(b);

/** `if message is None: task.result()`: who throws the result away only lets the exception of what has ended come out. */
function onlyRaises({ facts }: Chunk, site: Call): boolean {
  if (site.func.kind !== 'Attribute' || site.func.attribute !== 'result' || site.args.length > 0) return false;
  const statement = parentOf(facts, site);
  const around = statement?.kind === 'Expr' ? parentOf(facts, statement) : undefined;
  return around?.kind === 'If';
}

/** `sock.setblocking(False)` or `sock.settimeout(0)` anywhere in the chunk. */
function isNonBlockingSocket(chunk: Chunk, receiver: Expression): boolean {
  const name = sourceName(receiver);
  return chunk.facts.nodes.some(
    (node) =>
      node.kind === 'Call' &&
      node.func.kind === 'Attribute' &&
      (node.func.attribute === 'setblocking' || node.func.attribute === 'settimeout') &&
      sourceName(node.func.value) === name &&
      node.args[0]?.value.kind === 'Constant' &&
      !node.args[0].value.value,
  );
}

/** `try: sock.recv(n) except BlockingIOError: …`: the socket does not wait. */
function expectsNotReady(chunk: Chunk, site: Call): boolean {
  for (const node of ancestors(chunk.facts, site)) {
    if (node.kind === 'FunctionDef') return false;
    if (node.kind === 'Try' && node.handlers.some(({ type }) => type && holdsName(chunk, type, NOT_READY))) return true;
  }
  return false;
}

const NOT_READY = /^(BlockingIOError|SSLWantReadError|SSLWantWriteError)$/;

/** `if future.done(): future.result()` */
function isCheckedBefore(chunk: Chunk, site: Call, receiver: Expression): boolean {
  const name = sourceName(receiver);
  for (let id = chunk.facts.parents[site.id] ?? -1; id >= 0; id = chunk.facts.parents[id] ?? -1) {
    const node = chunk.facts.nodes[id];
    if (node?.kind === 'FunctionDef') return false;
    if ((node?.kind === 'If' || node?.kind === 'IfExp') && asks(chunk, node.test, name, ['done', 'is_alive', 'ready']))
      return true;
  }
  return false;
}

function asks(chunk: Chunk, test: Expression, name: string, methods: readonly string[]): boolean {
  for (let id = test.id; id < (chunk.facts.ends[test.id] ?? 0); id++) {
    const node = chunk.facts.nodes[id];
    if (node?.kind !== 'Call' || node.func.kind !== 'Attribute' || sourceName(node.func.value) !== name) continue;
    if (methods.includes(node.func.attribute)) return true;
  }
  return false;
}

/** `with ThreadPoolExecutor() as pool:` around awaited `run_in_executor(pool, …)` has nothing left to wait for at its end. */
export function isUnusedPool(chunk: Chunk, site: EffectSite, known: BlockingCall): boolean {
  if (known.rule !== 'blocking-wait' || site.kind !== 'WithItem') return false;
  const { target } = site;
  if (target?.kind !== 'Name') return true;
  const statement = chunk.facts.nodes[chunk.facts.parents[site.id] ?? -1];
  if (!statement) return true;
  for (let id = statement.id; id < (chunk.facts.ends[statement.id] ?? 0); id++) {
    const node = chunk.facts.nodes[id];
    if (node?.kind === 'Attribute' && node.value.kind === 'Name' && node.value.name === target.name) return false;
  }
  return true;
}
