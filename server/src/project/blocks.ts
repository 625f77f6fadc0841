import type { Argument, Call, Expression, Name, Node } from '../facts/nodes.ts';
import { blockAround } from '../facts/statement-blocks.ts';
import { ancestors, isWithin, parentOf } from '../facts/walk.ts';
import { argumentsAt, isOpenEnded } from '../knowledge/argument-place.ts';
import { blocking, diskClasses, type ArgumentCondition, type BlockingCall } from '../knowledge/blocking.ts';
import type { EffectSite } from './chunk-view.ts';
import { creationsOf } from './creations.ts';
import { isConsumed, sourceName, subjectOf } from './effect-sites.ts';
import { typeOf } from './expressions.ts';
import type { Chunk } from './project.ts';
import { lookup } from './tables.ts';
import { membersOf, type InstanceType, type Type } from './types.ts';

/**
 * Whether something known to block does so where it is used: `acquire(blocking=False)` does not, `path.iterdir()` only
 * where it is iterated, and what is done with a file right where it was opened goes with the opening.
 */
export function blocksAt(chunk: Chunk, site: EffectSite, callee: Type, known: BlockingCall): boolean {
  if (belongsToOpening(chunk, site, known) || isReady(chunk, site, known)) return false;
  if (site.kind !== 'Call') return !isUnusedPool(chunk, site, known);
  const mayDiffer = callee.kind === 'callable';
  if (known.lazy && !isConsumed(chunk, site)) return false;
  if (known.unless && (mayDiffer || known.unless.some((condition) => mayHold(site, condition)))) return false;
  if (known.through) return argumentsAt(site, known.through).some((argument) => leadsToDisk(chunk, argument, known));
  return known.onlyBounded !== true || isBounded(chunk, site);
}

// ------------------------------------------------------------------------------------ arguments

function mayHold(call: Call, condition: ArgumentCondition): boolean {
  const args = argumentsAt(call, condition.argument);
  if ('given' in condition) return condition.given ? args.length > 0 || isOpenEnded(call) : args.length === 0;
  if (args.length === 0) return isOpenEnded(call);
  const { equals } = condition;
  if (typeof equals === 'string') return args.some(({ value }) => mentions(value, equals));
  return args.some(({ value }) => value.kind !== 'Constant' || value.value === equals);
}

const mentions = (node: Node, dotted: string): boolean => {
  const last = dotted.slice(dotted.lastIndexOf('.') + 1);
  if (node.kind === 'BinOp') return mentions(node.left, dotted) || mentions(node.right, dotted);
  return node.kind === 'Attribute' ? node.attribute === last : node.kind === 'Name' && node.name === last;
};

function leadsToDisk(chunk: Chunk, { value }: Argument, known: BlockingCall): boolean {
  const type = typeOf(chunk, value);
  if (known.textIsContent && membersOf(type).some((item) => isText(chunk, item))) return false;
  return isOnDisk(chunk, type) && !isOpenedHere(chunk, value);
}

const isText = (chunk: Chunk, type: Type): boolean =>
  type.kind === 'instance' && ['builtins.str', 'builtins.bytes'].some((name) => isOfClass(chunk, type, name));

function isOnDisk(chunk: Chunk, type: Type): boolean {
  return membersOf(type).every((item) => {
    if (item.kind !== 'instance') return false;
    return diskClasses.some((name) => isOfClass(chunk, item, name));
  });
}

function isOfClass(chunk: Chunk, { ref }: InstanceType, name: string): boolean {
  const cls = chunk.project.ask.publicName(`${name}|${chunk.file.uri}`);
  return cls?.kind === 'class' && (chunk.project.ask.classInfo(ref)?.mro ?? []).some((entry) => entry.ref === cls.ref);
}

// -------------------------------------------------------------------------------------- objects

/** A queue with a maximum size: `queue.Queue(10)`. */
function isBounded(chunk: Chunk, call: Call): boolean {
  const { func } = call;
  const made = func.kind === 'Attribute' ? creationsOf(chunk, func.value) : undefined;
  return (
    made?.every(({ call: creation }) =>
      argumentsAt(creation, { position: 0, name: 'maxsize' }).some(
        ({ value }) => value.kind === 'Constant' && typeof value.value === 'number' && value.value > 0,
      ),
    ) ?? false
  );
}

