import type { NodeKind, NodeOf } from '../facts/nodes.ts';
import type { Fix } from '../fixes/fix.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import type { Location } from '../project/location.ts';
import type { Range } from '../text/range.ts';

export type Severity = 'error' | 'warning' | 'information' | 'off';

export type Category =
  'coroutines' | 'event-loop' | 'tasks' | 'blocking' | 'protocols' | 'shared-state' | 'frameworks' | 'suppressions';

export interface RelatedPlace {
  readonly at: Location;
  readonly message: string;
}

/** What a rule reports. Offsets are relative to the chunk of the view. */
export interface Report {
  readonly at: Range;
  /** One sentence: what happens and what to do, with the user's own names in it. */
  readonly message: string;
  /** Where a case of the rule deserves another severity than the rule's own. */
  readonly severity?: Exclude<Severity, 'off'>;
  readonly related?: readonly RelatedPlace[];
  /** The fixes, the preferred one first. Called when they are asked for, on the same revision. */
  readonly fixes?: () => readonly Fix[];
  /** Shown faded: code that does nothing. */
  readonly unnecessary?: boolean;
  /** Shown struck out. */
  readonly deprecated?: boolean;
}

export type Visitors = {
  readonly [K in NodeKind]?: (node: NodeOf<K>, view: ChunkView, report: (report: Report) => void) => void;
};

export interface Example {
  readonly bad: string;
  readonly good: string;
  /** What the bad example does when it is run, where it can be run: checked by executing it. */
  readonly claim?: Claim;
}

/** What running the bad example under asyncio's debug mode shows; the good one must not show it. */
export interface Claim {
  /** A text found in what the run prints to stderr or in a warning or the exception. */
  readonly shows: string;
}

export interface Rule {
  /** Kebab-case, final, the file's name. */
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly fix: 'always' | 'sometimes' | 'never';
  /** One sentence in Markdown: the table's and the hover's text. */
  readonly summary: string;
  readonly docs: {
    /** Markdown: what happens at run time and why. */
    readonly why: string;
    readonly examples: readonly Example[];
    /** Markdown: what the rule does not see. */
    readonly limits: string;
    /** Equivalents: 'ruff RUF006', 'flake8-async ASYNC251', 'pyright reportUnusedCoroutine', 'pylint …', 'SonarPython S…'. Their codes count in `# noqa`. */
    readonly peers: readonly string[];
  };
  /** Ids of rules that say it better: where one of them reports the same range, this rule's report is dropped. */
  readonly yieldsTo?: readonly string[];
  /** Called for every node of these kinds in a chunk, parents before children. */
  readonly visit: Visitors;
}

export const defineRule = (rule: Rule): Rule => rule;
