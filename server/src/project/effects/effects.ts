import { isPlaceholder } from '../../facts/function-bodies.ts';
import type { Call, Expression, FunctionDef } from '../../facts/nodes.ts';
import { parentOf } from '../../facts/walk.ts';
import { longLoop, nestedCases, noticed } from '../../knowledge/conventions/thresholds.ts';
import { executorDispatches } from '../../knowledge/loop.ts';
import { inheritedCertainty } from '../inference/calls.ts';
import { isConfigured } from '../inference/configured-names.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import { functionDefinition, lastName, type Definition } from '../names/definitions.ts';
import type { Chunk, Project } from '../names/project.ts';
import { weakest } from '../types/certainty.ts';
import { certaintyOf, membersOf, type Type } from '../types/types.ts';
import { conditionsAtCall } from './conditions-at-call.ts';
import { isInDeadBranch } from './dead-branches.ts';
import { isReachedAround } from './decorated.ts';
import { directEffect, directEffectOfCallback, stepAt, stepOfCallback } from './direct-effects.ts';
import { isCachedProperty, isDoneOnce, isKept, isKeptByCode } from './done-once.ts';
import { conditionsAt } from './effect-conditions.ts';
import { calleesOf } from './called-at-site.ts';
import { calledBack, isConsumed, sitesIn, sourceName, subjectOf } from './effect-sites.ts';
import type { Effect, EffectCondition, EffectSite, EffectStep } from './effect.ts';
import { isFreeAtCall, isFreeBehind } from './free-locks.ts';
import { roundsOf } from './long-loops.ts';
import { asksForLoop, expectsRunningLoop, startsAsOftenAsTold } from './loop-starts.ts';
import { isMild, isShortHold, sleepsFor } from './moments.ts';
import { givesNone, isOneCase } from './reached-cases.ts';
import { functionsRun } from './run-functions.ts';
import { isPartOfError, isReachedSometimes } from './sometimes.ts';
import { dependsOnCaller } from './sync-branches.ts';
import { sleepBetween } from './tried-again.ts';

/** What running a function's body does to the thread that runs it, each effect once, with the shortest path first found. */
export function effectsOfFunction(project: Project, ref: string): readonly Effect[] {
  const definition = functionDefinition(project, ref);
  const signature = project.ask.signature(ref);
  if (!definition || !signature || signature.isAsync) return [];
  const { chunk, node } = definition;
  if (chunk.file.isLibrary || chunk.file.isStub || isDispatchedByDecorator(definition)) return [];
  const found = new Map<string, Effect>();
  const sites = sitesIn(chunk, node).filter(
    (site) => !dependsOnCaller(chunk, site, node) && !isPartOfError(chunk.facts, site),
  );
  const isProperty = signature.descriptor === 'property';
  const looksForLoop = sites.some((site) => asksForLoop(chunk, site));
  for (const site of sites)
    for (const effect of effectsOf(chunk, site)) {
      if (effect.type === 'runs-loop' && (looksForLoop || startsAsOftenAsTold(chunk, site, node))) continue;
      if (effect.known?.once || isShortHold(chunk, effect) || sleepsFor(chunk, site, effect) === 0) continue;
      if (isDoneOnce(chunk, site, node, effect)) continue;
      if (isProperty && isKept(chunk, site, node)) continue;
      const own = inFunction(chunk, site, node, effect);
      if (own.cases !== undefined && own.cases > nestedCases.value) continue;
      const key = `${own.rule} ${own.name} ${keyOfConditions(own)} ${String(isMild(own))}`;
      const known = found.get(key);
      if (!known || known.path.length > own.path.length) found.set(key, own);
    }
  const again = found.size === 0 && !signature.isGenerator ? sleepBetween(chunk, node) : undefined;
  return again ? [again] : [...found.values()].slice(0, MAX_EFFECTS);
}

/** The effect of a site as one of the function that it stands in. */
function inFunction(chunk: Chunk, site: EffectSite, node: FunctionDef, effect: Effect): Effect {
  const preconditions = [...conditionsAt(chunk, site, node), ...(effect.preconditions ?? [])];
  const cases = (effect.cases ?? 0) + (isOneCase(chunk, site, node) ? 1 : 0);
  const once = effect.once === true || isCachedProperty(node) || isKeptByCode(chunk, site, node);
  const seconds = effect.seconds ?? sleepsFor(chunk, site, effect);
  const isSometimes = isReachedSometimes(chunk, site, node);
  const sometimes = effect.type === 'runs-loop' && (effect.sometimes === true || isSometimes);
  const detours = (effect.detours ?? 0) + (isSometimes ? 1 : 0);
  return {
    ...effect,
    preconditions,
    cases,
    detours,
    once,
    givesNone: givesNone(chunk, site, node),
    ...(sometimes && { sometimes }),
    ...(seconds < noticed.value && { seconds }),
  };
}

