import type { Facts } from '../facts/facts.ts';

/** Where the facts of a chunk are found again. */
export interface FactsPlace {
  facts: Facts | undefined;
  /** Facts that were let go: still the same object for as long as somebody uses them. */
  away: WeakRef<Facts> | undefined;
  /** The round in which somebody last asked for them. */
  usedIn: number;
}

/**
 * Facts at hand. They are much larger than the texts that they are of, and mostly not asked for again once their file is
 * checked: when many new ones have been made, those that nobody has asked for meanwhile are let go.
 */
export interface KeptFacts<P extends FactsPlace> {
  of(place: P): Facts;
  /** To be called while no question is being answered. `leaves` is told of each whose facts go; false keeps them. */
  letGo(places: Iterable<P>, leaves: (place: P) => boolean): void;
}

/** So many nodes (of 100 to 400 bytes each) may be made before facts are let go. */
const ROOM = 250_000;

export const nowhere = { facts: undefined, away: undefined, usedIn: 0 } as const;

export function keptFacts<P extends FactsPlace>(make: (place: P) => Facts, room = ROOM): KeptFacts<P> {
  let round = 1;
  let made = 0;

  function bring(place: P): Facts {
    const facts = place.away?.deref() ?? make(place);
    place.facts = facts;
    place.away = undefined;
    made += facts.nodes.length;
    return facts;
  }

  return {
    of(place) {
      place.usedIn = round;
      return place.facts ?? bring(place);
    },
    letGo(places, leaves) {
      if (made < room) return;
      made = 0;
      for (const place of places) {
        if (!place.facts || place.usedIn === round || !leaves(place)) continue;
        place.away = new WeakRef(place.facts);
        place.facts = undefined;
      }
      round++;
    },
  };
}
