import type { Expression, Node, NodeKind } from '../facts/nodes.ts';
import type { Edit, Fix } from '../fixes/fix.ts';
import { nodesOwn } from '../facts/walk.ts';
import { isStackOverflow } from '../facts/too-deep.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import type { Certainty } from '../project/types/certainty.ts';
import type { Report, Rule, Visitors } from '../rules/rule.ts';
import type { Range } from '../text/range.ts';
import { touchingRanges } from '../text/touching-ranges.ts';
import { boundedSafety } from './bounds.ts';

export interface RuleReport {
  readonly rule: Rule;
  /** Its offsets are relative to the chunk. */
  readonly report: Report;
  /** What it rests on: see `bounds.ts`. */
  readonly certainty: Certainty;
  /** Another report says it; this one is not shown, though a comment may silence it. */
  readonly folded?: true;
}

/** What the rules report in a chunk. */
export interface ChunkReports {
  readonly reports: readonly RuleReport[];
  /** Whether following its names led too deep: then nothing is reported. */
  readonly isTooDeep: boolean;
}

/** Called when a rule throws: what it found in that chunk is dropped, all other rules go on. */
export type OnRuleFailure = (ruleId: string, error: unknown) => void;

/**
 * What those of the rules that are selected report in a chunk, in the order of its nodes. Reports in regions of syntax errors,
 * of what is missing in a block that touches one, and in code that never runs, are withheld.
 */
export type RunRules = (view: ChunkView, toRun: RulesToRun) => ChunkReports;

/** The ids of rules; the same object is the same ids. */
export interface RulesToRun {
  has(ruleId: string): boolean;
  /** Whether the rule, if it runs, also reports what it is lenient about otherwise. */
  isStrict(ruleId: string): boolean;
}

/** Prepares rules to be run on chunks. A failing rule is told of once. */
export function ruleRunner(rules: readonly Rule[], onFailure: OnRuleFailure): RunRules {
  const visitsOf = visitsBySelection(rules);
  const failed = new Set<string>();
  const tell = (rule: Rule, error: unknown): void => {
    if (!failed.has(rule.id)) onFailure(rule.id, error);
    failed.add(rule.id);
  };
  return (view, toRun) => {
    const visits = visitsOf(toRun);
    const left = new Set<Rule>();
    const found: RuleReport[] = [];
    const strictly = new Set<RuleReport>();
    let current: Visit | undefined;
    // One function for all visits: most of them, one for each node and rule, report nothing.
    const report = (reported: Report): void => {
      if (!current) return;
      const { rule, isStrict } = current;
      const told: Report = isStrict ? { ...reported, severity: 'information' } : reported;
      const { certainty } = view.evidence;
      found.push({ rule, report: withBoundFixes(view, rule, told, tell), certainty });
      if (isStrict) strictly.add(found.at(-1)!);
    };
    for (const node of nodesOwn(view.facts)) {
      for (const each of visits.get(node.kind) ?? []) {
        const { rule, visit } = each;
        if (left.size > 0 && left.has(rule)) continue;
        current = each;
        view.evidence.begin();
        try {
          visit(node, view, report);
        } catch (error) {
          if (isStackOverflow(error)) return tooDeep;
          left.add(rule);
          tell(rule, error);
        }
      }
    }
    if (found.length === 0) return nothing;
    const errorsAt = touchingRanges(view.facts.errors);
    const neverRunAt = touchingRanges(view.facts.nodes.flatMap(neverRunIn));
    const reports = found.filter((each) => {
      const { rule, report } = each;
      const { at, whole = at } = report;
      if (strictly.has(each) && found.some((other) => saysItAnyway(other, each, strictly))) return false;
      // A missing token is an error of length 0, so touching counts.
      if (left.has(rule) || errorsAt(whole).length > 0) return false;
      return !neverRunAt(at).some(({ start, end }) => start <= at.start && at.end <= end);
    });
    return { reports, isTooDeep: false };
  };
}

/** Whether a rule that is strict reports the place for a reason of its own as well. */
const saysItAnyway = (other: RuleReport, strict: RuleReport, strictly: ReadonlySet<RuleReport>): boolean =>
  other.rule === strict.rule && !strictly.has(other) && other.report.at.start === strict.report.at.start;