const keyOfConditions = ({ preconditions = [], givesNone: isVain = false }: Effect): string =>
  [
    ...preconditions.map(
      ({ parameter, is, classes = [], isOuter = false }) =>
        `${parameter} is ${is} ${classes.join(' ')} ${String(isOuter)}`,
    ),
    isVain,
  ].join();

const MAX_EFFECTS = 12;
const MAX_PATH = 12;

export const equalEffects = (a: readonly Effect[], b: readonly Effect[]): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** `@in_thread def work(): …`: calling the function only hands it over. */
const isDispatchedByDecorator = ({ chunk, node }: Definition<FunctionDef>): boolean =>
  node.decorators.some(({ expression }) => {
    const type = typeOf(chunk, expression.kind === 'Call' ? expression.func : expression);
    return isConfigured(chunk, type, 'offLoaders') || lookup(chunk, type, executorDispatches) !== undefined;
  });

export function effectsOf(chunk: Chunk, site: EffectSite): readonly Effect[] {
  const memory = chunk.project.queries.localCache();
  const known = memory.get(site);
  if (known) return known as readonly Effect[];
  const every = computeEffects(chunk, site);
  const isReady = every.some(({ type }) => type === 'runs-loop') && expectsRunningLoop(chunk, site);
  const effects = isReady ? every.filter(({ type }) => type !== 'runs-loop') : every;
  memory.set(site, effects);
  return effects;
}

function computeEffects(chunk: Chunk, site: EffectSite): readonly Effect[] {
  if (isInDeadBranch(chunk, site)) return [];
  for (const callee of calleesOf(chunk, site)) {
    const effects = effectsOfCallee(chunk, site, callee);
    if (effects.length > 0) return effects;
  }
  for (const callback of site.kind === 'Call' ? calledBack(chunk, site) : []) {
    const effects = effectsOfCallback(chunk, callback);
    if (effects.length > 0) return effects;
  }
  const rounds = roundsOf(chunk, site);
  return rounds < longLoop.value ? [] : [loopEffect(chunk, site, rounds)];
}

function loopEffect(chunk: Chunk, site: EffectSite, rounds: number): Effect {
  const step: EffectStep = { ...stepAt(chunk, site), form: 'loop' };
  return { type: 'blocks', rule: 'cpu-bound-loop', name: step.name, certainty: 'proven', rounds, path: [step] };
}

function effectsOfCallee(chunk: Chunk, site: EffectSite, callee: Type): readonly Effect[] {
  if (isHandedOver(chunk, callee) || isChangedBelow(chunk, callee)) return [];
  const direct = directEffect(chunk, site, callee);
  if (direct) return direct === 'none' ? [] : [direct];
  const members = membersOf(callee);
  const [only] = members;
  if (members.length !== 1 || !only || isOverridden(chunk, only)) return [];
  const step = stepAt(chunk, site);
  const overrides = overridesOf(chunk, site, only);
  return (overrides ?? functionsRun(chunk, site, only)).flatMap((ref) =>
    chunk.project.ask
      .effectsOfFunction(ref)
      .filter(({ type }) => overrides === undefined || type === 'blocks')
      .filter((effect) => effect.path.length < MAX_PATH && !isReadyAtCall(chunk, site, effect))
      .filter((effect) => effect.givesNone !== true || parentOf(chunk.facts, site)?.kind !== 'Await')
      .filter(({ preconditions = [] }) => isReachedAround(chunk.project, only, ref, preconditions))
      .flatMap((effect) => {
        const preconditions = conditionsHere(chunk, site, only, ref, effect);
        const certainty = weakest(certaintyOf(callee), effect.certainty);
        return preconditions ? [{ ...effect, certainty, preconditions, path: [step, ...effect.path] }] : [];
      }),
  );
}

