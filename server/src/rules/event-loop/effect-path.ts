import type { Effect } from '../../project/effects/effect.ts';
import type { RelatedPlace } from '../rule.ts';

/** The places on the way from the call that is reported to the culprit, for which `culprit` has the words. */
export const effectPath = ({ path }: Effect, culprit: (name: string) => string): readonly RelatedPlace[] =>
  path.slice(1).map(({ at, name }, i) => ({
    at,
    message: i === path.length - 2 ? culprit(name) : `\`${name}()\` is called here`,
    isCall: true,
  }));
