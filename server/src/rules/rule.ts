import type { NodeKind, NodeOf } from '../facts/nodes.ts';
import type { Fix } from '../fixes/fix.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import type { Location } from '../project/names/location.ts';
import type { Localized } from '../text/localized.ts';
import type { Range } from '../text/range.ts';

/** From what fails for certain down to advice that editors show at its place alone (`hint`). */
export type Severity = 'error' | 'warning' | 'information' | 'hint' | 'off';

export type Category =
  'coroutines' | 'event-loop' | 'tasks' | 'blocking' | 'protocols' | 'shared-state' | 'frameworks' | 'suppressions';

export interface RelatedPlace {
  readonly at: Location;
  readonly message: Localized;
  /** One of the calls that lead, in this order, from the place of the report to what it is about. */
  readonly isCall?: true;
}

/** What a rule reports. Offsets are relative to the chunk of the view. */
export interface Report {
  readonly at: Range;
  /** One sentence: what happens and what to do, with the user's own names in it. */
  readonly message: Localized;
  /** Where a case of the rule deserves another severity than the rule's own. */
  readonly severity?: Exclude<Severity, 'off'>;
  readonly related?: readonly RelatedPlace[];
  /** The fixes, the preferred one first. Called when they are asked for, on the same revision. */
  readonly fixes?: () => readonly Fix[];
  /** A function or block of which the report says that something is missing or never done in it: more text may make it untrue. */
  readonly whole?: Range;
  /** Where several coroutines come to one place that blocks: which. */
  readonly sink?: Sink;
  /** Left out in tests, examples and the like, of a rule that is relaxed in part. */
  readonly relaxed?: boolean;
  /** Shown faded: code that does nothing. */
  readonly unnecessary?: boolean;
  /** Shown struck out. */
  readonly deprecated?: boolean;
}

/** A place that blocks, seen from a coroutine that comes to it through others. */
export interface Sink {
  /** See `sinkOf`. */
  readonly key: string;
  /** The client of a database that blocks there: `reference.name` of an attribute. */
  readonly client?: string;
  /** How many calls away it is. */
  readonly distance: number;
  /** What the coroutine calls; ways through the same function are of one kind. */
  readonly kind: string;
  /** The coroutine's name. */
  readonly caller: string;
  /** Only the first who comes there waits. */
  readonly once: boolean;
  /** Nobody can be waiting for the loop there, or hardly. */
  readonly mild: boolean;
}

export type Visitors = {
  readonly [K in NodeKind]?: (node: NodeOf<K>, view: ChunkView, report: (report: Report) => void) => void;
};

export interface Example {
  readonly bad: string;
  readonly good: string;
  /** What the bad example does when it is run. The first example of every rule has one. */
  readonly claim?: Claim;
}

export type Claim = Demonstration | Undemonstrated;

/** What a run of the bad example under asyncio's debug mode shows, and one of the good example does not: tried by running both. */
export interface Demonstration {
  /** A text in what it prints: output, warnings, exceptions, log messages. */
  readonly shows?: string;
  /** The event loop stands still for at least this long. */
  readonly stallMilliseconds?: number;
  /** It never ends. */
  readonly hangs?: true;
  /** What the text tells, where it does not speak for itself: 'the timeout of one second has no effect'. */
  readonly meaning?: Localized;
  /** What it takes besides, in the words of the page: 'while the server takes half a second to answer'. */
  readonly when?: Localized;
  /** The oldest Python that shows it, such as '3.12'. */
  readonly python?: string;
  /** Packages that it imports. */
  readonly modules?: readonly string[];
}

/** Why a run of the bad example cannot show what is wrong with it. */
export interface Undemonstrated {
  readonly because: string;
}

export interface Rule {
  /** Kebab-case, final, the file's name. */
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly fix: 'always' | 'sometimes' | 'never';
  /** One sentence in Markdown: the table's and the hover's text. */
  readonly summary: Localized;
  readonly docs: {
    /** Markdown: what happens at run time and why. */
    readonly why: Localized;
    readonly examples: readonly Example[];
    /** Markdown: what the rule does not see. */
    readonly limits: Localized;
    /**
     * What Python itself prints when this happens, which people search for: the beginning of the line, `…` for any words.
     */
    readonly printed?: readonly string[];
    /** Equivalents: 'ruff RUF006', 'flake8-async ASYNC251', 'pyright reportUnusedCoroutine', 'pylint …', 'SonarPython S…'. Their codes count in `# noqa`. */
    readonly peers: readonly string[];
  };
  /**
   * Does not run in tests, examples, benchmarks, documentation and copies of other projects, unless settings say otherwise;
   * 'in part': leaves out there the reports that are `relaxed`.
   */
  readonly relaxed?: true | 'in part';
  /** What it reports besides where the settings ask for strictness. */
  readonly strict?: Strictness;
  /** Ids of rules that say it better: where one of them reports the same range, this rule's report is dropped. */
  readonly supersededBy?: readonly string[];
  /** Called for every node of these kinds in a chunk, parents before children. */
  readonly visit: Visitors;
}

/**
 * All that the equal checks of other tools report and the rule itself leaves alone, for people who come from these tools: advice
 * about code in which nothing is seen to go wrong.
 */
export interface Strictness {
  /** A sentence in Markdown: what is reported besides. */
  readonly reports: Localized;
  /** As the rule's own `visit`; what that reports already is not reported twice. */
  readonly visit: Visitors;
}

/** Of rules that are off by default and then lenient about nothing. */
export const turnedOn: Strictness = {
  reports: { en: 'It runs; what it reports is the same.', 'zh-cn': '规则会运行，报告的内容不变。' },
  visit: {},
};

export const defineRule = (rule: Rule): Rule => rule;
