import type { Fix } from '../fixes/fix.ts';
import type { Certainty } from '../project/types/certainty.ts';
import type { Severity } from '../rules/rule.ts';
import type { Finding } from './finding.ts';

/** From the worst on. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

const WORST: Readonly<Record<Certainty, Finding['severity']>> = {
  proven: 'error',
  declared: 'warning',
  likely: 'information',
};

/** How serious a finding may be at most: only what is proven is an error, and what is merely likely no more than advice. */
export const boundedSeverity = (severity: Finding['severity'], certainty: Certainty): Finding['severity'] =>
  SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(WORST[certainty]) ? WORST[certainty] : severity;

/** Only what mends something proven is safe to be done unseen. */
export const boundedSafety = (safety: Fix['safety'], certainty: Certainty): Fix['safety'] =>
  certainty === 'proven' ? safety : 'unsafe';
