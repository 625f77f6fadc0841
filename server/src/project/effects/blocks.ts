import type { Argument, Call, Expression, Name, Node } from '../../facts/nodes.ts';
import { ancestors, isWithin } from '../../facts/walk.ts';
import { argumentsAt, isOpenEnded, type ArgumentPlace } from '../../knowledge/argument-place.ts';
import { blocking, diskClasses, type ArgumentCondition, type BlockingCall } from '../../knowledge/blocking.ts';
import { creationsOf } from '../inference/creations.ts';
import { dominates } from '../inference/dominance.ts';
import { typeOf } from '../inference/expressions.ts';
import { publicName } from '../inference/public-name.ts';
import { lookup } from '../inference/tables.ts';
import type { Chunk } from '../names/project.ts';
import { membersOf, type InstanceType, type Type } from '../types/types.ts';
import { calleesOf } from './called-at-site.ts';
import { isConsumed, subjectOf } from './effect-sites.ts';
import type { EffectSite } from './effect.ts';
import { isPassedContent } from './fetched.ts';
import { isInMemory } from './in-memory.ts';
import { isReady, isUnusedPool } from './nothing-to-wait-for.ts';
import { isSamePlace } from './settled-tests.ts';

/**
 * Whether something known to block does so where it is used: `acquire(blocking=False)` does not, `path.iterdir()` only
 * where it is iterated, and what is done with a file right where it was opened goes with the opening.
 */
export function blocksAt(chunk: Chunk, site: EffectSite, callee: Type, known: BlockingCall): boolean {
  if (known.rule === 'blocking-database' && isInMemory(chunk, site)) return false;
  if (belongsToOpening(chunk, site, known) || isReady(chunk, site, known) || isPassedContent(chunk, site, known))
    return false;
  if (known.madeWith && !isMadeWith(chunk, site, known.madeWith)) return false;
  if (site.kind !== 'Call') return !isUnusedPool(chunk, site, known);
  const mayDiffer = callee.kind === 'callable';
  if (known.lazy && !isConsumed(chunk, site)) return false;
  if (known.unless && (mayDiffer || known.unless.some((condition) => mayHold(site, condition)))) return false;
  if (known.through) return argumentsAt(site, known.through).some((argument) => leadsToDisk(chunk, argument, known));
  if (known.address && argumentsAt(site, known.address).some(isOwnMachine)) return false;
  return known.onlyBounded !== true || isBounded(chunk, site);
}

// ------------------------------------------------------------------------------------ arguments

function mayHold(call: Call, condition: ArgumentCondition): boolean {
  const args = argumentsAt(call, condition.argument);
  if ('passed' in condition) return condition.passed ? args.length > 0 || isOpenEnded(call) : args.length === 0;
  if (args.length === 0) return isOpenEnded(call);
  if ('below' in condition)
    return args.some(
      ({ value }) => value.kind === 'Constant' && typeof value.value === 'number' && value.value < condition.below,
    );
  const { equals } = condition;
  if (typeof equals === 'string') return args.some(({ value }) => mentions(value, equals));
  return args.some(({ value }) => {
    // A timeout that is not written there is hardly ever 0.
    if (value.kind !== 'Constant') return equals !== 0;
    return equals === null ? value.type === 'None' : value.value === equals;
  });
}

const mentions = (node: Node, dotted: string): boolean => {
  const last = dotted.slice(dotted.lastIndexOf('.') + 1);
  if (node.kind === 'BinOp') return mentions(node.left, dotted) || mentions(node.right, dotted);
  return node.kind === 'Attribute' ? node.attribute === last : node.kind === 'Name' && node.name === last;
};

/** `("127.0.0.1", port)` */
const isOwnMachine = ({ value }: Argument): boolean => {
  const [host] = value.kind === 'Collection' ? value.elements : [];
  return host?.kind === 'Constant' && typeof host.value === 'string' && OWN_MACHINE.has(host.value);
};

const OWN_MACHINE: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

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
  const cls = publicName(chunk, name);
  return cls?.kind === 'class' && (chunk.project.ask.classInfo(ref)?.mro ?? []).some((entry) => entry.ref === cls.ref);
}

// -------------------------------------------------------------------------------------- objects

/** `Retrying(wait=wait_fixed(2))`, of which the site calls a method or the object itself. */
function isMadeWith(chunk: Chunk, site: EffectSite, place: ArgumentPlace): boolean {
  const subject = subjectOf(site);
  const isMethod = subject.kind === 'Attribute' && typeOf(chunk, subject).kind !== 'instance';
  const made = creationsOf(chunk, isMethod ? subject.value : subject);
  return made?.every(({ call }) => argumentsAt(call, place).length > 0) ?? false;
}

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
  if (waitsLikeBlockAround(chunk, site, known)) return true;
  if (site.func.kind !== 'Attribute') return false;
  return (
    isBlockingCall(chunk, site.func.value, known.rule) ||
    opensHere(chunk, site.func.value, known) ||
    isFetchOfOwnQuery(chunk, site, known)
  );
}

/** `as_completed(futures)` in `with ThreadPoolExecutor() as pool:`, whose end waits for the same. */
function waitsLikeBlockAround(chunk: Chunk, site: Call, { rule }: BlockingCall): boolean {
  if (rule !== 'blocking-wait') return false;
  for (const node of ancestors(chunk.facts, site)) {
    if (node.kind === 'FunctionDef' || node.kind === 'Lambda') return false;
    if (node.kind !== 'With' || !node.body.some((statement) => isWithin(chunk.facts, site, statement))) continue;
    const callees = node.items.flatMap((item) => calleesOf(chunk, item));
    if (callees.some((callee) => lookup(chunk, callee, blocking)?.rule === rule)) return true;
  }
  return false;
}

/** `cursor.fetchall()` that is only come to through `cursor.execute()`. */
function isFetchOfOwnQuery(chunk: Chunk, call: Call, known: BlockingCall): boolean {
  const { func } = call;
  if (known.rule !== 'blocking-database' || func.kind !== 'Attribute' || !FETCHES.has(func.attribute)) return false;
  return chunk.facts.nodes.some(
    (node) =>
      node.kind === 'Call' &&
      node.func.kind === 'Attribute' &&
      QUERIES.has(node.func.attribute) &&
      isSamePlace(node.func.value, func.value) &&
      dominates(chunk.facts, node, call),
  );
}

/** https://peps.python.org/pep-0249/#cursor-methods */
const FETCHES: ReadonlySet<string> = new Set(['fetchone', 'fetchmany', 'fetchall']);
const QUERIES: ReadonlySet<string> = new Set(['execute', 'executemany', 'callproc', 'executescript']);

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

export const isSameFunction = (chunk: Chunk, a: Node, b: Name): boolean =>
  chunk.facts.scopeOf[a.id] === chunk.facts.scopeOf[b.id];

function isBlockingCall(chunk: Chunk, node: Expression, rule: BlockingCall['rule'] | undefined): boolean {
  if (node.kind !== 'Call') return false;
  const callee = typeOf(chunk, node.func);
  const known = lookup(chunk, callee, blocking);
  return known !== undefined && (rule === undefined || known.rule === rule) && blocksAt(chunk, node, callee, known);
}
