import type { Effect } from '../../project/effects/effect.ts';
import { localized, type Localized } from '../../text/localized.ts';
import type { RelatedPlace } from '../rule.ts';

/** The places on the way from the call that is reported to the culprit, for which `culprit` has the words. */
export const effectPath = ({ path }: Effect, culprit: (name: string) => Localized): readonly RelatedPlace[] =>
  path.slice(1).map(({ at, name }, i) => ({
    at,
    message: i === path.length - 2 ? culprit(name) : calledHere(name),
    isCall: true,
  }));

const calledHere = localized({
  en: (callee: string) => `\`${callee}()\` is called here`,
  'zh-cn': (callee) => `\`${callee}()\` 在这里被调用`,
});
