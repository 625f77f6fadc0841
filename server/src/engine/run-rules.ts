import type { Expression, Node, NodeKind } from '../facts/nodes.ts';
import type { Edit, Fix } from '../fixes/fix.ts';
import { nodesOwn } from '../facts/walk.ts';
import { isStackOverflow } from '../facts/too-deep.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import type { Certainty } from '../project/types/certainty.ts';
import type { Report, Rule } from '../rules/rule.ts';
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
export type RunRules = (view: ChunkView, selected: Selected) => ChunkReports;

/** The ids of rules; the same object is the same ids. */
interface Selected {
  has(ruleId: string): boolean;
}

/** Prepares rules to be run on chunks. A failing rule is told of once. */
export function ruleRunner(rules: readonly Rule[], onFailure: OnRuleFailure): RunRules {
  const visitsOf = visitsBySelection(rules);
  const failed = new Set<string>();
  const tell = (rule: Rule, error: unknown): void => {
    if (!failed.has(rule.id)) onFailure(rule.id, error);
    failed.add(rule.id);
  };
  return (view, selected) => {
    const visits = visitsOf(selected);
    const left = new Set<Rule>();
    const found: RuleReport[] = [];
    let current: Rule | undefined;
    // One function for all visits: most of them, one for each node and rule, report nothing.
    const report = (reported: Report): void => {
      const { certainty } = view.evidence;
      if (current) found.push({ rule: current, report: withBoundFixes(view, current, reported, tell), certainty });
    };
    for (const node of nodesOwn(view.facts)) {
      for (const { rule, visit } of visits.get(node.kind) ?? []) {
        if (left.size > 0 && left.has(rule)) continue;
        current = rule;
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
    const reports = found.filter(({ rule, report: { at, whole = at } }) => {
      // A missing token is an error of length 0, so touching counts.
      if (left.has(rule) || errorsAt(whole).length > 0) return false;
      return !neverRunAt(at).some(({ start, end }) => start <= at.start && at.end <= end);
    });
    return { reports, isTooDeep: false };
  };
}

const nothing: ChunkReports = { reports: [], isTooDeep: false };
const tooDeep: ChunkReports = { reports: [], isTooDeep: true };

/**
 * Fixes are told when they are asked for, and their edits made when one is chosen. They rest on what the report rests on and on
 * what they look at themselves. A rule that throws then offers none.
 */
function withBoundFixes(
  { evidence }: ChunkView,
  rule: Rule,
  report: Report,
  tell: (rule: Rule, error: unknown) => void,
): Report {
  const { fixes } = report;
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
        const offered = fixes();
        const known = evidence.certainty;
        return offered.map(({ edits, ...fix }) => {
          const safety = boundedSafety(fix.safety, known);
          return { ...fix, safety, edits: () => lateOn(known, () => boundEdits(edits(), safety, evidence.certainty)) };
        });
      }),
  };
}

/** Nothing is done unseen that rests on less than was known when it was called safe. */
function boundEdits(edits: readonly Edit[], safety: Fix['safety'], certainty: Certainty): readonly Edit[] {
  if (boundedSafety(safety, certainty) !== safety) throw new Error('edits rest on less than their fix');
  return edits;
}

interface Visit {
  readonly rule: Rule;
  readonly visit: (node: Node, view: ChunkView, report: (report: Report) => void) => void;
}

function visitsBySelection(rules: readonly Rule[]): (selected: Selected) => ReadonlyMap<NodeKind, readonly Visit[]> {
  const known = new WeakMap<Selected, ReadonlyMap<NodeKind, readonly Visit[]>>();
  return (selected) => {
    let visits = known.get(selected);
    if (!visits) known.set(selected, (visits = visitsByKind(rules.filter(({ id }) => selected.has(id)))));
    return visits;
  };
}

function visitsByKind(rules: readonly Rule[]): ReadonlyMap<NodeKind, readonly Visit[]> {
  const byKind = new Map<NodeKind, Visit[]>();
  for (const rule of rules) {
    for (const [kind, visit] of Object.entries(rule.visit) as [NodeKind, Visit['visit']][]) {
      const visits = byKind.get(kind);
      if (visits) visits.push({ rule, visit });
      else byKind.set(kind, [{ rule, visit }]);
    }
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
