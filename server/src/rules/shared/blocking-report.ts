import type { Call, Expression, FunctionDef } from '../../facts/nodes.ts';
import { blockInThread } from '../../fixes/block-in-thread.ts';
import { isBoundToThread } from '../../fixes/bound-to-thread.ts';
import { removeRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { insertAwait } from '../../fixes/insert-await.ts';
import { makeClientAsync } from '../../fixes/make-client-async.ts';
import { offload } from '../../fixes/offload.ts';
import { blocking } from '../../knowledge/blocking.ts';
import { subjectOf } from '../../project/effects/effect-sites.ts';
import type { Effect, EffectSite, EffectStep } from '../../project/effects/effect.ts';
import { isMild } from '../../project/effects/moments.ts';
import { isFixture } from '../../project/effects/function-uses.ts';
import { sinkOf } from '../../project/effects/sinks.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf } from '../../project/types/types.ts';
import type { Range } from '../../text/range.ts';
import type { RelatedPlace, Report, Visitors } from '../rule.ts';
import { isByAnnotation } from './by-annotation.ts';
import { expectsFailure } from './expects-failure.ts';
import { heldThreadLocks } from './held-locks.ts';
import { mildReason } from './mild-reason.ts';
import { isPlainRoute } from './routes.ts';

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

export interface BlockingCase {
  readonly view: ChunkView;
  readonly site: EffectSite;
  readonly effect: Effect;
  readonly owner: FunctionDef;
  /** The coroutine itself makes the call, not a helper. */
  readonly isDirect: boolean;
}

export interface BlockingWords {
  /** What the call does, behind its name; by default that it blocks the loop. */
  readonly harm?: string;
  /** The whole sentence, where it is another. */
  readonly message?: (found: BlockingCase) => string;
  /** What to do; by default the twin or a thread. */
  readonly advice?: (found: BlockingCase) => string | undefined;
  /** Fixes of the rule's own. They come first; undefined: the general ones alone. */
  readonly fixes?: (found: BlockingCase) => readonly Fix[];
  readonly spare?: (found: BlockingCase) => boolean;
  /** Matters also where nobody can be waiting for the loop. */
  readonly isGrave?: (found: BlockingCase) => boolean;
}

/** Visitors that report what holds up the loop in coroutines and belongs to a rule. */
export function blockingVisitors(rule: string, words: BlockingWords = {}): Visitors {
  const visit = (site: EffectSite, view: ChunkView, report: (report: Report) => void): void => {
    const owner = ownerOf(view, site);
    if (!owner) return;
    const isOurs = (candidate: Effect): boolean => candidate.type === 'blocks' && candidate.rule === rule;
    const effect =
      view.effectOf(site, (candidate) => isOurs(candidate) && !isMild(candidate)) ?? view.effectOf(site, isOurs);
    if (!effect) return;
    const found: BlockingCase = { view, site, effect, owner, isDirect: effect.path.length === 1 };
    if (
      isFixture(owner) ||
      view.isRunByDecorator(owner) ||
      isDoubted(found) ||
      isToldByCall(found) ||
      words.spare?.(found)
    )
      return;
    const mild = words.isGrave?.(found) ? undefined : view.evidence.aside(() => mildReason(found));
    report({
      at: site.kind === 'Call' ? site : placeOf(site),
      message:
        words.message?.(found) ?? messageOf(found, mild ? { ...words, harm: `${BLOCKS}, though ${mild}` } : words),
      ...(mild ? { severity: 'information' } : {}),
      related: pathOf(effect),
      ...(site.kind === 'While' ? { whole: site } : {}),
      ...sinkFor(found, mild !== undefined),
      fixes: () => fixesOf(found, words),
    });
  };
  return { Call: visit, WithItem: visit, For: visit, ComprehensionFor: visit, Attribute: visit, While: visit };
}

/** Names are asked for so often, and so seldom reported, that finding out who else asks is not worth it. */
function sinkFor({ view, site, effect, owner, isDirect }: BlockingCase, mild: boolean): Pick<Report, 'sink'> {
  if (isDirect || effect.rule === 'blocking-path') return {};
  const callee = view.typeOf(subjectOf(site));
  const kind = 'ref' in callee ? callee.ref : '';
  const { path, once = false, client } = effect;
  const way = { key: sinkOf(effect), distance: path.length, kind, caller: owner.name, once, mild };
  return { sink: client === undefined ? way : { ...way, client } };
}

/** The coroutine that runs a site; a generator expression that is used up at once runs there, too. */
function ownerOf(view: ChunkView, site: EffectSite): FunctionDef | undefined {
  const generator = site.kind === 'ComprehensionFor' ? view.parent(site) : undefined;
  return view.coroutineAround(generator ?? site);
}

/**
 * Who awaits what a declaration says is not async knows that it is; of a helper that gives an awaitable in one case and blocks
 * in another, who awaits has the former. A helper that a test expects to fail need not come to what blocks.
 */
function isDoubted({ view, site, isDirect }: BlockingCase): boolean {
  if (!isDirect && expectsFailure(view, site)) return true;
  const parent = site.kind === 'Call' ? view.parent(site) : undefined;
  if (parent?.kind !== 'Await') return false;
  return isDirect ? isByAnnotation(view, parent.value) : isAwaitableAmongOthers(view, parent.value);
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

// ------------------------------------------------------------------------------------- messages

function messageOf(found: BlockingCase, { harm = HARM, advice }: BlockingWords): string {
  const { effect } = found;
  const [first] = effect.path;
  const last = effect.path.at(-1);
  const todo = advice?.(found) ?? generalAdvice(found);
  if (!first || !last) return '';
  if (effect.path.length === 1) return `${stepText(first)} ${harm}; ${todo}.`;
  const how = effect.path.length === 2 ? 'calls' : 'ends up calling';
  return `${stepText(first)} ${how} ${stepText(last)}, which ${harm}; ${todo}.`;
}

const BLOCKS = 'blocks the event loop';
const HARM = `${BLOCKS}, so that no other task runs until it returns`;

/** `time.sleep()`, `with lock`, `for … in file` */
export function stepText({ name, form }: EffectStep): string {
  if (form === 'with') return `\`with ${name}\``;
  if (form === 'loop') return 'a long loop';
  if (form === 'attribute') return `\`${name}\``;
  return form === 'for' ? `\`for … in ${name}\`` : `\`${name}()\``;
}

/** The steps of the path behind the reported call. */
const pathOf = ({ path }: Effect): readonly RelatedPlace[] =>
  path.slice(1).map((step, i) => {
    const caller = path[i];
    return {
      at: step.at,
      message: `${caller ? stepText(caller) : ''} ${step.form === 'call' ? 'calls' : step.form === 'attribute' ? 'reads' : 'runs'} ${stepText(step)} here`,
      isCall: true,
    };
  });

/** How a file's library runs a function in a thread. */
export function threadRunnerName({ library, python: [major, minor] }: ChunkView): string {
  if (library !== 'asyncio') return `\`${library}.to_thread.run_sync()\``;
  return major > 3 || minor >= 9 ? '`asyncio.to_thread()`' : '`loop.run_in_executor()`';
}

function generalAdvice({ view, site, effect, isDirect }: BlockingCase): string {
  const runner = threadRunnerName(view);
  const what = isBoundToThread(view, site) ? 'that part of it' : 'it';
  const thread =
    site.kind === 'Call' || site.kind === 'Attribute'
      ? `run ${what} in a thread with ${runner}`
      : `put it into a function to run with ${runner}`;
  const twin = effect.known?.twin?.[view.library];
  if (effect.known?.threadBound)
    return twin === undefined
      ? 'keep the work with its object in one thread'
      : `use ${twin}, since its objects work only in the thread that made them`;
  if (twin === undefined || twin === threadRunnerName(view)) return thread;
  return isDirect ? `use ${twin}, or ${thread}` : `${thread}, or let it use ${twin}`;
}

// ---------------------------------------------------------------------------------------- fixes

function fixesOf(found: BlockingCase, { fixes }: BlockingWords): readonly Fix[] {
  const { view, site } = found;
  if (heldThreadLocks(view, site).length > 0) return [];
  return [...(fixes?.(found) ?? inThread(found)), ...dropAsync(found)];
}

/** Runs the call in a thread, or the whole loop or block that it leads into. */
export function inThread(found: BlockingCase): readonly Fix[] {
  const { view, site, effect } = found;
  if (isBoundToThread(view, site)) return [];
  if (site.kind !== 'Call' || !canLeaveThread(view, site, effect)) return wholeInThread(found);
  const edits = offload(view, site);
  return edits ? [{ title: `Run \`${effect.path[0]?.name ?? ''}()\` in a thread`, safety: 'unsafe', edits }] : [];
}

/** `with open(name) as file: …`, `for line in file: …` */
function wholeInThread({ view, site, effect }: BlockingCase): readonly Fix[] {
  const place = site.kind === 'Call' ? view.parent(site) : site;
  const block = place?.kind === 'WithItem' ? view.parent(place) : place;
  if (effect.known?.threadBound || (block?.kind !== 'With' && block?.kind !== 'For') || block.isAsync) return [];
  if (block.kind === 'For' && site.kind === 'Call' && block.iter !== site) return [];
  const edits = blockInThread(view, block, 'work');
  return edits
    ? [{ title: `Run the whole ${block.kind === 'With' ? 'block' : 'loop'} in a thread`, safety: 'unsafe', edits }]
    : [];
}

/** Not what hands out something that blocks in turn (often in a `with`), is bound to its thread, or is awaited. */
function canLeaveThread(view: ChunkView, call: Call, { known, path, rule }: Effect): boolean {
  const parent = view.parent(call)?.kind;
  if (parent === 'Await' || parent === 'WithItem' || known?.lazy || isStreamed(view, call)) return false;
  if (known?.threadBound && (path.length === 1 || !opensItself(view, call, rule))) return false;
  const result = view.typeOf(call);
  if (view.signature(view.typeOf(call.func))?.isGenerator) return false;
  if (view.mayAwait(result) && result.kind !== 'unknown' && result.kind !== 'external') return false;
  return !BLOCKING_METHODS.some((name) => {
    const method = result.kind === 'instance' ? view.member(result, name) : undefined;
    return method !== undefined && view.lookup(method, blocking) !== undefined;
  });
}

/** `client.create(…, stream=True)`: what comes back blocks when it is gone through. */
const isStreamed = (view: ChunkView, { args }: Call): boolean =>
  args.some(({ name, value }) => name === 'stream' && view.source(value) === 'True');

const BLOCKING_METHODS = ['__exit__', 'read', 'wait', 'execute', 'recv', 'acquire'];

/** A helper that makes the thread-bound object itself may run in any thread. */
const opensItself = (view: ChunkView, call: Call, rule: string): boolean =>
  view.effectOf(call, (effect) => effect.rule === rule && effect.known?.threadBound !== true) !== undefined;

/** `openai.OpenAI()` → `openai.AsyncOpenAI()`, and `await` wherever the client is used. */
export function withAsyncClient({ view, site, isDirect }: BlockingCase): readonly Fix[] {
  const twin = isDirect && site.kind === 'Call' ? makeClientAsync(view, site) : undefined;
  return twin
    ? [{ title: `Make the client an \`${twin.name}\` and await it`, safety: 'unsafe', edits: twin.edits }]
    : [];
}

/** FastAPI runs plain functions in a thread: a route that awaits nothing may be one. */
function dropAsync({ view, owner }: BlockingCase): readonly Fix[] {
  if (!isPlainRoute(view, owner)) return [];
  const keyword = {
    start: owner.defStart,
    end:
      owner.defStart +
      (/^async\s+/.exec(view.source({ start: owner.defStart, end: owner.nameStart }))?.[0].length ?? 0),
  };
  return [
    {
      title: `Make \`${owner.name}\` a plain function, which the framework runs in a thread`,
      safety: 'unsafe',
      edits: [removeRange(view, keyword)],
    },
  ];
}

/** `Book.objects.get(…)` → `await Book.objects.aget(…)`: a twin that is a method of the same object. */
export function asyncMethod({ view, site, effect, isDirect }: BlockingCase): readonly Fix[] {
  const name = /^`(a\w+)\(\)`$/.exec(effect.known?.twin?.[view.library] ?? '')?.[1];
  if (!isDirect || name === undefined || site.kind !== 'Call' || site.func.kind !== 'Attribute') return [];
  const { func } = site;
  const at = view.at({ start: func.attributeStart, end: func.end });
  return [
    {
      title: `Await \`${name}()\` instead`,
      safety: 'unsafe',
      edits: [...insertAwait(view, site), { at, newText: name }],
    },
  ];
}
