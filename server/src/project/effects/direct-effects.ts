import type { Call, Expression } from '../../facts/nodes.ts';
import { parentOf } from '../../facts/walk.ts';
import { argumentsAt, type ArgumentPlace } from '../../knowledge/argument-place.ts';
import { blocking, type BlockingCall } from '../../knowledge/blocking.ts';
import { isConfigured } from '../inference/configured-names.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import type { Chunk } from '../names/project.ts';
import type { Certainty } from '../types/certainty.ts';
import { certaintyOf, type Type } from '../types/types.ts';
import { blocksAt } from './blocks.ts';
import { clientAt } from './clients.ts';
import { callsMethodOfArgument } from './called-at-site.ts';
import { sourceName, subjectOf } from './effect-sites.ts';
import type { Effect, EffectSite, EffectStep } from './effect.ts';
import { conditionsOfFetch } from './fetched.ts';
import { startsLoop } from './loop-starts.ts';

/** 'none': what is called is known, and does nothing here. */
export function directEffect(chunk: Chunk, site: EffectSite, callee: Type): Effect | 'none' | undefined {
  const known = isConfigured(chunk, callee, 'blocking') ? configured : lookup(chunk, callee, blocking);
  const step = stepAt(chunk, site);
  const certainty = certaintyOf(callee);
  if (known) {
    if (!blocksAt(chunk, site, callee, known) || isTakenForAsync(chunk, site, certainty)) return 'none';
    const client = known.rule === 'blocking-database' ? clientAt(chunk, site) : undefined;
    const effect = blockingEffect(asUsed(chunk, site, known), ruleOf(known, site), step, certainty);
    const preconditions = conditionsOfFetch(chunk, site, known);
    return {
      ...effect,
      ...(known.once && { once: true }),
      ...(client !== undefined && { client }),
      ...(preconditions.length > 0 && { preconditions }),
    };
  }
  if (site.kind === 'Call' && startsLoop(chunk, site, callee))
    return { type: 'runs-loop', rule: 'asyncio-run-in-loop', name: step.name, certainty, path: [step] };
  return undefined;
}

/** `await self.redis.get(key)`, where an annotation says that it is the plain client: the code knows better. */
const isTakenForAsync = ({ facts }: Chunk, site: EffectSite, certainty: Certainty): boolean =>
  certainty !== 'proven' && site.kind === 'Call' && parentOf(facts, site)?.kind === 'Await';

/** `with Popen(…):` and `Popen(…).communicate()` do wait, and only the start is told. */
function asUsed({ facts }: Chunk, site: EffectSite, known: BlockingCall): BlockingCall {
  const use = parentOf(facts, site)?.kind;
  return known.startsOnly && (use === 'WithItem' || use === 'Attribute') ? { ...known, startsOnly: false } : known;
}

const forms: Readonly<Record<EffectSite['kind'], EffectStep['form']>> = {
  Call: 'call',
  WithItem: 'with',
  For: 'for',
  ComprehensionFor: 'for',
  Attribute: 'attribute',
  Subscript: 'operator',
  Compare: 'operator',
  BinOp: 'operator',
  UnaryOp: 'operator',
  If: 'operator',
  IfExp: 'operator',
  While: 'loop',
};

const configured: BlockingCall = { rule: 'blocking-call' };

function ruleOf({ rule, asyncUnsafe, deep }: BlockingCall, site: EffectSite): string {
  if (asyncUnsafe) return 'django-async-unsafe';
  return deep && site.kind === 'Call' && walksTree(site, deep) ? 'blocking-file' : rule;
}

/** `folder.glob("src/**")` */
const walksTree = (call: Call, pattern: ArgumentPlace): boolean =>
  argumentsAt(call, pattern).some(
    ({ value }) => value.kind === 'Constant' && typeof value.value === 'string' && value.value.includes('**'),
  );

const blockingEffect = (known: BlockingCall, rule: string, step: EffectStep, certainty: Certainty): Effect => ({
  type: 'blocks',
  rule,
  name: step.name,
  certainty,
  known,
  path: [step],
});

/** What a function does that is known to block and is handed to what calls it, with arguments that nobody sees. */
export function directEffectOfCallback(chunk: Chunk, callback: Expression): Effect | 'none' | undefined {
  const type = typeOf(chunk, callback);
  const known = isConfigured(chunk, type, 'blocking') ? configured : lookup(chunk, type, blocking);
  if (!known) return undefined;
  const { lazy, unless, through, fetches, onlyBounded } = known;
  if (lazy || unless || through || fetches || onlyBounded || isConfigured(chunk, type, 'nonBlocking')) return 'none';
  return blockingEffect(
    known,
    known.asyncUnsafe ? 'django-async-unsafe' : known.rule,
    stepOfCallback(chunk, callback),
    certaintyOf(type),
  );
}

export const stepOfCallback = (chunk: Chunk, callback: Expression): EffectStep => ({
  at: { uri: chunk.file.uri, chunk: chunk.id, start: callback.start, end: callback.end },
  name: sourceName(callback),
  form: 'callback',
});

export function stepAt(chunk: Chunk, site: EffectSite): EffectStep {
  const { start, end } = subjectOf(site);
  const at = { uri: chunk.file.uri, chunk: chunk.id, start, end };
  const passed = site.kind === 'Call' && callsMethodOfArgument(chunk, site) ? site.args[0]?.value : undefined;
  return passed
    ? { at, name: `${nameOf(site)}(${sourceName(passed)})`, form: 'operator' }
    : { at, name: nameOf(site), form: forms[site.kind] };
}

function nameOf(site: EffectSite): string {
  const subject = sourceName(subjectOf(site));
  switch (site.kind) {
    case 'Subscript':
      return `${subject}[…]`;
    case 'Compare':
      return `… ${site.operators.at(-1) ?? 'in'} ${subject}`;
    case 'BinOp':
      return `${subject} ${site.operator} …`;
    case 'UnaryOp':
      return `not ${subject}`;
    case 'If':
    case 'IfExp':
      return `if ${subject}`;
    default:
      return subject;
  }
}