const nothing: ChunkReports = { reports: [], isTooDeep: false };
const tooDeep: ChunkReports = { reports: [], isTooDeep: true };

/**
 * Fixes are told when they are asked for, and their edits made when one is chosen. They rest on what the report rests on and on
 * what they look at themselves. A rule that throws then offers none.
 */
function withBoundFixes(
  view: ChunkView,
  rule: Rule,
  report: Report,
  tell: (rule: Rule, error: unknown) => void,
): Report {
  const { fixes } = report;
  const { evidence } = view;
  if (!fixes) return report;
  const lateOn = <T>(certainty: Certainty, make: () => readonly T[]): readonly T[] => {
    try {
      evidence.begin();
      evidence.restsOn(certainty);
      return make();
    } catch (error) {
      if (!isStackOverflow(error)) tell(rule, error);
      return [];
    }
  };
  const { certainty } = evidence;
  return {
    ...report,
    fixes: () =>
      lateOn(certainty, () => {
        const offered = isForOneLibrary(rule) && view.mayRunOnTrio() ? [] : fixes();
        const known = evidence.certainty;
        return offered.map(({ edits, ...fix }) => {
          const safety = boundedSafety(fix.safety, known);
          return { ...fix, safety, edits: () => lateOn(known, () => boundEdits(edits(), safety, evidence.certainty)) };
        });
      }),
  };
}

/** What mends it are mostly threads, locks and sleeps of one library: a file that may run on asyncio and on trio gets none. */
const isForOneLibrary = ({ category }: Rule): boolean => category === 'blocking' || category === 'shared-state';

/** Nothing is done unseen that rests on less than was known when it was called safe. */
function boundEdits(edits: readonly Edit[], safety: Fix['safety'], certainty: Certainty): readonly Edit[] {
  if (boundedSafety(safety, certainty) !== safety) throw new Error('edits rest on less than their fix');
  return edits;
}

interface Visit {
  readonly rule: Rule;
  readonly isStrict: boolean;
  readonly visit: (node: Node, view: ChunkView, report: (report: Report) => void) => void;
}

function visitsBySelection(rules: readonly Rule[]): (toRun: RulesToRun) => ReadonlyMap<NodeKind, readonly Visit[]> {
  const known = new WeakMap<RulesToRun, ReadonlyMap<NodeKind, readonly Visit[]>>();
  return (toRun) => {
    let visits = known.get(toRun);
    if (!visits) known.set(toRun, (visits = visitsByKind(rules, toRun)));
    return visits;
  };
}

function visitsByKind(rules: readonly Rule[], toRun: RulesToRun): ReadonlyMap<NodeKind, readonly Visit[]> {
  const byKind = new Map<NodeKind, Visit[]>();
  const add = (rule: Rule, visitors: Visitors, isStrict: boolean): void => {
    for (const [kind, visit] of Object.entries(visitors) as [NodeKind, Visit['visit']][]) {
      const visits = byKind.get(kind);
      if (visits) visits.push({ rule, visit, isStrict });
      else byKind.set(kind, [{ rule, visit, isStrict }]);
    }
  };
  for (const rule of rules.filter(({ id }) => toRun.has(id))) {
    add(rule, rule.visit, false);
    if (rule.strict && toRun.isStrict(rule.id)) add(rule, rule.strict.visit, true);
  }
  return byKind;
}

/** Below `if False and …:`, and in the `else` of `if True:`, stands what somebody has put aside. */
function neverRunIn(node: Node): readonly Range[] {
  if (node.kind !== 'If' && node.kind !== 'While') return [];
  if (isNeverTrue(node.test)) return node.body;
  return node.kind === 'If' && isAlwaysTrue(node.test) ? node.orelse : [];
}

const isAlwaysTrue = (test: Expression): boolean =>
  test.kind === 'Constant' && (test.value === true || test.value === 1);

function isNeverTrue(test: Expression): boolean {
  if (test.kind === 'BoolOp') return test.operator === 'and' && (isNeverTrue(test.left) || isNeverTrue(test.right));
  return test.kind === 'Constant' && (test.value === false || test.value === 0);
}
