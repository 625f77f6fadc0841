import type { Rule } from './rule.ts';
import { unusedSuppression } from './unused-suppression.ts';

/** All rules, in the order of the docs. */
export const rules: readonly Rule[] = [unusedSuppression];

export const ruleIds: ReadonlySet<string> = new Set(rules.map((rule) => rule.id));