/** For a method that is only declared, one of those that the subclasses have for it, if all of them block, generators where they are gone through. */
function overridesOf(chunk: Chunk, site: EffectSite, callee: Type): readonly string[] | undefined {
  const receiver = callee.kind === 'function' ? callee.receiver : undefined;
  if (callee.kind !== 'function' || receiver?.kind !== 'instance' || !isDeclaredOnly(chunk, callee.ref))
    return undefined;
  const { ask } = chunk.project;
  const name = lastName(callee.ref);
  const own = (ask.subclassesOf(receiver.ref) ?? []).flatMap((subclass) => ask.ownMember(subclass, name) ?? []);
  const written = own.filter((member) => member.kind !== 'function' || !isDeclaredOnly(chunk, member.ref));
  const [first] = written;
  const isBlocking = (member: Type): boolean =>
    member.kind === 'function' &&
    (ask.signature(member.ref)?.isGenerator !== true || (site.kind === 'Call' && isConsumed(chunk, site))) &&
    ask.effectsOfFunction(member.ref).some(({ type }) => type === 'blocks');
  return first?.kind === 'function' && written.every(isBlocking) ? [first.ref] : undefined;
}

function isDeclaredOnly({ project }: Chunk, ref: string): boolean {
  const definition = functionDefinition(project, ref);
  return definition?.chunk.file.isLibrary === false && isPlaceholder(definition.node.body);
}

/** `sorted(names, key=load)`: what cannot be told without the arguments that `load` is given is not told. */
function effectsOfCallback(chunk: Chunk, callback: Expression): readonly Effect[] {
  const type = typeOf(chunk, callback);
  const direct = directEffectOfCallback(chunk, callback);
  if (direct || type.kind !== 'function' || isOverridden(chunk, type))
    return direct === 'none' || !direct ? [] : [direct];
  const step = stepOfCallback(chunk, callback);
  return chunk.project.ask
    .effectsOfFunction(type.ref)
    .filter(({ path, preconditions = [] }) => path.length < MAX_PATH && preconditions.every(({ isOuter }) => isOuter))
    .map((effect) => ({
      ...effect,
      certainty: weakest(certaintyOf(type), effect.certainty),
      path: [step, ...effect.path],
    }));
}

/** A class of the user's changes what the library's method calls in turn: it may run in a thread. */
const isChangedBelow = (chunk: Chunk, callee: Type): boolean =>
  callee.kind === 'function' && inheritedCertainty(chunk, callee) === undefined;

/** A subclass's method may run in its place, and be async. */
const isOverridden = ({ project }: Chunk, callee: Type): boolean =>
  callee.kind === 'function' &&
  callee.receiver?.kind === 'instance' &&
  project.ask.isOverriddenOtherwise(callee.receiver.ref, lastName(callee.ref));

/** What the caller must have been given for an effect of what it calls; undefined where its arguments rule it out. */
function conditionsHere(
  chunk: Chunk,
  site: EffectSite,
  callee: Type,
  ref: string,
  { preconditions = [] }: Effect,
): readonly EffectCondition[] | undefined {
  if (preconditions.length === 0 || (callee.kind !== 'function' && callee.kind !== 'class')) return [];
  const definition = functionDefinition(chunk.project, ref);
  const call = site.kind === 'Call' ? site : callOfGenerator(chunk, site, callee);
  if (!definition || !call) return [];
  const isBound = callee.kind === 'class' || callee.receiver !== undefined;
  return conditionsAtCall(chunk, call, definition.node, isBound, preconditions);
}

/** `held(lock, wait=False)` of `with held(lock, wait=False):`, which runs the generator function. */
function callOfGenerator(chunk: Chunk, site: EffectSite, callee: Type): Call | undefined {
  const subject = subjectOf(site);
  if (subject.kind !== 'Call' || callee.kind !== 'function') return undefined;
  const type = typeOf(chunk, subject.func);
  const called = type.kind === 'callable' ? type.of : type;
  return called?.kind === 'function' && called.ref === callee.ref ? subject : undefined;
}

/** `while self.jobs.empty(): …` in front of `self.next()`, which takes one out of `self.jobs`. */
function isReadyAtCall(chunk: Chunk, site: EffectSite, { rule, path }: Effect): boolean {
  if (rule !== 'blocking-lock' || path.length > 1 || site.kind !== 'Call' || site.func.kind !== 'Attribute')
    return false;
  const [step] = path;
  const [owner, ...rest] = step?.name.split('.') ?? [];
  const method = rest.pop();
  if (method === undefined || rest.length === 0) return false;
  const queue = [owner, ...rest].join('.');
  return sourceName(site.func.value) === owner
    ? isFreeAtCall(chunk, site, queue, method)
    : owner === 'self' && isFreeBehind(chunk, site, site.func.value, queue, method);
}

/** A plain function that was made async runs elsewhere; settings can say so, too, and that something does not block. */
const isHandedOver = (chunk: Chunk, callee: Type): boolean =>
  (callee.kind === 'callable' && callee.result.kind === 'coroutine') ||
  isConfigured(chunk, callee, 'offLoaders') ||
  isConfigured(chunk, callee, 'nonBlocking');
