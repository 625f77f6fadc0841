import type { Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import { subjectOf } from '../../project/effects/effect-sites.ts';
import type { Effect, EffectSite } from '../../project/effects/effect.ts';
import { isFixture } from '../../project/effects/function-uses.ts';
import { isMild } from '../../project/effects/moments.ts';
import { isPartOfError } from '../../project/effects/sometimes.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf } from '../../project/types/types.ts';
import type { Range } from '../../text/range.ts';
import type { Report, Visitors } from '../rule.ts';
import type { BlockingWords, BlockingCase } from './blocking-case.ts';
import { fixesOf } from './blocking-fixes.ts';
import { messageOf, pathOf } from './blocking-words.ts';
import { isByAnnotation } from './by-annotation.ts';
import { expectsFailure } from './expects-failure.ts';
import { harmOfEmbedded, mildHarm } from './mild-harm.ts';
import { sinkBehind } from './sink.ts';

/**
 * The rules about blocking calls, the most telling first: where one call leads to several, the first of them is reported.
 */
const order = [
  'django-async-unsafe',
  'blocking-input',
  'blocking-sleep',
  'blocking-http',
  'blocking-subprocess',
  'blocking-database',
  'blocking-socket',
  'blocking-wait',
  'blocking-lock',
  'blocking-call',
  'cpu-bound-loop',
  'blocking-file',
  'blocking-path',
];

export const moreTelling = (id: string): readonly string[] => order.slice(0, order.indexOf(id));

/** Visitors that report what holds up the loop in coroutines and belongs to a rule. */
export function blockingVisitors(rule: string, words: BlockingWords = {}): Visitors {
  const visit = (site: EffectSite, view: ChunkView, report: (report: Report) => void): void => {
    const owner = ownerOf(view, site);
    if (!owner || !view.hasEffects(site)) return;
    const isOurs = (candidate: Effect): boolean => candidate.type === 'blocks' && candidate.rule === rule;
    const effect =
      view.effectOf(site, (candidate) => isOurs(candidate) && !isMild(candidate)) ?? view.effectOf(site, isOurs);
    if (!effect) return;
    const isDirect = effect.path.length === 1;
    const found: BlockingCase = { view, site, effect, owner, isDirect, isInBody: isInBody(view, site, effect) };
    if (
      isFixture(owner) ||
      view.isRunByDecorator(owner) ||
      isDoubted(found) ||
      isToldByCall(found) ||
      words.isExempt?.(found)
    )
      return;
    const mild = words.isGrave?.(found) ? undefined : view.evidence.aside(() => mildHarm(found));
    const harm = mild ?? (effect.known?.embedded ? harmOfEmbedded : undefined);
    report({
      at: site.kind === 'Call' ? site : placeOf(site),
      message: words.message?.(found) ?? messageOf(found, harm ? { ...words, harm } : words),
      ...(harm ? { severity: 'information' } : {}),
      related: pathOf(effect),
      ...(site.kind === 'While' ? { whole: site } : {}),
      ...sinkFor(found, mild !== undefined),
      fixes: () => (found.isInBody ? fixesOf(found, words) : []),
    });
  };
  return {
    Call: visit,
    WithItem: visit,
    For: visit,
    ComprehensionFor: visit,
    Attribute: visit,
    Subscript: visit,
    Compare: visit,
    BinOp: visit,
    UnaryOp: visit,
    If: visit,
    IfExp: visit,
    While: visit,
  };
}

/** Not in a generator or lambda, which cannot await, nor what something else calls. */
const isInBody = (view: ChunkView, site: EffectSite, { path }: Effect): boolean =>
  path[0]?.form !== 'callback' && view.coroutineAround(generatorOf(view, site) ?? site) !== undefined;

/** Names are asked for so often, and so seldom reported, that finding out who else asks is not worth it. */
function sinkFor({ view, site, effect, owner, isDirect }: BlockingCase, mild: boolean): Pick<Report, 'sink'> {
  if (isDirect || effect.rule === 'blocking-path') return {};
  return { sink: sinkBehind(view, subjectOf(site), effect, { caller: owner.name, mild }) };
}

/** The coroutine that runs a site. */
function ownerOf(view: ChunkView, site: EffectSite): FunctionDef | undefined {
  return view.coroutineRunning(generatorOf(view, site) ?? site);
}

const generatorOf = (view: ChunkView, site: EffectSite): Node | undefined =>
  site.kind === 'ComprehensionFor' ? view.parent(site) : undefined;

/**
 * Who awaits what a declaration says is not async, or what nothing but a name is known of, knows that it is; of a helper that gives an awaitable in one case and blocks
 * in another, who awaits has the former. A helper that a test expects to fail need not come to what blocks, and one that finds the
 * words of an error does so after the harm.
 */
function isDoubted({ view, site, isDirect }: BlockingCase): boolean {
  if (!isDirect && (expectsFailure(view, site) || isPartOfError(view.facts, site))) return true;
  const parent = site.kind === 'Call' ? view.parent(site) : undefined;
  if (parent?.kind !== 'Await') return false;
  if (!isDirect) return isAwaitableAmongOthers(view, parent.value);
  return isByAnnotation(view, parent.value) || view.typeOf(subjectOf(site)).kind === 'external';
}

function isAwaitableAmongOthers(view: ChunkView, value: Expression): boolean {
  const isEach = membersOf(view.typeOf(value)).map((item) => view.mayAwait(item));
  return isEach.includes(true) && isEach.includes(false);
}

/** `with Store() as store:` where making the object does the same as entering it. */
function isToldByCall({ view, site, effect }: BlockingCase): boolean {
  const subject = site.kind === 'WithItem' ? site.context : undefined;
  return (
    subject?.kind === 'Call' &&
    view.effectOf(subject, ({ type, rule }) => type === 'blocks' && rule === effect.rule) !== undefined
  );
}

/** A `while` has only its test to show. */
const placeOf = (site: EffectSite): Range =>
  site.kind === 'While' ? { start: site.start, end: subjectOf(site).end } : subjectOf(site);