/** What is done with a call's result right there, or with a file where it was opened: the call, the opening tells enough. */
function belongsToOpening(chunk: Chunk, site: EffectSite, known: BlockingCall): boolean {
  if (site.kind !== 'Call')
    return isBlockingCall(chunk, subjectOf(site), undefined) || opensHere(chunk, subjectOf(site), known);
  if (site.func.kind !== 'Attribute') return false;
  return (
    isBlockingCall(chunk, site.func.value, known.rule) ||
    opensHere(chunk, site.func.value, known) ||
    isFetchOfOwnQuery(chunk, site, known)
  );
}

/** `cursor.fetchall()` behind `cursor.execute()` in the same function. */
function isFetchOfOwnQuery(chunk: Chunk, { func, id }: Call, known: BlockingCall): boolean {
  if (known.rule !== 'blocking-database' || func.kind !== 'Attribute' || !func.attribute.startsWith('fetch'))
    return false;
  const name = sourceName(func.value);
  return chunk.facts.nodes.some(
    (node) =>
      node.kind === 'Call' &&
      node.id < id &&
      chunk.facts.scopeOf[node.id] === chunk.facts.scopeOf[id] &&
      node.func.kind === 'Attribute' &&
      node.func.attribute.startsWith('execute') &&
      sourceName(node.func.value) === name,
  );
}

const opensHere = (chunk: Chunk, expression: Expression, known: BlockingCall): boolean =>
  known.rule === 'blocking-file' && isOpenedHere(chunk, expression);

function isOpenedHere(chunk: Chunk, expression: Expression): boolean {
  if (expression.kind === 'Call') return isBlockingCall(chunk, expression, 'blocking-file');
  if (expression.kind !== 'Name' || !chunk.facts.reaching.has(expression.id)) return false;
  const made = creationsOf(chunk, expression);
  return (
    made?.every(
      ({ call }) => isSameFunction(chunk, call, expression) && isBlockingCall(chunk, call, 'blocking-file'),
    ) ?? false
  );
}

const isSameFunction = (chunk: Chunk, a: Node, b: Name): boolean =>
  chunk.facts.scopeOf[a.id] === chunk.facts.scopeOf[b.id];

function isBlockingCall(chunk: Chunk, node: Expression, rule: BlockingCall['rule'] | undefined): boolean {
  if (node.kind !== 'Call') return false;
  const callee = typeOf(chunk, node.func);
  const known = lookup(chunk, callee, blocking);
  return known !== undefined && (rule === undefined || known.rule === rule) && blocksAt(chunk, node, callee, known);
}

// --------------------------------------------------------------------------- what is known by then

/** The code has seen to it that there is nothing to wait for. */
function isReady(chunk: Chunk, site: EffectSite, known: BlockingCall): boolean {
  if (site.kind !== 'Call' || site.func.kind !== 'Attribute') return false;
  const receiver = site.func.value;
  if (known.rule === 'blocking-socket')
    return isNonBlockingSocket(chunk, receiver) || expectsNotReady(chunk, site) || asksForThisMachine(chunk, site);
  if (known.rule === 'blocking-lock')
    return site.func.attribute === 'acquire'
      ? isFresh(chunk, site, receiver)
      : isLookedInto(chunk, site, sourceName(receiver)) || isFilledBefore(chunk, site, receiver);
  return (
    known.rule === 'blocking-wait' &&
    (isCheckedBefore(chunk, site, receiver) ||
      tellsWhenDone(chunk, site, receiver) ||
      hasReported(chunk, site, receiver) ||
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

function holdsName(chunk: Chunk, root: Node, pattern: RegExp): boolean {
  return chunk.facts.nodes
    .slice(root.id, chunk.facts.ends[root.id])
    .some(
      (node) =>
        (node.kind === 'Name' && pattern.test(node.name)) ||
        (node.kind === 'Attribute' && pattern.test(node.attribute)),
    );
}

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
function isUnusedPool(chunk: Chunk, site: EffectSite, known: BlockingCall): boolean {
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
