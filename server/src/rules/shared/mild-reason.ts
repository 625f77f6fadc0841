import { isSeldom } from '../../project/effects/moments.ts';
import type { BlockingCase } from './blocking-case.ts';
import { startsLoopsInThreads } from './own-loops.ts';

/** Why a call that blocks holds up nobody, or hardly, as far as can be seen: what goes on behind "blocks the event loop, though ". */
export function mildReason({ view, site, effect, owner }: BlockingCase): string | undefined {
  if (effect.once) return OCCASIONS.once;
  if (effect.seconds !== undefined) return `for ${String(effect.seconds)} seconds at a time`;
  if (effect.rule === 'blocking-database' && startsLoopsInThreads(view)) return 'only that of a thread of its own';
  if (effect.known?.startsOnly) return 'only until the program is started';
  const occasion = view.occasionAt(site, owner);
  return occasion ? OCCASIONS[occasion] : isSeldom(effect) ? 'only in some cases of some cases' : undefined;
}

const OCCASIONS = {
  'start or end': 'only while the application starts or ends',
  once: 'only the first time, since what it makes is kept',
  alone: 'this program runs nothing else by then',
  'own loop': 'only the loop that each call has for itself',
} as const;
