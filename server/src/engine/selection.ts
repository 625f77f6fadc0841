import type { Rule, Severity } from '../rules/rule.ts';
import { matchesPath } from './path-pattern.ts';
import type { Settings } from './settings.ts';

/** A rule that runs, and how serious its reports are. */
export interface SelectedRule {
  readonly rule: Rule;
  /** The severity of a report that names none itself. */
  readonly severity: Exclude<Severity, 'off'>;
  /** Whether the user chose the severity: then it counts for all reports. */
  readonly chosen: boolean;
  /** Whether its relaxed reports are left out. */
  readonly isRelaxed: boolean;
}

/** The rules that run in a file, by id. */
export type Selection = ReadonlyMap<string, SelectedRule>;

const nothing: Selection = new Map();

/** Which of the rules run in a file. None do in an excluded one, and fewer in one that `isRelaxed`. */
export function selectRules(rules: readonly Rule[], settings: Settings, uri: string, isRelaxed = false): Selection {
  if (isExcluded(settings, uri)) return nothing;
  const ignored = new Set(settings.ignore);
  for (const { files, rules: ids } of settings.perFileIgnores) {
    if (matchesPath(uri, files)) for (const id of ids) ignored.add(id);
  }
  const selected = new Map<string, SelectedRule>();
  for (const rule of rules) {
    const severity = severityOf(rule, settings);
    if (severity === 'off' || ignored.has(rule.id) || (isRelaxed && rule.relaxed === true)) continue;
    selected.set(rule.id, { rule, severity, chosen: settings.severity[rule.id] === severity, isRelaxed });
  }
  return selected;
}

export const isExcluded = (settings: Settings, uri: string): boolean =>
  settings.exclude.some((pattern) => matchesPath(uri, pattern));

/** Whether a file is a test, an example, a benchmark or documentation. */
export const isInRelaxedPath = (settings: Settings, uri: string): boolean =>
  settings.relaxedPaths.some((pattern) => matchesPath(uri, pattern));

/** Whether a rule reports all that the equal checks of other tools do. */
export const isStrict = (rule: Rule, { strict }: Settings): boolean =>
  rule.strict !== undefined && (typeof strict === 'boolean' ? strict : strict.includes(rule.id));

/** A rule named in `select` or `strict` runs even if it is off otherwise; one that is off by default then gives advice. */
function severityOf(rule: Rule, settings: Settings): Severity {
  const { select, severity } = settings;
  const byDefault = rule.severity === 'off' && isStrict(rule, settings) ? 'information' : rule.severity;
  const configured = severity[rule.id] ?? byDefault;
  if (!select) return configured;
  if (!select.includes(rule.id)) return 'off';
  if (configured !== 'off') return configured;
  return rule.severity === 'off' ? 'information' : rule.severity;
}
