/**
 * How something is known:
 * - proven: the code that runs was seen (a definition, a constructor, an assignment), and nothing on the way replaces,
 *   overrides or guards it;
 * - declared: it rests on an annotation against which the code itself may act, or on the calls that were seen;
 * - likely: it rests on how others use it.
 */
export type Certainty = 'proven' | 'declared' | 'likely';

/** A conclusion is as certain as the weakest step to it. */
export const weakest = (a: Certainty, b: Certainty): Certainty =>
  a === 'likely' || b === 'proven' ? a : b === 'likely' || a === 'proven' ? b : a;

/** What a claim rests on: the weakest of all answers that were given since it was begun. */
export interface Evidence {
  readonly certainty: Certainty;
  /** A new claim is looked into. */
  begin(): void;
  /** The claim rests on something that is known so. */
  restsOn(certainty: Certainty): void;
  /** Looks at something on which the claim does not rest: only what it says in the end counts, not how that is known. */
  aside<T>(look: () => T): T;
}

export function createEvidence(): Evidence {
  let known: Certainty = 'proven';
  return {
    get certainty() {
      return known;
    },
    begin() {
      known = 'proven';
    },
    restsOn(certainty) {
      known = weakest(known, certainty);
    },
    aside(look) {
      const before = known;
      try {
        return look();
      } finally {
        known = before;
      }
    },
  };
}
