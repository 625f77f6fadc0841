import type { Facts } from '../../facts/facts.ts';
import { occurrencesOf } from '../../facts/occurrences.ts';
import { ancestors } from '../../facts/walk.ts';
import { chunksOfClassNaming } from '../names/class-parts.ts';
import type { Chunk } from '../names/project.ts';
import { sourceName } from './effect-sites.ts';
import type { Effect, EffectSite } from './effect.ts';

/**
 * A helper that takes a lock by `with`, or by hand where its chunk also lets it go, waits only as long as others hold it, which
 * is as short.
 */
export function isShortHold(chunk: Chunk, { rule, path: [step, ...others] }: Effect): boolean {
  if (rule !== 'blocking-lock' || !step || others.length > 0) return false;
  const lock = /^(.+)\.acquire$/.exec(step.name)?.[1];
  return step.form === 'with' || (lock !== undefined && isReleasedBeside(chunk, lock));
}

/** How long a helper sleeps at a time; Infinity where that is not written there, or it sleeps until something has happened. */
export function sleepsFor({ facts }: Chunk, site: EffectSite, { rule, path }: Effect): number {
  const seconds =
    rule === 'blocking-sleep' && path.length === 1 && site.kind === 'Call' ? site.args[0]?.value : undefined;
  const length = seconds?.kind === 'Constant' ? seconds.value : undefined;
  return typeof length === 'number' && !isIn(facts, site, 'While') ? length : Number.POSITIVE_INFINITY;
}

const isIn = (facts: Facts, site: EffectSite, kind: 'While'): boolean => {
  for (const outer of ancestors(facts, site))
    if (outer.kind === kind || outer.kind === 'FunctionDef') return outer.kind === kind;
  return false;
};

/** What holds up the loop once, for a moment, or seldom. */
export const isMild = (effect: Effect): boolean =>
  effect.once === true || effect.seconds !== undefined || effect.known?.startsOnly === true || isSeldom(effect);

/**
 * A helper comes there in some cases only, and so does one that it calls: a token that is missing and has to be asked for, too.
 * Most who call the first never see the end of such ways.
 */
export const isSeldom = ({ detours = 0 }: Effect): boolean => detours >= SELDOM;

const SELDOM = 2;

/** In the function, or in the class. */
const isReleasedBeside = (chunk: Chunk, lock: string): boolean =>
  chunksOfClassNaming(chunk, 'release').some(({ facts }) =>
    occurrencesOf(facts, 'release').some((node) => node.kind === 'Attribute' && sourceName(node.value) === lock),
  );
